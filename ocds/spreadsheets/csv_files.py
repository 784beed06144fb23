"""CSV files as the sheets of a workbook."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from ocds.spreadsheets.kinds import csv_files, decoded, separator
from ocds.spreadsheets.sheet import Sheet
from ocds.spreadsheets.values import Raw

_LONGEST_CELL = 1 << 26


def csv_sheets(path: Path, notes: list[str]) -> Iterator[Sheet]:
    """The file, or the files of the folder, one sheet each."""
    for file in csv_files(path):
        yield Sheet(file.stem, _rows(file, notes))


def _rows(path: Path, notes: list[str]) -> Iterator[tuple[int, Sequence[Raw]]]:
    with ExitStack() as stack:
        stack.callback(csv.field_size_limit, csv.field_size_limit(_LONGEST_CELL))  # it holds for all who read CSV
        text, encoding = decoded(path)
        stack.enter_context(text)
        if encoding == "cp1252":
            notes.append(f"{path.name}: is not UTF-8; it was read as Windows-1252. Save it as UTF-8.")
        line = text.readline()
        text.seek(0)
        yield from enumerate(csv.reader(text, delimiter=separator(line), strict=True), 1)
