"""Grids of cells as the sheets of a workbook: CSV files in a folder, XLSX or ODS. Texts are never formulas."""

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook

from ocds.spreadsheets.exceptions import FolderInUseError, SpreadsheetLimitError
from ocds.spreadsheets.ods_writing import write_ods
from ocds.spreadsheets.sheet import MOST_COLUMNS, MOST_ROWS
from ocds.spreadsheets.values import Form, Row, Value, guarded

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Grid(NamedTuple):
    """A sheet to be written: its title, its headings, its rows by heading, whether the headings make the first row."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Row]
    headed: bool = True

    def lines(self) -> Iterator[Sequence[Value | None]]:
        """The cells of each row."""
        if self.headed:
            yield list(map(guarded, self.headings))
        for row in self.rows:
            yield [row.get(heading) for heading in self.headings]


def write(grids: Sequence[Grid], out: Path, form: Form) -> None:
    """Write a workbook. Raises `SpreadsheetLimitError` and `FolderInUseError`."""
    for grid in grids:
        name = f"{out}, sheet {grid.title}"
        if form != "csv" and len(grid.rows) >= MOST_ROWS:
            raise SpreadsheetLimitError(name, "rows", MOST_ROWS)
        if len(grid.headings) > MOST_COLUMNS:
            raise SpreadsheetLimitError(name, "columns", MOST_COLUMNS)
        if form == "xlsx" and any(len(str(cell)) > LONGEST for line in grid.lines() for cell in line):
            raise SpreadsheetLimitError(name, "characters in a cell", LONGEST)
    if form == "csv":
        _write_csv(grids, out)
    elif form == "xlsx":
        _write_xlsx(grids, out)
    else:
        write_ods(((grid.title, grid.lines()) for grid in grids), out)


def _write_csv(grids: Sequence[Grid], folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for grid in grids:
        with (folder / f"{grid.title}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(grid.lines())


def _write_xlsx(grids: Sequence[Grid], path: Path) -> None:
    with path.open("wb") as file, Workbook(file, _PLAIN) as book:
        book.set_properties({"created": _CREATED})
        for grid in grids:
            sheet = book.add_worksheet(grid.title)
            if grid.headed:
                sheet.freeze_panes(1, 0)
            for row, cells in enumerate(grid.lines()):
                for index, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, index, cell)
