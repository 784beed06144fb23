"""Text that is safe as a cell of a spreadsheet, and tables as streams of CSV and JSON lines."""

from typing import Literal, TextIO

import polars as pl
import polars.selectors as cs

from ocds.spreadsheets.values import FORMULA

_SLICE = 10_000


def inert() -> pl.Expr:
    """Every text column, with an apostrophe before what a spreadsheet would run as a formula, and without NUL."""
    return cs.string().str.replace_all("\x00", "", literal=True).str.replace(f"^({FORMULA})", "'${1}")


def write_lines(frame: pl.DataFrame, form: Literal["csv", "jsonl"], out: TextIO) -> None:
    """Write a table as CSV with a header (texts inert) or as JSON lines, in slices."""
    if form == "csv":
        out.write(frame.clear().write_csv())
    for part in frame.iter_slices(_SLICE):
        if form == "csv":
            out.write(part.with_columns(inert()).write_csv(include_header=False))
        else:
            out.write(part.write_ndjson())
