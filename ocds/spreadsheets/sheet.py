"""One sheet of a workbook as its rows come."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocds.spreadsheets.values import Raw

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384


class Sheet(NamedTuple):
    """A sheet: its title, and its rows with their numbers (the first is 1). What holds nothing may be left out."""

    title: str
    rows: Iterator[tuple[int, Sequence[Raw]]]
