"""Validates one part of the sources: every document in it, and the packages that begin there."""

from collections import Counter
from typing import Any, NamedTuple
from zlib import crc32

from ocds.issues import shown
from ocds.reading.documents import Place, documents
from ocds.reading.kinds import FOREIGN, UNREADABLE, is_bare_package, kind_of
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


class Told(NamedTuple):
    """One issue with all that tells where it is and whom it concerns.

    `path` is where the document stands in its JSON text, `pointer` where the issue stands in it (both JSON Pointers
    from the root of the text). `module` is the section of the release: `tender`, `awards`… In a workbook, `sheet`,
    `row`, `column` (its letter) and `header` tell the cell.
    """

    rule: str
    severity: str
    module: str
    file: str
    line: int | None
    path: str
    pointer: str
    ocid: str | None
    release_id: str | None
    publisher: str | None
    buyer: str | None
    value: str
    detail: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    header: str | None = None


class Identity(NamedTuple):
    """What tells whether a document came before: its kind and ids, a hash of its content; and where it is."""

    kind: str
    content: int
    place: Place
    publisher: str | None
    ocid: str | None
    release_id: str | None


class Checked(NamedTuple):
    """What the validation of a part found: how many documents of each kind, the issues, and the identities."""

    documents: Counter[str]
    issues: list[Told]
    identities: list[Identity]


def check_part(part: Part, options: Options) -> Checked:
    """Validate a part: a pure function of its bytes and the options."""
    checked = Checked(Counter(), [], [])
    for file, refusal in part.refused:
        _refuse(checked, Place(file.name, file.sha256, 0, file.size, None, ""), UNREADABLE, Package(), refusal)
    for file, piece in part.pieces:
        whole = Place(file.name, file.sha256, 0, file.size, piece.begins, piece.base)
        head = around(piece)
        head += package_findings(piece.head, piece.package, options) if piece.head else []
        checked.issues.extend(_told(f, whole, {}, piece.package, PACKAGE) for f in head)
        for place, raw in documents(file, piece):
            _check(checked, place, raw, piece.package, options)
    return checked


def around(piece: Piece) -> list[Finding]:
    """What is wrong with a file before its content: its encoding, and what a workbook lost on the way."""
    lost = [Finding("", "conversion", None, warning) for warning in piece.warnings]
    return [Finding("", "bom", None), *lost] if piece.bom else lost


def _check(checked: Checked, place: Place, raw: bytes, package: Package, options: Options) -> None:
    document = document_of(raw)
    if isinstance(document, Refusal):
        _refuse(checked, place, UNREADABLE, package, document)
        return
    value = document.value
    kind = kind_of(value)
    if isinstance(kind, Refusal):
        _refuse(checked, place, FOREIGN, package, kind)
        more = refused_findings(document, place.path, package, options)
        module = PACKAGE if more and is_bare_package(value) else None
        checked.issues.extend(_told(finding, place, value, package, module) for finding in more)
        return
    found = document_findings(document, kind, version_of(value, package), package, options)
    checked.issues.extend([_told(finding, place, value, package) for finding in found])
    checked.documents[kind] += 1
    ids = (_text(value.get("ocid")), _text(value.get("id")))
    checked.identities.append(Identity(kind, crc32(raw), place, package.publisher, *ids))


def _refuse(checked: Checked, place: Place, kind: str, package: Package, refusal: Refusal) -> None:
    checked.documents[kind] += 1
    checked.issues.append(_told(Finding("", refusal.reason, None, refusal.detail), place, {}, package, DOCUMENT))


def _told(finding: Finding, place: Place, value: dict[str, Any], package: Package, module: str | None = None) -> Told:
    return Told(
        finding.rule,
        RULES[finding.rule].severity,
        module or _section(finding.pointer),
        place.file,
        place.line,
        place.path,
        place.path + finding.pointer,
        _text(value.get("ocid")),
        _text(value.get("id")),
        package.publisher,
        _buyer(value),
        "" if finding.value is None and finding.rule != "empty_field" else shown(finding.value),
        finding.detail,
    )


def _section(pointer: str) -> str:
    """The section of the release that a pointer leads into, within a record too; of the release itself, none."""
    keys = [key for key in pointer.split("/")[1:] if key not in {"compiledRelease", "releases", "versionedRelease"}]
    section = next((key for key in keys if not key.isdecimal()), DOCUMENT)
    return section if section in SECTIONS or len(keys) > 1 else DOCUMENT


def _buyer(value: dict[str, Any]) -> str | None:
    compiled = value.get("compiledRelease")
    buyer = (compiled if isinstance(compiled, dict) else value).get("buyer")
    return _text(buyer.get("name")) if isinstance(buyer, dict) else None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
