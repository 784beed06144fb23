"""Where in a workbook each value of a release package stands."""

from typing import NamedTuple

from openpyxl.utils import get_column_letter


class Cell(NamedTuple):
    """A cell: title of its sheet, number of its row (the headings are row 1), letter of its column, its heading.

    Where a whole row is meant, as for a member that is missing, column and heading are None; the sheet of the package
    has no headings.
    """

    sheet: str
    row: int
    column: str | None
    heading: str | None

    def __str__(self) -> str:
        """The place in words, as in "Parties, row 3, column C (parties/0/id)"."""
        column = f", column {self.column}" if self.column else ""
        heading = f" ({self.heading})" if self.heading else ""
        return f"{self.sheet}, row {self.row}{column}{heading}"


class CellMap:
    """Knows the cell of each value, and the first row of each object, by JSON Pointer."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, int], str] = {}
        self._values: dict[str, tuple[str, int, int]] = {}
        self._rows: dict[str, tuple[str, int]] = {}

    def name(self, sheet: str, index: int, heading: str) -> None:
        """Enter the heading of a column (the first has the index 0)."""
        self._columns[sheet, index] = heading

    def put(self, pointer: str, sheet: str, row: int, index: int) -> None:
        """Enter the cell of a value."""
        self._values.setdefault(pointer, (sheet, row, index))

    def begin(self, pointer: str, sheet: str, row: int) -> None:
        """Enter a row that an object or array begins with or goes on with; the first one counts."""
        self._rows.setdefault(pointer, (sheet, row))

    def at(self, sheet: str, row: int, index: int) -> Cell:
        """The cell at a place."""
        return Cell(sheet, row, get_column_letter(index + 1), self._columns.get((sheet, index)))

    def cell(self, pointer: str) -> Cell | None:
        """The cell of a value, or the row of an object, or else what holds it most nearly; None outside of all."""
        while True:
            if pointer in self._values:
                return self.at(*self._values[pointer])
            if pointer in self._rows:
                return Cell(*self._rows[pointer], None, None)
            if not pointer:
                return None
            pointer = pointer.rpartition("/")[0]
