"""Phase one: the documents of one part are parsed, validated, counted; compiled ones become tables at once."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import orjson
import polars as pl

from ocds.compiling.upgrade import upgraded
from ocds.faultless.quick import quick
from ocds.issues import ERROR, Issue, shown
from ocds.pipeline.plain import plain_releases
from ocds.pipeline.tabulator import Tabulator, frame_of, write
from ocds.reading.documents import Place, blocks, standing
from ocds.reading.files import PlainFile
from ocds.reading.kinds import COMPILED, FOREIGN, PROJECT, RECORD, RELEASE, UNREADABLE, Said, is_compiled, kind_of
from ocds.reading.parts import Part
from ocds.reading.pieces import Package, Piece
from ocds.reading.strict import Refusal
from ocds.reading.texts import Extent
from ocds.standard.fields import Version
from ocds.tables.issue import ISSUE
from ocds.validation.document import document_of
from ocds.validation.gate import version_of, version_with_parties
from ocds.validation.lint import Finding
from ocds.validation.options import PLAIN, Options
from ocds.validation.package import document_findings, package_findings, refused_findings, standard_of
from ocds.validation.part import around
from ocds.validation.rules import RULES

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
        "version": pl.String,
        "ocid": pl.String,
        "release_id": pl.String,
        "date_text": pl.String,
        "publisher": pl.String,
        "outcome": pl.String,
        "reason": pl.String,
        "detail": pl.String,
    }
)


class Settings(NamedTuple):
    """What holds for all parts: where tables and spooled releases go, whether and how to validate."""

    folder: Path
    spool: Path
    validate: bool
    partitions: int
    options: Options = PLAIN


class Spooled(NamedTuple):
    """Releases set aside for phase two: a file, and for each partition the extent of its lines."""

    path: Path
    extents: dict[int, tuple[int, int]]


class Known(NamedTuple):
    """What is known of an OCDS document: number, process, kind, version, package, and what validation said of it.

    It is `sound` if no error was found, `faultless` if nothing was and its schema is all ours.
    """

    number: int
    ocid: str
    kind: str
    version: Version
    package: Package
    sound: bool
    faultless: bool


def read_part(part: Part, settings: Settings) -> Spooled | None:
    """Read a part: writes its documents, issues and entity tables, and sets releases aside to be compiled."""
    reader = _Reader(part.number, settings)
    for file, refusal in part.refused:
        reader.note(Place(file.name, file.sha256, 0, file.size, None, ""), None, {}, UNREADABLE, refusal)
    for file, piece in part.pieces:
        head = around(piece)
        if piece.head and settings.validate:
            head += package_findings(piece.head, piece.package, settings.options)
        reader.warn(head, piece.base)
        for place, raw, said in _told(file, piece, settings):
            if said:
                reader.take(place, raw, said, piece.package)
            else:
                reader.read(place, raw, piece.package)
    return reader.close()


def _told(file: PlainFile, piece: Piece, settings: Settings) -> Iterator[tuple[Place, bytes, Said | None]]:
    """Each document's place and bytes, and what it says of itself if it is a release that needs no closer look."""
    verdict = _verdict(piece.package, settings)
    for text, offset, extents, numbers in blocks(file, piece):
        found = verdict(text, extents) if verdict else repeat(None, len(extents))
        for said, (start, end), number in zip(found, extents, numbers, strict=True):
            where = (offset + start, end - start, *standing(piece, number))
            yield Place(file.name, file.sha256, *where), text[start:end], said


def _verdict(package: Package, settings: Settings) -> Callable[[bytes, list[Extent]], Iterator[Said | None]] | None:
    """What tells which releases of a package need no closer look, and what they say of themselves.

    Nothing is wrong with them or, where nothing is validated, their numbers fit the tables.
    """
    found = quick(package, settings.options)
    if settings.validate:
        return found.said if found else None
    return partial(plain_releases, found) if version_with_parties(package) == "1.1" else None


class _Reader:
    """Takes the documents of one part, one by one."""

    def __init__(self, part: int, settings: Settings) -> None:
        self._part = part
        self._settings = settings
        self._next = part << 32
        self._rows: list[tuple[Any, ...]] = []
        self._issues: list[Issue] = []
        self._spooled: dict[int, list[bytes]] = {}
        self._tabulator = Tabulator(settings.folder, part, quickly=settings.options.quickly)

    def take(self, place: Place, raw: bytes, said: Said, package: Package) -> None:
        """Take a release that needs no closer look."""
        number, publisher = self._next, package.publisher
        self._next += 1
        self._rows.append((number, *place, said.kind, "1.1", *said[1:4], publisher, "read", None, None))
        if said.kind == COMPILED:
            self._tabulator.add_sound(raw, number, publisher, place.path)
        else:
            self._set_aside(Known(number, said.ocid, RELEASE, "1.1", package, True, True), raw, compiled=False)

    def read(self, place: Place, raw: bytes, package: Package) -> None:
        """Take one document."""
        settings = self._settings
        document = document_of(raw)
        if isinstance(document, Refusal):
            self.note(place, package.publisher, {}, UNREADABLE, document)
            return
        value = document.value
        kind = kind_of(value)
        if isinstance(kind, Refusal):
            number = self.note(place, package.publisher, value if isinstance(value, dict) else {}, FOREIGN, kind)
            more = refused_findings(document, place.path, package, settings.options) if settings.validate else []
            self._issues += [_issue(finding, number, None, place.path) for finding in more]
            return
        version = version_of(value, package)
        number = self.note(place, package.publisher, value, kind, version=version)
        ocid = "" if kind == PROJECT else str(value["ocid"])
        found = document_findings(document, kind, version, package, settings.options) if settings.validate else []
        self._issues += [_issue(finding, number, ocid, place.path) for finding in found]
        wrong = [finding.pointer for finding in found if RULES[finding.rule].severity == ERROR]
        if kind != PROJECT:
            faultless = settings.validate and not found and not standard_of(package, version, settings.options).patches
            known = Known(number, ocid, kind, version, package, not wrong, faultless)
            self._route(known, raw, value, wrong, place.path)

    def note(
        self,
        place: Place,
        publisher: str | None,
        value: dict[str, Any],
        kind: str,
        refusal: Refusal | None = None,
        version: str | None = None,
    ) -> int:
        """Enter a document in the table of documents; gives its number."""
        number = self._next
        self._next += 1
        said = (_text(value.get("ocid")), _text(value.get("id")), _text(value.get("date")))
        outcome = ("refused", *refusal) if refusal else ("read", None, None)
        self._rows.append((number, *place, kind, version, *said, publisher, *outcome))
        return number

    def warn(self, found: list[Finding], base: str) -> None:
        """Note what is wrong around the next document: with its file, or with its package."""
        self._issues += [_issue(finding, self._next, None, base) for finding in found]

    def _route(self, known: Known, raw: bytes, value: Any, wrong: list[str], path: str) -> None:
        """Send a document where it is needed: compiled ones to the tables, releases and records to be compiled."""
        if known.kind == RECORD:
            self._route_record(known, value, path)
            return
        terms = self._in_1_1(known, value, path)
        raw = raw if terms is value else orjson.dumps(terms)
        if known.kind == RELEASE:
            self._set_aside(known, raw, compiled=False)
        elif known.faultless and terms is value:
            self._tabulator.add_sound(raw, known.number, known.package.publisher, path)
        else:
            self._tabulator.add(terms, raw, known.number, known.package.publisher, path, wrong)

    def _in_1_1(self, known: Known, release: dict[str, Any], path: str) -> dict[str, Any]:
        if known.version == "1.1":
            return release
        found = upgraded(release)
        told = [Finding(pointer, "party_differs", party, role) for pointer, role, party in found.differing]
        told += [Finding("", "not_upgraded", None)] if found.failed else []
        self._issues += [_issue(finding, known.number, known.ocid, path) for finding in told]
        return found.release

    def _route_record(self, known: Known, record: dict[str, Any], path: str) -> None:
        releases = enumerate(_list(record.get("releases")))
        embedded = [(n, release) for n, release in releases if isinstance(release, dict) and "ocid" in release]
        for number, release in embedded:
            terms = self._in_1_1(known, release, f"{path}/releases/{number}")
            self._set_aside(known, orjson.dumps(terms), compiled=is_compiled(release.get("tag")))
        compiled = record.get("compiledRelease")
        if isinstance(compiled, dict):
            terms = self._in_1_1(known, compiled, f"{path}/compiledRelease")
            self._set_aside(known, orjson.dumps(terms | {"ocid": known.ocid}), compiled=True)
        elif not embedded:
            self._issues.append(_issue(Finding("", "linked_only", None), known.number, known.ocid, path))

    def _set_aside(self, known: Known, raw: bytes, *, compiled: bool) -> None:
        head = orjson.dumps([known.number, known.ocid, known.package.publisher, compiled, known.sound])
        partition = crc32(known.ocid.encode()) % self._settings.partitions
        line = head + b"\t" + raw.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"
        self._spooled.setdefault(partition, []).append(line)

    def close(self) -> Spooled | None:
        """Write what was collected."""
        issues = sorted(self._issues + self._tabulator.close(), key=lambda issue: issue.document)
        folder = self._settings.folder
        write(frame_of(self._rows, DOCUMENT), folder, "document", self._part)
        write(frame_of(issues, ISSUE), folder, "issue", self._part)
        if not self._spooled:
            return None
        path, extents, place = self._settings.spool / f"{self._part:06}", {}, 0
        with path.open("wb") as out:
            for partition in sorted(self._spooled):
                data = b"".join(self._spooled[partition])
                extents[partition] = (place, place + len(data))
                place += out.write(data)
        return Spooled(path, extents)


def _issue(finding: Finding, document: int, ocid: str | None, path: str) -> Issue:
    severity, pointer = RULES[finding.rule].severity, path + finding.pointer
    return Issue(document, ocid or None, finding.rule, severity, pointer, shown(finding.value), finding.detail)


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else orjson.dumps(value).decode()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
