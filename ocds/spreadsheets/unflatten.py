"""From a workbook to a release package, with the cell behind every value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from ocds.spreadsheets.assembling import Assembler, Leaf, Place
from ocds.spreadsheets.books import sheets
from ocds.spreadsheets.cells import Cell, CellMap
from ocds.spreadsheets.columns import PACKAGE, Column, column, is_of_releases
from ocds.spreadsheets.exceptions import NothingFlattenedError
from ocds.spreadsheets.sheet import Sheet
from ocds.spreadsheets.values import BROKEN, Raw, is_blank, json_of, unguarded, value_of

META = "meta"
"""The sheet of what a package says beside its releases: a path and a value in each row."""


@dataclass(frozen=True)
class Unflattened:
    """A release package made of a workbook: its file, how many releases it has, what could not be brought over."""

    json: Path
    releases: int
    warnings: list[str]
    cells: CellMap

    def cell(self, pointer: str) -> Cell | None:
        """The cell behind a JSON Pointer into the package (`/releases/0/tender/id`), or what is nearest to it."""
        return self.cells.cell(pointer)


def unflattened(path: Path, folder: Path) -> Unflattened:
    """Write the releases of a workbook below `folder` as a release package.

    A sheet counts if it has the column `ocid` or one that is a path of the standard; a sheet `Meta` has the values of
    the package. Numbers, booleans and lists (texts between semicolons) are made where the standard wants them; times
    that a cell holds without a zone are taken as UTC. The same workbook gives the same bytes. Raises
    `SpreadsheetError`.
    """
    warnings: list[str] = []
    assembler = Assembler(warnings)
    package: dict[str, Any] = {}
    for sheet in sheets(path, warnings):
        if sheet.title.strip().casefold() == META:
            _read_meta(sheet, assembler, package)
        else:
            _read(sheet, assembler)
    if not assembler.releases:
        raise NothingFlattenedError(str(path))
    package["releases"] = assembler.releases
    out = folder / f"{sha256(str(path).encode()).hexdigest()[:16]}.json"
    out.write_bytes(orjson.dumps(package, option=orjson.OPT_INDENT_2))
    return Unflattened(out, len(assembler.releases), warnings, assembler.cells)


def _read(sheet: Sheet, assembler: Assembler) -> None:
    rows = ((number, cells) for number, cells in sheet.rows if not all(map(is_blank, cells)))
    number, headings = next(rows, (1, ()))
    columns = [None if is_blank(text) else column(unguarded(str(text))) for text in headings]
    if not any(map(is_of_releases, columns)):
        if headings:
            assembler.notes.append(f"{sheet.title}: no heading in row {number} is a path of OCDS; it is left out")
        return
    for index, (text, found) in enumerate(zip(headings, columns, strict=True)):
        if not is_blank(text):
            assembler.cells.name(sheet.title, index, unguarded(str(text)))
        if found is None and not is_blank(text):
            assembler.note(Place(sheet.title, number), index, "no path; the column is left out")
    extra: set[int] = set()
    for row, cells in rows:
        place = Place(sheet.title, row)
        for index in _beyond(columns, cells, headings) - extra:
            extra.add(index)
            assembler.note(place, index, "a value without a heading; the column is left out")
        if found_here := list(_leaves(columns, cells, place, assembler)):
            assembler.add(place, found_here)


def _beyond(columns: list[Column | None], cells: Sequence[Raw], headings: Sequence[Raw]) -> set[int]:
    """The columns of the cells that hold something below no heading."""
    return {
        index
        for index, cell in enumerate(cells)
        if not is_blank(cell) and (index >= len(columns) or is_blank(headings[index]))
    }


def _leaves(
    columns: Sequence[Column | None], cells: Sequence[Raw], place: Place, assembler: Assembler
) -> Iterator[tuple[Column, Leaf]]:
    for index, (found, cell) in enumerate(zip(columns, cells, strict=False)):
        if cell in BROKEN:
            assembler.note(place, index, "a formula failed here; the cell is left out")
        if found is None or is_blank(cell):
            continue
        try:
            value = json_of(cell) if found.json else value_of(cell, found.field)
        except ValueError:
            assembler.note(place, index, "no JSON; the text is kept as it is")
            value = cell
        yield found, Leaf(value, index)


def _read_meta(sheet: Sheet, assembler: Assembler, package: dict[str, Any]) -> None:
    """The sheet of the package; its second column has the values."""
    for row, (text, *cells) in ((row, cells) for row, cells in sheet.rows if cells):
        found = None if is_blank(text) else column(unguarded(str(text)), PACKAGE)
        place = Place(sheet.title, row)
        if found and found.path and found.path[0] != "releases":
            for _, leaf in _leaves([None, found], [None, *cells], place, assembler):
                draft: Any = leaf
                for part in reversed(found.path):
                    draft = {part: draft}
                assembler.merge(place, draft, package, "")
