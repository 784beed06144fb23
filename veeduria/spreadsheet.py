"""The exported tables as an Excel workbook."""

import datetime as dt
from pathlib import Path

import polars as pl
import polars.selectors as cs
from xlsxwriter import Workbook

from veeduria.export import Export
from veeduria.texts import gettext

MOST_ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its header."""
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(found: Export, path: Path, most: int = MOST_ROWS) -> None:
    """Write the tables as sheets: what they are, the alerts, all outcomes; more rows than `most` go on in more sheets.

    Texts are never formulas or links. The same tables give the same bytes: the file bears no time of its own.
    """
    with Workbook(path, _PLAIN) as book:
        book.set_properties({"created": _CREATED})
        about = pl.DataFrame(found.about, schema=["name", "text"], orient="row")
        _sheets(book, gettext("About"), about, most)
        _sheets(book, gettext("Alerts"), found.alerts, most)
        _sheets(book, gettext("Results"), found.outcomes, most)


def _sheets(book: Workbook, title: str, frame: pl.DataFrame, most: int) -> None:
    fitting = frame.with_columns(cs.string().str.head(LONGEST))
    parts = list(fitting.iter_slices(most)) if frame.height else [fitting]
    for number, part in enumerate(parts, 1):
        name = title if len(parts) == 1 else f"{title} {number}"
        part.write_excel(book, name, freeze_panes=(1, 0), float_precision=4, autofit=part.height < 10_000)
