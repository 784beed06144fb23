"""Entity tables as indicators read them: local words as codes, and the facts that follow from codes joined in."""

from collections.abc import Collection, Iterator

import polars as pl

from ocds.codes import Words, coded
from ocds.tables.barred import BARRED, barred_facts
from ocds.tables.columns import columns
from ocds.tables.prices import AWARDED, LOWEST, WINNER, award_facts, lowest_facts, submitted_bids, winner_facts
from ocds.tables.scan import Scan, in_order


def process_view(scan: Scan, words: Words, needed: Collection[str]) -> pl.DataFrame:
    """The processes, one row each: `process`, `ocid` and the columns `needed` of the table `process`.

    Only the facts among the needed columns are computed.
    A fact that is null may have its reason beside it, in `<column>_unknown`.
    """
    stored = coded("process", scan("process"), words)
    names = {"process", "ocid", "awards", *needed}.intersection(stored.collect_schema())
    frame = in_order(stored.select(sorted(names)).collect().rechunk())
    frame = pl.concat([frame, *_facts(frame, scan, words, set(needed))], how="horizontal")
    unawarded = pl.col("awards").is_null()
    if set(needed) & set(AWARDED):
        active = pl.when(unawarded).then(pl.lit(0, pl.UInt32)).otherwise("active_awards")
        frame = frame.with_columns(active.alias("active_awards"))
    if set(needed) & set(WINNER):
        lowest = pl.when(unawarded).then(pl.lit(value=False)).otherwise("sole_winner_is_lowest")
        frame = frame.with_columns(lowest.alias("sole_winner_is_lowest"))
    if set(needed) & set(BARRED):
        frame = frame.with_columns(pl.col("screened").fill_null(0))
    reasons = [f"{name}_unknown" for name in needed if f"{name}_unknown" in frame.columns]
    return frame.select("process", "ocid", *dict.fromkeys([*needed, *reasons]))


def view_columns(table: str) -> frozenset[str]:
    """The columns that a view of a table can give, raw texts of times included."""
    found = [c for c in columns() if c.table == table]
    return frozenset(c.name for c in found) | {f"{c.name}_text" for c in found if c.dtype == "time"}


def _facts(processes: pl.DataFrame, scan: Scan, words: Words, needed: set[str]) -> Iterator[pl.DataFrame]:
    """The facts among the needed columns, a row for each process; what several of them start from is computed once."""
    if needed & {*AWARDED, *WINNER}:
        awards = award_facts(processes, scan, words)
    if needed & {*WINNER, *LOWEST}:
        bids = submitted_bids(processes, scan, words)
    if needed & set(AWARDED):
        yield awards.select(*AWARDED, "active_awards_unknown")
    if needed & set(WINNER):
        yield winner_facts(awards, bids)
    if needed & set(LOWEST):
        yield lowest_facts(bids)
    if needed & set(BARRED):
        yield barred_facts(processes, scan, words)
