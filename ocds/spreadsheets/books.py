"""A workbook of any form as its sheets, within limits: a small file may unpack to more than memory holds."""

import csv
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import ParseError

from openpyxl.utils.exceptions import InvalidFileException

from ocds.spreadsheets.csv_files import csv_sheets
from ocds.spreadsheets.exceptions import DamagedSpreadsheetError, NotASpreadsheetError, SpreadsheetLimitError
from ocds.spreadsheets.kinds import form_of
from ocds.spreadsheets.ods import ods_sheets
from ocds.spreadsheets.sheet import MOST_COLUMNS, MOST_ROWS, Sheet
from ocds.spreadsheets.values import Raw
from ocds.spreadsheets.xlsx import xlsx_sheets

MOST_BYTES = 1 << 28
MOST_CELLS = 10_000_000
FREE_BYTES = 1 << 23
MOST_RATIO = 100

_T = TypeVar("_T")
_READERS = {"xlsx": xlsx_sheets, "ods": ods_sheets, "csv": csv_sheets}
# What zipfile, expat, csv and openpyxl raise on files that are not as they should be.
_DAMAGED = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
)


def sheets(path: Path, notes: list[str]) -> Iterator[Sheet]:
    """The sheets of a workbook, to be read one after the other; `notes` gets what readers have to say.

    Raises `NotASpreadsheetError`, `DamagedSpreadsheetError` and `SpreadsheetLimitError`, also while rows are read.
    """
    form = form_of(path)
    if form is None:
        raise NotASpreadsheetError(str(path))
    limits = _Limits(path)
    limits.check_size(is_archive=form != "csv")
    found = limits.damage_told(_READERS[form](path, notes))
    for sheet in found:
        yield sheet._replace(rows=limits.damage_told(limits.checked(sheet)))


class _Limits:
    """Holds one workbook to what is safe to read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = 0

    def check_size(self, *, is_archive: bool) -> None:
        # Python's zipfile reads no more of a member than the archive says it holds.
        if not is_archive:
            return
        size = self._path.stat().st_size
        with zipfile.ZipFile(self._path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        limit = min(MOST_BYTES, max(FREE_BYTES, size * MOST_RATIO))
        if unpacked > limit:
            raise SpreadsheetLimitError(str(self._path), "bytes unpacked", limit)

    def checked(self, sheet: Sheet) -> Iterator[tuple[int, Sequence[Raw]]]:
        name = f"{self._path}, sheet {sheet.title}"
        for number, cells in sheet.rows:
            self._cells += len(cells)
            if number > MOST_ROWS:
                raise SpreadsheetLimitError(name, "rows", MOST_ROWS)
            if len(cells) > MOST_COLUMNS:
                raise SpreadsheetLimitError(name, "columns", MOST_COLUMNS)
            if self._cells > MOST_CELLS:
                raise SpreadsheetLimitError(str(self._path), "cells", MOST_CELLS)
            yield number, cells

    def damage_told(self, found: Iterator[_T]) -> Iterator[_T]:
        try:
            yield from found
        except _DAMAGED as error:
            raise DamagedSpreadsheetError(str(self._path), f"{type(error).__name__}: {error}"[:200]) from error
