"""Our own list format: a CSV file, UTF-8, with a sidecar that names the list and the day it was drawn.

Columns, all of them, in any order:

- `entry`: the list's key of the party, the same in every dated file
- `name`, `aliases`: names, the aliases separated by `;`
- `kind`: `firm` or `person`; empty if the list does not tell
- `country`, `scheme`, `identifier`: identity as the list publishes it
- `measure`: `debarment`, `suspension` or `fine`
- `authority`, `scope`: who imposed it; scope `all` (the default) or `authority`: it binds that authority alone
- `reason`, `url`: for the reader
- `start`, `end`: first and last day, `YYYY-MM-DD`; an empty end is open-ended
- `status`: the list's own word; `lifted` (or the word for it in Spanish, Portuguese or French) ends the measure
- `lifted`: the day from which it no longer holds

The sidecar `<file>.toml` holds `list` and `date`, and may hold `title`, `covers_from`, `country` and `licence`.
"""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Literal

import msgspec
import polars as pl

from registry import content, sidecar
from registry.exceptions import UnreadableListError, UnreadableSidecarError
from registry.listfile import ENTRIES, ListFile

_TELLTALE = {"entry", "name", "measure"}
_LIFTED = {
    "lifted",
    "levantada",
    "levantado",
    "revocada",
    "revocado",
    "revogada",
    "revogado",
    "levée",
    "levé",
    "annulled",
}


class _Row(msgspec.Struct, kw_only=True):
    entry: str
    name: str
    kind: Literal["firm", "person"] | None
    country: str | None
    scheme: str | None
    identifier: str | None
    aliases: str | None
    measure: Literal["debarment", "suspension", "fine"]
    authority: str | None
    scope: Literal["all", "authority"] | None
    reason: str | None
    start: date | None
    end: date | None
    status: str | None
    lifted: date | None
    url: str | None


COLUMNS = _Row.__struct_fields__


def recognises(path: Path) -> bool:
    """Tell whether the first line is a CSV header with our telltale columns."""
    first = content.head(path).decode("utf-8-sig", errors="replace").partition("\n")[0]
    return set(next(csv.reader([first]), [])) >= _TELLTALE


def read(path: Path) -> ListFile:
    """Read the file and its sidecar into a `ListFile`.

    Raises `UnreadableListError` (with line and column) and `UnreadableSidecarError`.
    """
    facts = sidecar.beside(path)
    if facts.list is None or facts.date is None:
        raise UnreadableSidecarError(
            sidecar.paths(path)[0], "keys list and date", "one is missing", "Write both: a CSV cannot say them"
        )
    return ListFile(
        file=path.name,
        sha256=content.digest(path),
        list=facts.list,
        title=facts.title or facts.list,
        date=facts.date,
        covers_from=facts.covers_from,
        country=facts.country,
        licence=facts.licence,
        entries=pl.DataFrame([_entry(row) for row in _rows(path)], schema=ENTRIES),
    )


def _rows(path: Path) -> Iterator[_Row]:
    reader = csv.reader(StringIO(content.text(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check(path, header)
        for cells in reader:
            if cells:
                yield _row(path, reader.line_num, header, cells)
    except csv.Error as error:
        cure = "Close the quotes and separate the cells with commas"
        raise UnreadableListError(path, f"line {reader.line_num}", str(error), cure) from error


def _check(path: Path, header: list[str]) -> None:
    wrong = sorted(set(header) ^ set(COLUMNS)) or sorted({name for name in header if header.count(name) > 1})
    if wrong:
        problem = f"missing, unknown or repeated columns: {', '.join(wrong)}"
        raise UnreadableListError(path, "line 1", problem, f"The columns are {', '.join(COLUMNS)}")


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> _Row:
    if len(cells) != len(header):
        problem = f"{len(cells)} cells under {len(header)} columns"
        raise UnreadableListError(path, f"line {line}", problem, "Quote the cells that hold a comma")
    texts = {column: cell.strip() or None for column, cell in zip(header, cells, strict=True)}
    try:
        row = msgspec.convert(texts, _Row)
    except msgspec.ValidationError as error:
        problem, _, column = str(error).partition(" - at ")
        place = f"line {line}, column {column.strip('`').removeprefix('$.')}"
        raise UnreadableListError(path, place, problem, "Correct the cell; dates are YYYY-MM-DD") from error
    if row.scope == "authority" and row.authority is None:
        raise UnreadableListError(path, f"line {line}, column authority", "it is empty", "Say who is bound")
    if row.start and row.end and row.end < row.start:
        raise UnreadableListError(path, f"line {line}, column end", "it is before the start", "Correct the dates")
    return row


def _entry(row: _Row) -> dict[str, object]:
    return {
        **{column: getattr(row, column) for column in COLUMNS if column not in {"aliases", "scope", "status"}},
        "aliases": [alias.strip() for alias in (row.aliases or "").split(";") if alias.strip()],
        "scope": row.scope or "all",
        "term": row.status or row.measure,
        "is_lifted": row.lifted is not None or (row.status or "").casefold() in _LIFTED,
    }
