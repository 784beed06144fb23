"""Validates one part of the sources: every document in it, and the packages that begin there."""

from collections import Counter
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from ocds.faultless.quick import quick
from ocds.issues import shown
from ocds.reading.documents import Place, documents
from ocds.reading.kinds import FOREIGN, UNREADABLE, Said, is_bare_package, kind_of
from ocds.reading.parts import Part
from ocds.reading.pieces import Package, Piece
from ocds.reading.strict import Refusal
from ocds.validation.document import document_of
from ocds.validation.gate import version_of
from ocds.validation.lint import Finding
from ocds.validation.options import Options
from ocds.validation.package import document_findings, package_findings, refused_findings
from ocds.validation.rules import RULES

SECTIONS = {"planning", "tender", "awards", "contracts", "parties", "buyer", "bids", "relatedProcesses"}
PACKAGE, DOCUMENT = "package", "document"
"""The modules of issues that stand in no section of a release: in package metadata, or in a document as a whole."""


class Subject(msgspec.Struct, frozen=True, gc=False):
    """What an issue is about: a document or package, where it stands, who published it and for which buyer.

    `path` is where it stands in its JSON text (a JSON Pointer from the root of the text).
    """

    file: str
    line: int | None
    path: str
    ocid: str | None = None
    release_id: str | None = None
    publisher: str | None = None
    buyer: str | None = None


class Told(msgspec.Struct, frozen=True, gc=False):
    """One issue: the rule, what it is about, and where in it.

    `pointer` is where the issue stands (a JSON Pointer from the root of the text that the document stands in),
    `module` the section of the release: `tender`, `awards`… In a workbook, `sheet`, `row`, `column` (its letter) and
    `header` tell the cell.
    """

    rule: str
    severity: str
    module: str
    subject: Subject
    pointer: str
    value: str
    detail: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    header: str | None = None


class Identity(msgspec.Struct, frozen=True, gc=False):
    """What tells whether a document came before: its kind and ids, and a hash of its content."""

    kind: str
    content: int
    subject: Subject


class Checked(NamedTuple):
    """What the validation of a part found: how many documents of each kind, the issues, and the identities."""

    documents: Counter[str]
    issues: list[Told]
    identities: list[Identity]


def check_part(part: Part, options: Options) -> Checked:
    """Validate a part: a pure function of its bytes and the options."""
    checked = Checked(Counter(), [], [])
    for file, refusal in part.refused:
        _refuse(checked, Subject(file.name, None, ""), UNREADABLE, refusal)
    for file, piece in part.pieces:
        head = around(piece)
        head += package_findings(piece.head, piece.package, options) if piece.head else []
        whole = Subject(file.name, piece.begins, piece.base, publisher=piece.package.publisher)
        checked.issues.extend([_told(finding, whole, PACKAGE) for finding in head])
        verdict = quick(piece.package, options)
        for place, raw in documents(file, piece):
            if said := verdict and verdict(raw):
                _enter(checked, place, raw, said, piece.package)
            else:
                _check(checked, place, raw, piece.package, options)
    return checked


def around(piece: Piece) -> list[Finding]:
    """What is wrong with a file before its content: its encoding, and what a workbook lost on the way."""
    lost = [Finding("", "conversion", None, warning) for warning in piece.warnings]
    return [Finding("", "bom", None), *lost] if piece.bom else lost


def _enter(checked: Checked, place: Place, raw: bytes, said: Said, package: Package) -> None:
    subject = Subject(place.file, place.line, place.path, said.ocid, said.id, package.publisher, said.buyer)
    checked.documents[said.kind] += 1
    checked.identities.append(Identity(said.kind, crc32(raw), subject))


def _check(checked: Checked, place: Place, raw: bytes, package: Package, options: Options) -> None:
    document = document_of(raw)
    if isinstance(document, Refusal):
        _refuse(checked, _subject(place, None, package), UNREADABLE, document)
        return
    value = document.value
    subject = _subject(place, value, package)
    kind = kind_of(value)
    if isinstance(kind, Refusal):
        _refuse(checked, _subject(place, None, package), FOREIGN, kind)
        more = refused_findings(document, place.path, package, options)
        module = PACKAGE if more and is_bare_package(value) else None
        checked.issues.extend([_told(finding, subject, module) for finding in more])
        return
    found = document_findings(document, kind, version_of(value, package), package, options)
    checked.issues.extend([_told(finding, subject) for finding in found])
    checked.documents[kind] += 1
    checked.identities.append(Identity(kind, crc32(raw), subject))


def _refuse(checked: Checked, subject: Subject, kind: str, refusal: Refusal) -> None:
    checked.documents[kind] += 1
    checked.issues.append(_told(Finding("", refusal.reason, None, refusal.detail), subject, DOCUMENT))


def _subject(place: Place, value: Any, package: Package) -> Subject:
    where = (place.file, place.line, place.path)
    if not isinstance(value, dict):
        return Subject(*where, publisher=package.publisher)
    return Subject(*where, _text(value.get("ocid")), _text(value.get("id")), package.publisher, _buyer(value))


def _told(finding: Finding, subject: Subject, module: str | None = None) -> Told:
    pointer, rule, value, detail = finding
    module = module or _section(pointer)
    said = "" if value is None and rule != "empty_field" else shown(value)
    return Told(rule, RULES[rule].severity, module, subject, subject.path + pointer, said, detail)


def _section(pointer: str) -> str:
    """The section of the release that a pointer leads into, within a record too; of the release itself, none."""
    first = pointer[1:].partition("/")[0]
    if first in SECTIONS:
        return first
    keys = [key for key in pointer.split("/")[1:] if key not in {"compiledRelease", "releases", "versionedRelease"}]
    section = next((key for key in keys if not key.isdecimal()), DOCUMENT)
    return section if section in SECTIONS or len(keys) > 1 else DOCUMENT


def _buyer(value: dict[str, Any]) -> str | None:
    compiled = value.get("compiledRelease")
    buyer = (compiled if isinstance(compiled, dict) else value).get("buyer")
    return _text(buyer.get("name")) if isinstance(buyer, dict) else None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
