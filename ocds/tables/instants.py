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
    return frame.with_columns(bare).pipe(_with_years_of_four_digits, names)


def _with_years_of_four_digits(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The frame without instants in years that are written otherwise: `18-06-21` is no day of the year 18."""
    ends = [
        edge.dt.year().alias(f"{name}{i}") for name in names for i, edge in enumerate((pl.min(name), pl.max(name)))
    ]
    years = frame.select(ends).row(0) if names else ()
    if all(year is None or 1000 <= year <= 9999 for year in years):
        return frame
    kept = [
        pl.col(name).dt.year().is_between(1, 9999) & pl.col(f"{name}_text").str.contains(r"^\d{4}-") for name in names
    ]
    return frame.with_columns(pl.when(keep).then(name).alias(name) for name, keep in zip(names, kept, strict=True))


def _parsed(name: str, form: str, time_zone: str | None = None) -> pl.Expr:
    text = pl.col(f"{name}_text")
    return text.str.to_datetime(form, strict=False, time_unit="us", time_zone=time_zone).alias(name)


def local_day(text: pl.Expr) -> pl.Expr:
    """The calendar day a date names in its own zone: the first ten characters of its text."""
    return text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
