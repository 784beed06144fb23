"""Every issue as a row of CSV, safe to open in a spreadsheet."""

import csv
import re
from typing import Any, BinaryIO

import msgspec

from ocds.spreadsheets.values import FORMULA
from ocds.validation.record import Issue
from veeduria.found import Asked, Found

SUFFIX = "csv"
_FORMULA = re.compile(f"^(?={FORMULA})")


class Encoded:
    """What a writer of CSV writes text to, where bytes are wanted."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> None:
        """Write text as UTF-8."""
        self._out.write(text.encode(errors="replace"))


def write(found: Found, out: BinaryIO, asked: Asked) -> None:  # noqa: ARG001 (one signature for all)
    """Write a header and the issues; no cell can run as a formula."""
    rows = csv.writer(Encoded(out), lineterminator="\n")
    rows.writerow(Issue.__struct_fields__)
    for issue in found:
        rows.writerow([inert(cell) for cell in msgspec.structs.astuple(issue)])


def inert(cell: Any) -> Any:
    """A cell, with an apostrophe before what a spreadsheet would run, and without NUL, as `veeduria.cells` does."""
    return _FORMULA.sub("'", cell.replace("\0", "")) if isinstance(cell, str) else cell
