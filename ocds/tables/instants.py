"""Dates as instants."""

from collections.abc import Sequence

import polars as pl

_ZONED = "%Y-%m-%dT%H:%M:%S%.f%#z"
_BARE = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d")


def with_instants(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The frame with, for each text `<name>_text` of a date, the column `<name>` as Datetime (µs, UTC).

    What is no ISO 8601 date is null. A time without a zone, and a date without a time, are read as UTC: the text
    beside tells which they were. Only where the usual form fails are the others tried: failing is slow.
    """
    zoned = [_parsed(name, _ZONED, time_zone="UTC") for name in names]
    frame = frame.with_columns(zoned)
    bare = [
        pl.coalesce(name, *(_parsed(name, form).dt.replace_time_zone("UTC") for form in _BARE))
        for name in names
        if frame[name].null_count() > frame[f"{name}_text"].null_count()
    ]
    return frame.with_columns(bare)


def _parsed(name: str, form: str, time_zone: str | None = None) -> pl.Expr:
    text = pl.col(f"{name}_text")
    return text.str.to_datetime(form, strict=False, time_unit="us", time_zone=time_zone).alias(name)


def local_day(text: pl.Expr) -> pl.Expr:
    """The calendar day a date names in its own zone: the first ten characters of its text."""
    return text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
