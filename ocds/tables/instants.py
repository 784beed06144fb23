"""Dates as instants."""

import re
from collections.abc import Sequence

import polars as pl

from ocds.tables.columns import INSTANT

_TIME = "%Y-%m-%dT%H:%M:%S"
_TIME_LENGTH = 19
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):([0-5]\d)")
_OTHERS = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d")
_YEARS_1000_TO_9999 = -30_610_224_000_000_000, 253_402_300_799_999_999
_TEXT = pl.col("text")


def with_instants(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The frame with, for each text `<name>_text` of a date, the column `<name>` as Datetime (µs, UTC)."""
    found = instants([frame[f"{name}_text"] for name in names])
    return frame.with_columns(series.alias(name) for series, name in zip(found, names, strict=True))


def instants(texts: Sequence[pl.Series]) -> list[pl.Series]:
    """For each column of dates as texts, the instants (Datetime, µs, UTC).

    What is no ISO 8601 date is null. A time without a zone, and a date without a time, are read as UTC: the text
    beside tells which they were. All columns are read in one go: polars takes longer to begin than to read.
    """
    held = [text for text in texts if text.null_count() < text.len()]
    found = _parsed(pl.concat([text.alias("text") for text in held])) if held else pl.Series(dtype=INSTANT)
    out, place = [], 0
    for text in texts:
        if text.null_count() == text.len():
            out.append(pl.Series(text.name, [None], INSTANT).new_from_index(0, text.len()))
            continue
        out.append(found.slice(place, text.len()).alias(text.name))
        place += text.len()
    return out


def _parsed(texts: pl.Series) -> pl.Series:
    """Times with one of a few offsets are read at once; only where that fails are other forms tried, which is slow."""
    frame = texts.to_frame()
    tail = _TEXT.str.slice(_TIME_LENGTH)
    tails = frame.select(tail.unique()).to_series().drop_nulls()
    minutes = {text: _minutes(text) for text in tails}
    offset = tail.replace_strict(minutes, default=None, return_dtype=pl.Int64)
    time = _read(_TIME, _TEXT.str.slice(0, _TIME_LENGTH)) - pl.duration(minutes=offset)
    found = frame.select(time.cast(INSTANT)).to_series()
    if found.null_count() > texts.null_count():
        unread = (found.is_null() & texts.is_not_null()).arg_true()
        zoned = _TEXT.str.to_datetime(f"{_OTHERS[0]}%#z", strict=False, time_unit="us", time_zone="UTC")
        others = frame[unread].select(pl.coalesce(zoned, *(_read(form, _TEXT) for form in _OTHERS)))
        found = found.scatter(unread, others.to_series())
    if found.to_physical().is_between(*_YEARS_1000_TO_9999).all():
        return found
    years = found.dt.year()
    # `18-06-21` is no day of the year 18: a year has four digits.
    kept = years.is_between(1, 9999) & texts.str.contains(r"^\d{4}-")
    return frame.select(pl.when(kept).then(found).alias("text")).to_series()


def _minutes(tail: str) -> int | None:
    """How far a time is ahead of UTC by what stands after its seconds; None for what is no offset."""
    if tail in {"", "Z"}:
        return 0
    found = _OFFSET.fullmatch(tail)
    return int(found[1] + "1") * (int(found[2]) * 60 + int(found[3])) if found else None


def _read(form: str, text: pl.Expr) -> pl.Expr:
    return text.str.to_datetime(form, strict=False, time_unit="us", cache=False).dt.replace_time_zone("UTC")


def local_day(text: pl.Expr) -> pl.Expr:
    """The calendar day a date names in its own zone: the first ten characters of its text."""
    return text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False, cache=False)
