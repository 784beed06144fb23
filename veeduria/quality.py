"""Checks the quality of the data in a folder of tables, a batch of parts at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from checks.quality.check import Tables
from checks.quality.rates import Rates
from checks.quality.reading import Columns, columns_read
from checks.quality.runner import judged, measured, summed
from ocds.codes import Words
from ocds.pipeline.tabulator import write
from ocds.pipeline.workers import Workers
from ocds.snapshots import scan
from veeduria.judging import Batch, batches_of

_BATCH = 4
"""How many parts of the tables are checked in one go: all that checks read of them is held in memory."""


class Measure(NamedTuple):
    """What the checks need beside the tables: what local words mean, and rates of exchange, if there are any."""

    words: Words
    rates: Rates | None


def assess(folder: Path, measure: Measure, pool: Workers, progress: Callable[[str, int, int], None]) -> None:
    """Write the tables `quality_check` and `quality_failure`, and for each process what the checks say of it."""
    batches = batches_of(folder, _BATCH)
    several = batches[1:2]  # to find out which columns checks read takes longer than to read all of one batch
    asked = [found for _, found in pool.map(_columns, several, measure)]
    columns = asked[0] if asked else None
    outcomes, counts = [], []
    for done, (_, (results, counted)) in enumerate(pool.map(_judge, batches, (measure, columns)), 1):
        outcomes.append(results)
        counts.append(counted)
        progress("quality", done, len(batches))
    if outcomes:
        pl.concat(outcomes).write_parquet(folder / "results" / "quality.parquet", compression="lz4")
    of_data = [table for _, table in pool.map(_measure, [folder], measure)]
    processes = sum(table.height for table in outcomes)
    write(pl.concat([summed(counts, processes), *of_data], how="diagonal"), folder, "quality_check", 0)


def _columns(_: Batch, measure: Measure) -> Columns:
    return columns_read(measure.rates)


def _judge(batch: Batch, how: tuple[Measure, Columns | None]) -> tuple[pl.DataFrame, pl.DataFrame]:
    measure, columns = how
    found = judged(Tables(batch.table, measure.rates, measure.words), columns=columns)
    write(found.failures, batch.folder, "quality_failure", batch.parts[0])
    return found.results, found.counts


def _measure(folder: Path, measure: Measure) -> pl.DataFrame:
    return measured(Tables(lambda table: scan(folder, table), measure.rates, measure.words))
