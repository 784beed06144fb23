"""Where a process stands on the day of the snapshot, read from what it published.

A stage says what can still be done (stop, hold the signature, look back); it judges nothing.
"""

import datetime as dt
from collections.abc import Collection

import polars as pl

from ocds.codes import Words, code
from ocds.snapshots import Snapshot

NOT_MADE = ("pending", "cancelled", "unsuccessful")
CALLED_OFF = ("cancelled", "unsuccessful", "withdrawn")
CALLING = ("planning", "planned", "active")


def local_day(column: str) -> pl.Expr:
    """Give the calendar day as published, of a time column by its companion text; null when the text is no date."""
    return pl.col(f"{column}_text").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def stage(as_of: dt.date | None, words: Words) -> pl.Expr:
    """Give the stage, from the columns that :func:`with_stage` adds to the process table.

    ``as_of`` is the day of the snapshot, None where the data names no day: then a deadline tells nothing.
    """
    last = local_day("period_end")
    status = code("tender_status", pl.col("tender_status"), words)
    return (
        pl.when("paid").then(pl.lit("paid"))
        .when("signed").then(pl.lit("signed"))
        .when("awarded").then(pl.lit("awarded"))
        .when(status.is_in(CALLED_OFF)).then(pl.lit("ended"))
        .when(last >= as_of).then(pl.lit("open"))
        .when(last < as_of).then(pl.lit("deciding"))
        .when(status.is_in(CALLING)).then(pl.lit("open"))
        .otherwise(pl.lit("unclear"))
    )  # fmt: skip


def with_stage(snap: Snapshot, processes: pl.LazyFrame, keys: Collection[int] | None = None) -> pl.LazyFrame:
    """Give rows of the process table with the column ``stage`` (String, a key of ``words.STAGES``).

    ``keys``: their column ``process``, if they are few: then only their rows of the other tables are read.
    """
    words: Words = snap.manifest.settings.get("words", {})
    made = ~code("award_status", pl.col("status"), words).is_in(NOT_MADE)
    in_force = code("contract_status", pl.col("status"), words).is_in(["active", "terminated"])
    facts = {
        "awarded": snap.scan("award").filter(made.fill_null(value=True)),
        "signed": snap.scan("contract").filter(
            pl.col("date_signed_text").is_not_null() | in_force.fill_null(value=False)
        ),
        "paid": snap.scan("transaction"),
    }
    as_of = dt.date.fromisoformat(snap.manifest.as_of) if snap.manifest.as_of else None
    joined = processes
    for name, rows in facts.items():
        known = rows if keys is None else rows.filter(pl.col("process").is_in(keys))
        held = known.select("process").unique().with_columns(pl.lit(value=True).alias(name))
        joined = joined.join(held, on="process", how="left")
    return (
        joined.with_columns(pl.col(name).fill_null(value=False) for name in facts)
        .with_columns(stage=stage(as_of, words))
        .drop(list(facts))
    )
