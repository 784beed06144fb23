"""Phase one: the documents of one part are parsed, validated, counted; compiled ones become tables at once."""

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import orjson
import polars as pl

from ocds.compiling.upgrade import upgraded
from ocds.issues import ERROR, ISSUE, WARNING, Issue, shown
from ocds.pipeline.tabulator import Tabulator, frame_of, write
from ocds.reading.files import PlainFile
from ocds.reading.kinds import COMPILED, FOREIGN, PROJECT, RECORD, RELEASE, UNREADABLE, is_compiled, kind_of
from ocds.reading.pieces import Package, Piece
from ocds.reading.strict import Refusal, duplicate_keys, parse
from ocds.validation.gate import schema_errors, version_of

DOCUMENT = pl.Schema(
    {
        "document": pl.UInt64,
        "file": pl.String,
        "sha256": pl.String,
        "offset": pl.Int64,
        "length": pl.Int64,
        "line": pl.Int64,
        "path": pl.String,
        "kind": pl.String,
        "ocid": pl.String,
        "release_id": pl.String,
        "date_text": pl.String,
        "publisher": pl.String,
        "outcome": pl.String,
        "reason": pl.String,
        "detail": pl.String,
    }
)


class Part(NamedTuple):
    """What one worker reads in one go: pieces of files, files refused whole, and the number of the part."""

    number: int
    pieces: tuple[tuple[PlainFile, Piece], ...]
    refused: tuple[tuple[PlainFile, Refusal], ...] = ()


class Settings(NamedTuple):
    """What holds for all parts: where tables and spooled releases go, whether to validate and to make entity tables."""

    folder: Path
    spool: Path
    validate: bool
    partitions: int
    tabulate: bool = True


class Spooled(NamedTuple):
    """Releases set aside for phase two: a file, and for each partition the extent of its lines."""

    path: Path
    extents: dict[int, tuple[int, int]]


class Place(NamedTuple):
    """Where a document stands."""

    file: PlainFile
    package: Package
    offset: int
    length: int
    line: int | None
    path: str


def read_part(part: Part, settings: Settings) -> Spooled | None:
    """Read a part: writes its documents, issues and entity tables, and sets releases aside to be compiled."""
    reader = _Reader(part, settings)
    for file, refusal in part.refused:
        reader.note(Place(file, Package(), 0, file.size, None, ""), {}, UNREADABLE, refusal)
    for place, raw in _documents(part):
        reader.read(place, raw)
    return reader.close()


def _documents(part: Part) -> Iterator[tuple[Place, bytes]]:
    for file, piece in part.pieces:
        with file.path.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as buffer:
            if piece.line is None:
                for (start, end), path in zip(piece.extents, piece.paths, strict=True):
                    yield Place(file, piece.package, start, end - start, None, path), buffer[start:end]
            else:
                offset, line = piece.start, piece.line
                for number, raw in enumerate(buffer[piece.start : piece.end].split(b"\n")):
                    if raw and not raw.isspace():
                        yield Place(file, piece.package, offset, len(raw), line + number, ""), raw
                    offset += len(raw) + 1


class _Reader:
    """Takes the documents of one part, one by one."""

    def __init__(self, part: Part, settings: Settings) -> None:
        self._part = part.number
        self._settings = settings
        self._next = part.number << 32
        self._rows: list[tuple[Any, ...]] = []
        self._issues: list[Issue] = []
        self._spooled: dict[int, list[bytes]] = {}
        self._tabulator = Tabulator(settings.folder, part.number)
        for file, piece in part.pieces:
            if piece.bom and piece.start <= 16:
                self._issues.append(
                    Issue(self._next, None, "bom", WARNING, "", "", f"{file.name} begins with a byte order mark")
                )

    def read(self, place: Place, raw: bytes) -> None:
        """Take one document."""
        if not self._settings.validate and place.package.version != "1.0":
            release = self._tabulator.add_if_sound(raw, place.package.publisher)
            if release is not None:
                self.note(place, {"ocid": release.ocid, "id": release.id, "date": release.date}, COMPILED, None)
                return
        value = parse(raw)
        if isinstance(value, Refusal):
            self.note(place, {}, UNREADABLE, value)
            return
        kind = kind_of(value)
        if isinstance(kind, Refusal):
            self.note(place, value if isinstance(value, dict) else {}, FOREIGN, kind)
            return
        document = self.note(place, value, kind, None)
        if kind != PROJECT:
            ocid = str(value["ocid"])
            wrong = self._validate(document, ocid, raw, value, kind, place.package)
            if self._settings.tabulate:
                self._route(document, ocid, raw, value, kind, place.package, wrong)

    def note(self, place: Place, value: dict[str, Any], kind: str, refusal: Refusal | None) -> int:
        """Enter a document in the table of documents; gives its number."""
        document = self._next
        self._next += 1
        file, package = place.file, place.package
        where = (file.name, file.sha256, place.offset, place.length, place.line, place.path)
        said = (_text(value.get("ocid")), _text(value.get("id")), _text(value.get("date")), package.publisher)
        outcome = ("refused", *refusal) if refusal else ("read", None, None)
        self._rows.append((document, *where, kind, *said, *outcome))
        return document

    def _validate(
        self, document: int, ocid: str, raw: bytes, value: Any, kind: str, package: Package
    ) -> list[str]:
        """Note what is wrong with a document; gives the pointers where the schema is broken."""
        if not self._settings.validate:
            return []
        for pointer, key in duplicate_keys(raw, value):
            text = f"the key {key!r} stands twice in one object; only its last value counts"
            self._issues.append(Issue(document, ocid, "duplicate_key", ERROR, pointer, shown(key), text))
        errors = schema_errors(value, kind, package)
        self._issues += [
            Issue(document, ocid, e.keyword, ERROR, e.pointer, shown(e.value), e.message) for e in errors
        ]
        return [error.pointer for error in errors]

    def _route(
        self, document: int, ocid: str, raw: bytes, value: Any, kind: str, package: Package, wrong: list[str]
    ) -> None:
        version = version_of(value, package)
        if kind == RECORD:
            releases = [r for r in _list(value.get("releases")) if isinstance(r, dict) and "ocid" in r]
            compiled = value.get("compiledRelease")
            for release in releases:
                finished = is_compiled(release.get("tag"))
                self._set_aside(document, ocid, package, version, orjson.dumps(release), compiled=finished)
            if isinstance(compiled, dict):
                raw = orjson.dumps(compiled | {"ocid": ocid})
                self._set_aside(document, ocid, package, version, raw, compiled=True)
            if not releases and not isinstance(compiled, dict):
                text = "the record holds no release, only links; get the releases or the compiled release too"
                self._issues.append(Issue(document, ocid, "linked_only", ERROR, "", "", text))
        elif kind == COMPILED:
            if version == "1.0":
                raw = orjson.dumps(upgraded(value))
            self._issues += self._tabulator.add(raw, document, package.publisher, wrong)
        elif kind == RELEASE:
            self._set_aside(document, ocid, package, version, raw, compiled=False)

    def _set_aside(
        self, document: int, ocid: str, package: Package, version: str, raw: bytes, *, compiled: bool
    ) -> None:
        head = orjson.dumps([document, ocid, package.publisher, version, compiled])
        partition = crc32(ocid.encode()) % self._settings.partitions
        line = head + b"\t" + raw.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"
        self._spooled.setdefault(partition, []).append(line)

    def close(self) -> Spooled | None:
        self._tabulator.close()
        folder = self._settings.folder
        write(frame_of(self._rows, DOCUMENT), folder, "document", self._part)
        write(frame_of(self._issues, ISSUE), folder, "issue", self._part)
        if not self._spooled:
            return None
        path, extents, place = self._settings.spool / f"{self._part:06}", {}, 0
        with path.open("wb") as out:
            for partition in sorted(self._spooled):
                data = b"".join(self._spooled[partition])
                extents[partition] = (place, place + len(data))
                place += out.write(data)
        return Spooled(path, extents)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None if value is None else orjson.dumps(value).decode()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


