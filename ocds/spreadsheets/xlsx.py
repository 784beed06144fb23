"""The sheets of an Excel workbook."""

import warnings
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook

from ocds.spreadsheets.sheet import Sheet
from ocds.spreadsheets.values import Raw

_BATCH = 1000


def xlsx_sheets(path: Path, notes: list[str]) -> Iterator[Sheet]:
    """The sheets in their order; formulas give the values that were last computed."""
    with path.open("rb") as file:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        _note(path, told, notes)
        for sheet in book.worksheets:
            # What a sheet says of its own size is not to be trusted.
            sheet.reset_dimensions()
            yield Sheet(sheet.title, _rows(path, sheet.iter_rows(values_only=True), notes))


def _rows(path: Path, rows: Iterator[Sequence[Raw]], notes: list[str]) -> Iterator[tuple[int, Sequence[Raw]]]:
    """Rows in batches: how warnings are caught holds for the whole process, so not while others are at work."""
    start = 1
    while True:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            batch = list(islice(rows, _BATCH))
        _note(path, told, notes)
        if not batch:
            return
        yield from enumerate(batch, start)
        start += len(batch)


def _note(path: Path, told: list[warnings.WarningMessage], notes: list[str]) -> None:
    notes.extend(f"{path.name}: {warning.message}" for warning in told)
