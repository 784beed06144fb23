"""The World Bank's listing of ineligible firms and individuals, as published: JSON, plain or gzip.

Rows are in `response.ZPROCSUPP`. The day of the list is `LAST_REFRESH_DATE`, else the sidecar's, else the one in a
file name such as `wb-data-2024-03-01.json`. `2999-12-31` is an open end, `X-DEBARRED` a debarment by another
bank. The list carries no tax numbers, and cuts names at 80 characters. `ADD_SUPP_INFO` is not read: it moves between
rows.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from registry import content, inline_names, sidecar
from registry.exceptions import UnreadableListError
from registry.listfile import ENTRIES, ListFile

LIST = "world-bank"
_OPEN_END = date(2999, 12, 31)
_FILE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {"F": "firm", "I": "person"}


class _Row(msgspec.Struct, rename=str.upper):
    supp_id: int | str
    supp_name: str
    supp_type_code: str | None = None
    land1: str | None = None
    debar_from_date: date | None = None
    debar_to_date: date | None = None
    debar_reason: str | None = None
    elig_stat: str | None = None
    last_refresh_date: str | None = None


class _Response(msgspec.Struct):
    rows: list[_Row] = msgspec.field(name="ZPROCSUPP")


class _Listing(msgspec.Struct):
    response: _Response


def recognises(path: Path) -> bool:
    """Tell whether the file begins as a JSON object with the bank's array `ZPROCSUPP`."""
    start = content.head(path).removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"ZPROCSUPP"' in start


def read(path: Path) -> ListFile:
    """Read the file into a `ListFile`; raise `UnreadableListError` with the JSON path of what is wrong."""
    facts = sidecar.beside(path)
    try:
        rows = msgspec.json.decode(content.text(path), type=_Listing).response.rows
    except msgspec.DecodeError as error:
        raise UnreadableListError(path, "JSON", str(error), "Download the file again") from error
    return ListFile(
        file=path.name,
        sha256=content.digest(path),
        list=facts.list or LIST,
        title=facts.title or "World Bank Listing of Ineligible Firms and Individuals",
        date=_day(path, rows, facts),
        covers_from=facts.covers_from,
        country=facts.country,
        licence=facts.licence,
        entries=pl.DataFrame([_entry(row) for row in rows], schema=ENTRIES),
    )


def _day(path: Path, rows: list[_Row], facts: sidecar.Sidecar) -> date:
    stamps = [row.last_refresh_date[:10] for row in rows if row.last_refresh_date]
    named = _FILE_DATE.search(path.name)
    # The oldest stamp: a list never vouches for more days than it saw.
    text = min(stamps, default=None) or (facts.date and facts.date.isoformat()) or (named and named[0])
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        raise UnreadableListError(
            path, "LAST_REFRESH_DATE", "the day of the list is not known", "Write `date` in a sidecar"
        ) from error


def _entry(row: _Row) -> dict[str, Any]:
    names = inline_names.split(row.supp_name)
    return {
        "entry": str(row.supp_id),
        "name": names.name,
        "kind": "person" if names.titled else _KINDS.get(row.supp_type_code or ""),
        "country": row.land1,
        "aliases": list(names.aliases),
        "measure": "debarment",
        "authority": "World Bank",
        "scope": "all",
        "reason": row.debar_reason,
        "term": row.elig_stat,
        "start": row.debar_from_date,
        "end": None if row.debar_to_date == _OPEN_END else row.debar_to_date,
        "is_lifted": False,
    }
