"""Cuts a plain file into pieces of a size for one worker, told apart by content and not by name."""

import mmap
import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from ocds.reading import sound
from ocds.reading.sound import ARRAYS, Extents, Outline, skip_space
from ocds.reading.texts import UNSOUND, Buffer, Extent, items, let_go, members, texts

PIECE = 48_000_000
"""About how many bytes one piece holds; borders depend on the bytes alone, never on the number of workers."""
_FIRST_LINE = 1 << 25
_BLOCK = 1 << 24
_KEYS = tuple(f'"{key}"'.encode() for key in ARRAYS)
_DOCUMENT = re.compile(rb'\{(?:"[^"\\]*+":(?:"[^"\\]*+"|[^"{}\[\],]++|\[(?:"[^"\\]*+",?)*+\]),)*?"ocid":')
"""Members without objects in them, then an `ocid`, at the beginning of a compact line."""
_BOM = b"\xef\xbb\xbf"
_BRACKET = ord("[")


class Package(NamedTuple):
    """What a package says of all its releases: OCDS version, publisher, extensions declared."""

    version: str | None = None
    publisher: str | None = None
    extensions: tuple[str, ...] = ()


class Piece(NamedTuple):
    """Documents of one file: their extents in bytes, or a run of lines from `start` to `end`.

    `line` is the number of the first line, or None where documents are not a line each; then `paths` holds the JSON
    path of each. `bom` says that this is the first piece of a file that begins with a byte order mark. `head` is what
    a package says beside its documents, as a JSON object in which their array is empty or holds a number; it
    stands in the first piece of a package, whose own JSON path is `base`. `begins` is the line on which the JSON text
    begins that `paths` and `base` lead into, where a file holds several. `warnings` tell what a workbook lost when it
    was made into JSON.
    """

    start: int
    end: int
    line: int | None = None
    extents: tuple[Extent, ...] = ()
    paths: tuple[str, ...] = ()
    package: Package = Package()
    bom: bool = False
    head: bytes | None = None
    base: str = ""
    begins: int | None = None
    warnings: tuple[str, ...] = ()


def pieces(path: Path, full: int | None = None) -> Iterator[Piece]:
    """The pieces of a plain file of about `full` bytes, in order; none if it holds nothing but white space."""
    full = full or PIECE
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as buffer:
        bom = buffer[:3] == _BOM
        start = skip_space(buffer, 3 if bom else 0)
        if start == len(buffer):
            return
        found = _lines(buffer, start, full) if _is_lines(buffer, start) else _values(buffer, start, full)
        for number, piece in enumerate(found):
            yield piece._replace(bom=bom and number == 0)


def _is_lines(buffer: mmap.mmap, start: int) -> bool:
    """Whether each line is a JSON text of its own: the first one is whole, or broken but shaped like the second.

    A line that holds a package is not one document; and a lone bracket begins a text that goes over many lines.
    """
    end = buffer.find(b"\n", start, start + _FIRST_LINE)
    after = skip_space(buffer, end) if end >= 0 else len(buffer)
    if after == len(buffer) or buffer[start : start + 1] != b"{" or buffer[after : after + 2] in {b"{\n", b"{\r"}:
        return False
    line = buffer[start:end].rstrip()
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line.endswith(b"}") and buffer[after : after + 1] == b"{"
    return "ocid" in found or not any(isinstance(found.get(key), list) for key in ARRAYS)


def _lines(buffer: mmap.mmap, start: int, full: int) -> Iterator[Piece]:
    """Runs of lines that hold a document each, and between them those that hold a package."""
    line = 1 + buffer[:start].count(b"\n")
    held, first = start, line
    buffer.seek(start)
    while raw := buffer.readline():
        begin, start = start, start + len(raw)
        line += 1
        outline = _package_at(buffer, begin) if _may_pack(raw) else None
        if outline and begin > held:
            yield Piece(held, begin, first)
        if outline:
            yield from (piece._replace(begins=line - 1) for piece in _value(buffer, outline, full))
        elif start - held >= full:
            yield Piece(held, start, first)
        else:
            continue
        let_go(buffer, held, start)
        held, first = start, line
    if start > held:
        yield Piece(held, start, first)


def _may_pack(line: bytes) -> bool:
    """Whether a line may hold a package: what says its `ocid` early is a document, whatever else it holds."""
    return not _DOCUMENT.match(line) and any(key in line for key in _KEYS)


def _values(buffer: mmap.mmap, start: int, full: int) -> Iterator[Piece]:
    """One JSON value, or several that follow one another; first it is seen whether all of them are sound."""
    try:
        found = list(sound.outlines(buffer, start))
    except UNSOUND:
        yield from _broken(buffer, start, full)
        return
    if len(found) == 1 and found[0].arrays:
        yield from _value(buffer, found[0], full)
        return
    lines = _lines_of(buffer, (outline.extent[0] for outline in found))
    for alone, group in groupby(zip(lines, found, strict=True), lambda one: not one[1].arrays):
        if alone:
            yield from _alone(buffer, (outline for _, outline in group), full)
        else:
            for line, outline in group:
                yield from (piece._replace(begins=line) for piece in _value(buffer, outline, full))


def _lines_of(buffer: Buffer, places: Iterable[int]) -> Iterator[int]:
    """The numbers of the lines that places, in order, stand on."""
    line, counted = 1, 0
    for place in places:
        for start in range(counted, place, _BLOCK):
            line += buffer[start : min(start + _BLOCK, place)].count(b"\n")
        counted = place
        yield line


def _alone(buffer: Buffer, found: Iterable[Outline], full: int) -> Iterator[Piece]:
    """Documents that stand in no array; what one says of its version and publisher holds as if a package said it."""
    for package, same in groupby(found, lambda outline: _package(_head(buffer, outline.members, {}))):
        yield from _cut((outline.extent for outline in same), None, package, full)


def _value(buffer: Buffer, outline: Outline, full: int, base: str = "") -> Iterator[Piece]:
    """The documents of one sound array or package."""
    if outline.arrays[0][0] == "":
        yield from _items(buffer, outline.arrays[0][1], full, base)
        return
    head = _head(buffer, outline.members, outline.arrays)
    package = _package(head)
    found = chain.from_iterable(_cut(extents, f"{base}/{key}", package, full) for key, extents in outline.arrays)
    first = next(found, Piece(*outline.extent, package=package))
    yield first._replace(head=head, base=base)
    yield from found


def _items(buffer: Buffer, extents: Extents, full: int, base: str) -> Iterator[Piece]:
    """The documents of an array, whose items may be packages."""
    first = next(iter(extents), None)
    if first is None or not _package_at(buffer, first[0]):
        yield from _cut(extents, base, Package(), full)
        return
    for number, extent in enumerate(extents):
        outline = _package_at(buffer, extent[0])
        if outline:
            yield from _value(buffer, outline, full, f"{base}/{number}")
        else:
            yield Piece(*extent, None, (extent,), (f"{base}/{number}",))


def _package_at(buffer: Buffer, start: int) -> Outline | None:
    """The package that begins at a place; None for anything else."""
    try:
        found = sound.outline(buffer, start)
    except UNSOUND:
        return None
    return found if found.arrays and found.members else None


def _head(buffer: Buffer, members: Iterable[tuple[str, Extent]], arrays: Iterable[tuple[str, Extents]]) -> bytes:
    """What a package says beside its documents, equal keys as often as they stand."""
    said = [(key, buffer[s:e]) for key, (s, e) in members if e - s < _FIRST_LINE]
    said += [(key, b"[0]" if items else b"[]") for key, items in arrays]
    return b"{" + b",".join(orjson.dumps(key) + b":" + value for key, value in said) + b"}"


def _package(head: bytes) -> Package:
    try:
        said: dict[str, Any] = orjson.loads(head)
    except orjson.JSONDecodeError:
        return Package()
    version, publisher, extensions = said.get("version"), said.get("publisher"), said.get("extensions")
    version = str(version) if type(version) is float else version  # a version without its quotes is still one
    name = publisher.get("name") if isinstance(publisher, dict) else None
    declared = [url for url in extensions if isinstance(url, str)] if isinstance(extensions, list) else []
    return Package(
        version if isinstance(version, str) else None, name if isinstance(name, str) else None, tuple(declared)
    )


def _broken(buffer: mmap.mmap, start: int, full: int) -> Iterator[Piece]:
    """What can be saved of a file that is not sound: each text, each element, by its brackets."""
    found = Extents(_joined(buffer, start))
    lines = _lines_of(buffer, (begin for begin, _ in found))
    for line, (begin, end) in zip(lines, found, strict=True):
        for piece in _saved(buffer, begin, end, full):
            yield piece._replace(begins=line if len(found) > 1 and piece.paths != ("",) else None)


def _saved(buffer: mmap.mmap, begin: int, end: int, full: int) -> Iterator[Piece]:
    try:
        found = sound.outline(buffer, begin)
    except UNSOUND:
        found = None
    if found is None or found.extent[1] != end:
        yield from _salvaged(buffer, begin, end, full)
    else:
        yield from _value(buffer, found, full) if found.arrays else _alone(buffer, [found], full)


def _joined(buffer: mmap.mmap, start: int) -> Iterator[Extent]:
    """The texts of a file; words outside of brackets, one after another, are one text that is no JSON."""
    words: Extent | None = None
    for begin, end in texts(buffer, start, len(buffer)):
        if buffer[begin : begin + 1] not in {b"{", b"["}:
            words = (words[0] if words else begin, end)
            continue
        if words:
            yield words
            words = None
        yield begin, end
    if words:
        yield words


def _salvaged(buffer: mmap.mmap, begin: int, end: int, full: int) -> Iterator[Piece]:
    first = buffer[begin : begin + 1]
    found = members(buffer, begin, end) if first == b"{" else {}
    held = [] if "ocid" in found else [key for key in ARRAYS if key in found and buffer[found[key][0]] == _BRACKET]
    arrays = [(key, Extents(items(buffer, *found.pop(key)))) for key in held]
    if first == b"[":
        arrays = [("", Extents(items(buffer, begin, end)))]
    outline = Outline((begin, end), tuple(found.items()), tuple(arrays))
    yield from _value(buffer, outline, full) if arrays else _alone(buffer, [outline], full)


def _cut(extents: Iterable[Extent], path: str | None, package: Package, full: int) -> Iterator[Piece]:
    """Pieces of about the right size; `path` is the array the documents stand in, None for documents on their own."""
    numbered = enumerate(extents)
    while batch := list(_until_full(numbered, full)):
        paths = tuple("" if path is None else f"{path}/{i}" for i, _ in batch)
        found = tuple(extent for _, extent in batch)
        yield Piece(found[0][0], found[-1][1], None, found, paths, package)


def _until_full(numbered: Iterator[tuple[int, Extent]], full: int) -> Iterator[tuple[int, Extent]]:
    size = 0
    for i, (start, end) in numbered:
        yield i, (start, end)
        size += end - start
        if size >= full:
            return
