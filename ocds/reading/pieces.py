"""Cuts a plain file into pieces of a size for one worker, told apart by content and not by name."""

import mmap
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import orjson

from ocds.reading.texts import Buffer, Extent, items, members, spread, texts

PIECE = 32_000_000
"""About how many bytes one piece holds; borders depend on the bytes alone, never on the number of workers."""
_FIRST_LINE = 1 << 25
_BOM = b"\xef\xbb\xbf"
_ARRAYS = ("releases", "records", "projects")
_SPACE = re.compile(rb"\s*")
_COLON = re.compile(rb"\s*:\s*\[")
_UNSOUND = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_Members = msgspec.json.Decoder(dict[str, msgspec.Raw])
_Items = msgspec.json.Decoder(list[msgspec.Raw])


class Package(NamedTuple):
    """What a package says of all its releases: OCDS version, publisher, extensions declared."""

    version: str | None = None
    publisher: str | None = None
    extensions: tuple[str, ...] = ()


class Piece(NamedTuple):
    """Documents of one file: their extents in bytes, or a run of lines from `start` to `end`.

    `line` is the number of the first line, or None where documents are not a line each; then `paths` holds the JSON
    path of each. `bom` says that this is the first piece of a file that begins with a byte order mark.
    """

    start: int
    end: int
    line: int | None = None
    extents: tuple[Extent, ...] = ()
    paths: tuple[str, ...] = ()
    package: Package = Package()
    bom: bool = False


def pieces(path: Path) -> Iterator[Piece]:
    """The pieces of a plain file, in order; none if it holds nothing but white space."""
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as buffer:
        bom = buffer[:3] == _BOM
        start = _skip_space(buffer, 3 if bom else 0)
        if start == len(buffer):
            return
        found = _lines(buffer, start) if _is_lines(buffer, start) else _values(buffer, start)
        for number, piece in enumerate(found):
            yield piece._replace(bom=bom and number == 0)


def _skip_space(buffer: Buffer, place: int) -> int:
    found = _SPACE.match(buffer, place)
    return found.end() if found else place


def _is_lines(buffer: mmap.mmap, start: int) -> bool:
    """Whether each line is a JSON text of its own: the first one is whole, or broken but shaped like the second.

    A line that holds a package is not one document; and a lone bracket begins a text that goes over many lines.
    """
    end = buffer.find(b"\n", start, start + _FIRST_LINE)
    after = _skip_space(buffer, end) if end >= 0 else len(buffer)
    if after == len(buffer) or buffer[start : start + 1] != b"{" or buffer[after : after + 2] in {b"{\n", b"{\r"}:
        return False
    line = buffer[start:end].rstrip()
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line.endswith(b"}") and buffer[after : after + 1] == b"{"
    return "ocid" in found or not any(isinstance(found.get(key), list) for key in _ARRAYS)


def _lines(buffer: mmap.mmap, start: int) -> Iterator[Piece]:
    line = 1 + buffer[:start].count(b"\n")
    while start < len(buffer):
        end = buffer.find(b"\n", min(start + PIECE, len(buffer) - 1)) + 1 or len(buffer)
        yield Piece(start, end, line)
        line += buffer[start:end].count(b"\n")
        _let_go(buffer, start, end)
        start = end


def _let_go(buffer: mmap.mmap, start: int, end: int) -> None:
    """Tell the system that these bytes will not be read again, so that a large file does not fill the memory."""
    unneeded: int | None = getattr(mmap, "MADV_DONTNEED", None)  # Windows has none
    if unneeded is not None:
        start -= start % mmap.PAGESIZE
        buffer.madvise(unneeded, start, end - start)


def _values(buffer: mmap.mmap, start: int) -> Iterator[Piece]:
    """One JSON value, or several that follow one another."""
    try:
        yield from _value(buffer, start, len(buffer), memoryview(buffer)[start:])
    except _UNSOUND:
        yield from _broken(buffer, start)


def _value(buffer: Buffer, start: int, end: int, view: Any) -> Iterator[Piece]:
    """The documents of one sound JSON value; raises one of `_UNSOUND` if it is not sound."""
    if bytes(buffer[start : start + 1]) == b"[":
        raws = _Items.decode(view)
        yield from _cut(spread(buffer, start + 1, map(_length, raws)), "", Package())
        return
    if bytes(buffer[start : start + 1]) != b"{":
        msgspec.json.decode(view, type=msgspec.Raw)
        yield from _cut([(start, end)], None, Package())
        return
    found = _Members.decode(view)
    package = _package(found)
    arrays = [key for key in _ARRAYS if bytes(found.get(key, b""))[:1] == b"[" and "ocid" not in found]
    if not arrays:
        yield from _cut([(start, start + len(bytes(buffer[start:end]).rstrip()))], None, package)
    for key in arrays:
        raws = _Items.decode(found[key])
        place = _array_start(buffer, start, end, key, found[key])
        yield from _cut(spread(buffer, place, map(_length, raws)), f"/{key}", package)


def _length(raw: msgspec.Raw) -> int:
    return memoryview(raw).nbytes


def _array_start(buffer: Buffer, start: int, end: int, key: str, raw: msgspec.Raw) -> int:
    """Where the items of the array under a key begin; the key may stand elsewhere in the file too."""
    name, view = f'"{key}"'.encode(), memoryview(raw)
    place = start
    while (place := buffer.find(name, place, end)) >= 0:
        place += len(name)
        opened = _COLON.match(buffer, place)
        if opened and memoryview(buffer)[opened.end() - 1 : opened.end() - 1 + view.nbytes] == view:
            return opened.end()
    raise msgspec.DecodeError(key)


def _package(found: dict[str, Any]) -> Package:
    def read(key: str) -> Any:
        try:
            return orjson.loads(bytes(found.get(key, b"null")))
        except orjson.JSONDecodeError:
            return None

    version, publisher, extensions = read("version"), read("publisher"), read("extensions")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    declared = [url for url in extensions if isinstance(url, str)] if isinstance(extensions, list) else []
    return Package(
        version if isinstance(version, str) else None, name if isinstance(name, str) else None, tuple(declared)
    )


def _broken(buffer: mmap.mmap, start: int) -> Iterator[Piece]:
    """What can be saved of a file that is no single sound JSON value: each text, each element, by its brackets."""
    for begin, end in _joined(buffer, start):
        text = buffer[begin:end]
        try:
            for piece in _value(text, 0, len(text), text):
                extents = tuple((s + begin, e + begin) for s, e in piece.extents)
                yield piece._replace(start=piece.start + begin, end=piece.end + begin, extents=extents)
        except _UNSOUND:
            yield from _salvaged(buffer, begin, end)


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


def _salvaged(buffer: mmap.mmap, begin: int, end: int) -> Iterator[Piece]:
    first = buffer[begin : begin + 1]
    if first == b"[":
        yield from _cut(items(buffer, begin, end), "", Package())
    found = members(buffer, begin, end) if first == b"{" else {}
    arrays = [key for key in _ARRAYS if key in found and buffer[found[key][0] : found[key][0] + 1] == b"["]
    arrays = [] if "ocid" in found else arrays
    package = _package(
        {key: buffer[s:e] for key, (s, e) in found.items() if key not in arrays and e - s < _FIRST_LINE}
    )
    for key in arrays:
        yield from _cut(items(buffer, *found[key]), f"/{key}", package)
    if not arrays and first != b"[":
        yield from _cut([(begin, end)], None, package)


def _cut(extents: list[Extent], path: str | None, package: Package) -> Iterator[Piece]:
    """Pieces of about the right size; `path` is the array the documents stand in, None for a document on its own."""
    numbered = enumerate(extents)
    while batch := list(_until_full(numbered)):
        paths = tuple("" if path is None else f"{path}/{i}" for i, _ in batch)
        found = tuple(extent for _, extent in batch)
        yield Piece(found[0][0], found[-1][1], None, found, paths, package)


def _until_full(numbered: Iterator[tuple[int, Extent]]) -> Iterator[tuple[int, Extent]]:
    size = 0
    for i, (start, end) in islice(numbered, None):
        yield i, (start, end)
        size += end - start
        if size >= PIECE:
            return
