"""Validates one part of the sources: every document in it, and the packages that begin there."""

from collections import Counter
from itertools import repeat
from typing import Any, NamedTuple

import msgspec
import orjson

from ocds.faultless.quick import quick
from ocds.issues import shown
from ocds.reading.documents import blocks, standing
from ocds.reading.files import PlainFile
from ocds.reading.kinds import FOREIGN, UNREADABLE, is_bare_package, kind_of
from ocds.reading.parts import Part
from ocds.reading.pieces import Package, Piece
from ocds.reading.strict import Refusal
from ocds.validation.document import document_of
from ocds.validation.gate import version_of
from ocds.validation.identity import Identities
from ocds.validation.lint import Finding
from ocds.validation.options import Options
from ocds.validation.package import document_findings, package_findings, refused_findings
from ocds.validation.rules import RULES

SECTIONS = {"planning", "tender", "awards", "contracts", "parties", "buyer", "bids", "relatedProcesses"}
PACKAGE, DOCUMENT = "package", "document"
"""The modules of issues that stand in no section of a release: in package metadata, or in a document as a whole."""
_Where = tuple[str, int | None, str]
"""A file, the line of a document in it, and its path."""


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


class Checked(NamedTuple):
    """What the validation of a part found: how many documents of each kind, the issues, and the identities."""

    documents: Counter[str]
    issues: list[Told]
    identities: list[Identities]


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
        _check_piece(checked, file, piece, options)
    return checked


def around(piece: Piece) -> list[Finding]:
    """What is wrong with a file before its content: its encoding, and what a workbook lost on the way."""
    lost = [Finding("", "conversion", None, warning) for warning in piece.warnings]
    return [Finding("", "bom", None), *lost] if piece.bom else lost


def _check_piece(checked: Checked, file: PlainFile, piece: Piece, options: Options) -> None:
    package, identities = piece.package, Identities(file.name, piece.package.publisher)
    checked.identities.append(identities)
    verdict = quick(package, options)
    for text, _, extents, numbers in blocks(file, piece):
        found = verdict.told(text, extents) if verdict else repeat(None, len(extents))
        for told, (start, end), number in zip(found, extents, numbers, strict=True):
            raw, (line, path) = text[start:end], standing(piece, number)
            if told:
                checked.documents[told.kind] += 1
                identities.enter(told.kind, told.ocid, told.id, told.buyer, raw, line, path)
            else:
                _check(checked, identities, raw, (file.name, line, path), package, options)


def _check(
    checked: Checked, identities: Identities, raw: bytes, where: _Where, package: Package, options: Options
) -> None:
    document = document_of(raw)
    if isinstance(document, Refusal):
        _refuse(checked, _subject(where, None, package), UNREADABLE, document)
        return
    value = document.value
    subject = _subject(where, value, package)
    kind = kind_of(value)
    if isinstance(kind, Refusal):
        _refuse(checked, _subject(where, None, package), FOREIGN, kind)
        more = refused_findings(document, subject.path, package, options)
        module = PACKAGE if more and is_bare_package(value) else None
        checked.issues.extend([_told(finding, subject, module) for finding in more])
        return
    found = document_findings(document, kind, version_of(value, package), package, options)
    checked.issues.extend([_told(finding, subject) for finding in found])
    checked.documents[kind] += 1
    ocid, release_id, buyer = map(orjson.dumps, (subject.ocid, subject.release_id, subject.buyer))
    identities.enter(kind, ocid, release_id, buyer, raw, subject.line, subject.path)


def _refuse(checked: Checked, subject: Subject, kind: str, refusal: Refusal) -> None:
    checked.documents[kind] += 1
    checked.issues.append(_told(Finding("", refusal.reason, None, refusal.detail), subject, DOCUMENT))


def _subject(where: _Where, value: Any, package: Package) -> Subject:
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
