"""What a file holds, issues aside."""

from typing import Any, NamedTuple

import msgspec

from ocds.reading.documents import documents
from ocds.reading.files import PlainFile
from ocds.reading.kinds import RECORD, RELEASE, kind_of
from ocds.reading.pieces import Package, pieces
from ocds.standard.fields import Version
from ocds.validation.gate import version_of


class Contents(NamedTuple):
    """The version that the first package follows and the extensions it declares; `kind` is `release` or `record`.

    `documents` counts the documents, `ocids` the different ocids; `lines` says that each document has its own line.
    """

    version: Version
    extensions: tuple[str, ...]
    kind: str
    documents: int
    ocids: int
    lines: bool


class _Named(msgspec.Struct):
    ocid: Any = None


def contents(file: PlainFile) -> Contents:
    """Read a plain file once more."""
    decode = msgspec.json.Decoder(_Named).decode
    package, first, count, lines = Package(), b"{}", 0, False
    ocids = set()
    for piece in pieces(file.path):
        package = piece.package if count == 0 else package
        lines = lines or piece.line is not None
        for _, raw in documents(file, piece):
            first = first if count else raw
            count += 1
            ocids.add(_ocid(decode, raw))
    value = _parsed(first)
    kind = RECORD if kind_of(value) == RECORD else RELEASE
    return Contents(version_of(value, package), package.extensions, kind, count, len(ocids - {None}), lines)


def _ocid(decode: Any, raw: bytes) -> str | None:
    try:
        ocid = decode(raw).ocid
    except msgspec.DecodeError:
        return None
    return None if ocid is None else str(ocid)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return {}
    return value if isinstance(value, dict) else {}
