"""Workbooks among the sources: read as the release packages that they are made into."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ocds.reading.files import PlainFile
from ocds.reading.pieces import Piece, pieces

if TYPE_CHECKING:
    from ocds.spreadsheets.cells import Cell

Cells = dict[str, Callable[[str], "Cell | None"]]
"""For each workbook by its name, what gives the cell behind a JSON Pointer."""
_NONE = (b"{", b"[", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
_SPACE = b"\xef\xbb\xbf \t\r\n"


class UnflattenedFile(NamedTuple):
    """A workbook as a file of JSON: what it is, what was lost on the way, and where its values stand."""

    file: PlainFile
    warnings: tuple[str, ...]
    cell: Callable[[str], "Cell | None"]

    def pieces(self, full: int) -> Iterator[Piece]:
        """Give its pieces, the first with the warnings."""
        warnings = self.warnings
        for piece in pieces(self.file.path, full):
            yield piece._replace(warnings=warnings)
            warnings = ()


def workbook_at(path: Path) -> bool:
    """Whether a path is a workbook; what begins as JSON or a compressed file does is none."""
    if path.is_dir():
        likely = next(path.glob("*.csv"), None) is not None
    elif path.is_file():
        with path.open("rb") as file:
            head = file.read(4096).lstrip(_SPACE)
        likely = bool(head) and not head.startswith(_NONE)
    else:
        likely = False
    if not likely:
        return False
    from ocds.spreadsheets.kinds import is_spreadsheet  # noqa: PLC0415 (slow to load, and seldom needed)

    return is_spreadsheet(path)


def unflattened_file(path: Path, spool: Path) -> UnflattenedFile:
    """Make a workbook into a release package below `spool`; raises `SpreadsheetError`."""
    from ocds.spreadsheets.unflatten import unflattened  # noqa: PLC0415

    files = sorted(path.rglob("*.csv")) if path.is_dir() else [path]
    digest, size = hashlib.sha256(), 0
    for file in files:
        content = file.read_bytes()
        digest.update(content)
        size += len(content)
    made = unflattened(path, spool)
    plain = PlainFile(str(path), made.json, digest.hexdigest(), size, None, None)
    return UnflattenedFile(plain, tuple(made.warnings), made.cell)
