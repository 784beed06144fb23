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
    """What holds for all parts: where tables and spooled releases go, whether to validate and to make tables."""

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

    file: str
    sha256: str
    offset: int
    length: int
    line: int | None
    path: str


class Known(NamedTuple):
    """What is known of an OCDS document: number, process, kind, version, package, whether no issue was found."""

    number: int
    ocid: str
    kind: str
    version: str
    package: Package
    sound: bool = True


def read_part(part: Part, settings: Settings) -> Spooled | None:
    """Read a part: writes its documents, issues and entity tables, and sets releases aside to be compiled."""
    reader = _Reader(part.number, settings)
    for file, refusal in part.refused:
        reader.note(Place(file.name, file.sha256, 0, file.size, None, ""), None, {}, UNREADABLE, refusal)
    for file, piece in part.pieces:
        if piece.bom:
            reader.warn("bom", f"{file.name} begins with a byte order mark; it was skipped")
        for place, raw in _documents(file, piece):
            reader.read(place, raw, piece.package)
    return reader.close()


def _documents(file: PlainFile, piece: Piece) -> Iterator[tuple[Place, bytes]]:
    name, sha256 = file.name, file.sha256
    with file.path.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as buffer:
        if piece.line is None:
            for (start, end), path in zip(piece.extents, piece.paths, strict=True):
                yield Place(name, sha256, start, end - start, None, path), buffer[start:end]
            return
        offset = piece.start
        for line, raw in enumerate(buffer[piece.start : piece.end].split(b"\n"), piece.line):
            if raw and not raw.isspace():
                yield Place(name, sha256, offset, len(raw), line, ""), raw
            offset += len(raw) + 1


class _Reader:
    """Takes the documents of one part, one by one."""

    def __init__(self, part: int, settings: Settings) -> None:
        self._part = part
        self._settings = settings
        self._next = part << 32
        self._rows: list[tuple[Any, ...]] = []
        self._issues: list[Issue] = []
        self._spooled: dict[int, list[bytes]] = {}
        self._tabulator = Tabulator(settings.folder, part)

    def read(self, place: Place, raw: bytes, package: Package) -> None:
        """Take one document."""
        if self._settings.tabulate and not self._settings.validate and version_of({"parties": ()}, package) == "1.1":
            release = self._tabulator.add_if_sound(raw, package.publisher)
            if release is not None:
                self.note(
                    place, package.publisher, {"ocid": release.ocid, "id": release.id, "date": release.date}, COMPILED
                )
                return
        value = parse(raw)
        if isinstance(value, Refusal):
            self.note(place, package.publisher, {}, UNREADABLE, value)
            return
        kind = kind_of(value)
        if isinstance(kind, Refusal):
            self.note(place, package.publisher, value if isinstance(value, dict) else {}, FOREIGN, kind)
            return
        number = self.note(place, package.publisher, value, kind)
        if kind != PROJECT:
            known = Known(number, str(value["ocid"]), kind, version_of(value, package), package)
            wrong = self._validate(known, raw, value) if self._settings.validate else []
            if self._settings.tabulate:
                self._route(known._replace(sound=not wrong), raw, value, wrong)

    def note(
        self, place: Place, publisher: str | None, value: dict[str, Any], kind: str, refusal: Refusal | None = None
    ) -> int:
        """Enter a document in the table of documents; gives its number."""
        number = self._next
        self._next += 1
        said = (_text(value.get("ocid")), _text(value.get("id")), _text(value.get("date")))
        outcome = ("refused", *refusal) if refusal else ("read", None, None)
        self._rows.append((number, *place, kind, *said, publisher, *outcome))
        return number

    def warn(self, rule: str, message: str) -> None:
        """Note something about the next document."""
        self._issues.append(Issue(self._next, None, rule, WARNING, "", "", message))

    def _validate(self, known: Known, raw: bytes, value: Any) -> list[str]:
        """Note what is wrong with a document; gives the pointers where the schema is broken."""
        number, ocid = known.number, known.ocid
        for pointer, key in duplicate_keys(raw, value):
            text = f"the key {key!r} stands twice in one object; only its last value counts"
            self._issues.append(Issue(number, ocid, "duplicate_key", ERROR, pointer, shown(key), text))
        errors = schema_errors(value, known.kind, known.package)
        self._issues += [Issue(number, ocid, e.keyword, ERROR, e.pointer, shown(e.value), e.message) for e in errors]
        return [error.pointer for error in errors]

    def _route(self, known: Known, raw: bytes, value: Any, wrong: list[str]) -> None:
        """Send a document where it is needed: compiled ones to the tables, releases and records to be compiled."""
        if known.kind == RECORD:
            self._route_record(known, value)
        elif known.kind == RELEASE:
            self._set_aside(known, raw, compiled=False)
        else:
            raw = orjson.dumps(upgraded(value)) if known.version == "1.0" else raw
            self._issues += self._tabulator.add(raw, known.number, known.package.publisher, wrong)

    def _route_record(self, known: Known, record: dict[str, Any]) -> None:
        releases = [release for release in _list(record.get("releases")) if isinstance(release, dict)]
        embedded = [release for release in releases if "ocid" in release]
        for release in embedded:
            self._set_aside(known, orjson.dumps(release), compiled=is_compiled(release.get("tag")))
        compiled = record.get("compiledRelease")
        if isinstance(compiled, dict):
            self._set_aside(known, orjson.dumps(compiled | {"ocid": known.ocid}), compiled=True)
        elif not embedded:
            text = "the record holds no release, only links; get the releases or the compiled release too"
            self._issues.append(Issue(known.number, known.ocid, "linked_only", ERROR, "", "", text))

    def _set_aside(self, known: Known, raw: bytes, *, compiled: bool) -> None:
        head = orjson.dumps([known.number, known.ocid, known.package.publisher, known.version, compiled, known.sound])
        partition = crc32(known.ocid.encode()) % self._settings.partitions
        line = head + b"\t" + raw.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"
        self._spooled.setdefault(partition, []).append(line)

    def close(self) -> Spooled | None:
        """Write what was collected."""
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
    return value if value is None or isinstance(value, str) else orjson.dumps(value).decode()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
