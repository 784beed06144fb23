"""Dates as instants."""

import polars as pl

_FORMATS = ("%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d")


def instants(text: pl.Series) -> pl.Series:
    """Texts of dates as Datetime (µs, UTC); what is no ISO 8601 date is null.

    A time without a zone, and a date without a time, are read as UTC: the text beside tells which they were.
    """
    found = text.str.to_datetime(_FORMATS[0], strict=False, time_unit="us", time_zone="UTC")
    if found.null_count() > text.null_count():
        for form in _FORMATS[1:]:
            missing = text.filter(found.is_null() & text.is_not_null())
            if missing.is_empty():
                break
            more = text.str.to_datetime(form, strict=False, time_unit="us").dt.replace_time_zone("UTC")
            found = found.zip_with(found.is_not_null(), more)
    return found


def local_day(text: pl.Expr) -> pl.Expr:
    """The calendar day a date names in its own zone: the first ten characters of its text."""
    return text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
