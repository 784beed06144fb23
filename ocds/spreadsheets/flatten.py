"""From releases to a workbook that `unflattened` reads back exactly."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from ocds.reading.strict import Refusal, parse
from ocds.spreadsheets.exceptions import NothingFlattenedError
from ocds.spreadsheets.tables import FIRST, Tables
from ocds.spreadsheets.values import Form, Row, guarded
from ocds.spreadsheets.writing import Grid, write

_LONGEST_TITLE = 31
"""Characters that the name of a sheet may have in Excel."""


def flattened(json_path: Path, out: Path, form: Form) -> list[str]:
    """Write the releases of a JSON file as a workbook, or for `csv` as files in a new folder; gives what was left out.

    The file holds a release package, a record package (its compiled releases are written), an array, one release, or
    one of them a line. The same file gives the same bytes. Raises `SpreadsheetError`.
    """
    notes: list[str] = []
    package, releases = _read(json_path, notes)
    if not releases:
        raise NothingFlattenedError(str(json_path))
    tables = Tables(form)
    tables.add(releases)
    grids: list[Grid] = []
    for path, rows in tables.rows.items():
        title = "_".join(str(part) for part in path if isinstance(part, str)) or FIRST
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        grids.append(Grid(_title(title, {grid.title.casefold() for grid in grids}), headings, rows))
    if said := tables.package(package):
        pairs: list[Row] = [{"path": guarded(heading), "value": cell} for heading, cell in said.items()]
        grids.append(Grid("Meta", ["path", "value"], pairs, headed=False))
    write(grids, out, form)
    return notes


def _title(title: str, taken: set[str]) -> str:
    """A name for a sheet that Excel accepts and no other sheet has."""
    plain = "".join(sign if sign.isalnum() or sign in "_-" else "_" for sign in title).strip("_") or "sheet"
    names = (f"{plain[: _LONGEST_TITLE - len(end)]}{end}" for end in _ends())
    return next(name for name in names if name.casefold() not in taken | {"meta", "history"})


def _ends() -> Iterator[str]:
    yield ""
    number = 2
    while True:
        yield f"_{number}"
        number += 1


def _read(path: Path, notes: list[str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the package says, and the releases."""
    raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    value = parse(raw)
    if isinstance(value, Refusal):
        lines = [parse(line) for line in raw.splitlines() if line.strip()]
        notes += [f"line {number}: {each.detail}" for number, each in enumerate(lines, 1) if isinstance(each, Refusal)]
        return {}, [release for line in lines for release in _releases(line, notes)]
    releases = list(_releases(value, notes))
    is_package = isinstance(value, dict) and isinstance(value.get("releases"), list) and "ocid" not in value
    return {key: said for key, said in value.items() if key != "releases"} if is_package else {}, releases


def _releases(value: Any, notes: list[str]) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _releases(each, notes)
    elif isinstance(value, dict) and isinstance(value.get("compiledRelease"), dict):
        if value.get("releases"):
            notes.append(f"{value.get('ocid')}: the compiled release is written, the releases of the record are not")
        yield value["compiledRelease"]
    elif isinstance(value, dict) and isinstance(value.get("records", value.get("releases")), list):
        yield from _releases(value.get("records", value.get("releases")), notes)
    elif isinstance(value, dict) and "ocid" in value:
        yield value
    elif not isinstance(value, Refusal):
        notes.append(f"left out, for it is no release: {orjson.dumps(value).decode()[:80]}")
