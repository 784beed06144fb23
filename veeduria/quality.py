"""Checks the quality of the data in a folder of tables, a batch of parts at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from checks.quality.catalog import process_checks
from checks.quality.check import Tables
from checks.quality.rates import Rates
from checks.quality.runner import judged, measured, summed
from ocds.codes import Words
from ocds.pipeline.tabulator import write
from ocds.pipeline.workers import Workers
from ocds.snapshots import parts_of, scan
from ocds.tables.quality import QUALITY_CHECK
from veeduria.judging import BATCH, Batch

PROCESS = "process"


class Measure(NamedTuple):
    """What the checks need beside the tables: what local words mean, and rates of exchange, if there are any."""

    words: Words
    rates: Rates | None


def assess(folder: Path, measure: Measure, pool: Workers, progress: Callable[[str, int, int], None]) -> None:
    """Write the tables `quality_check` and `quality_failure`, and for each process what the checks say of it."""
    numbers = parts_of(folder, "process")
    batches = [Batch(folder, tuple(numbers[i : i + BATCH])) for i in range(0, len(numbers), BATCH)]
    outcomes, counts = [], []
    for done, (_, (results, counted)) in enumerate(pool.map(_judge, batches, measure), 1):
        outcomes.append(results)
        counts.append(counted)
        progress("quality", done, len(batches))
    if outcomes:
        pl.concat(outcomes).write_parquet(folder / "results" / "quality.parquet", compression="lz4")
    of_data = [table for _, table in pool.map(_measure, [folder], measure)]
    write(pl.concat([_checks(summed(counts)), *of_data]), folder, "quality_check", 0)


def _judge(batch: Batch, measure: Measure) -> tuple[pl.DataFrame, pl.DataFrame]:
    found = judged(Tables(batch.table, measure.rates, measure.words))
    write(found.failures, batch.folder, "quality_failure", batch.parts[0])
    return found.results, found.counts


def _measure(folder: Path, measure: Measure) -> pl.DataFrame:
    found = measured(Tables(lambda table: scan(folder, table), measure.rates, measure.words))
    return found.select(
        pl.col(name) if name in found.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in QUALITY_CHECK.items()
    )


def _checks(counts: pl.DataFrame) -> pl.DataFrame:
    """The checks of processes as rows of `quality_check`."""
    of = process_checks()
    judged_ = pl.col("passed") + pl.col("failed")
    lacking = [of[name].lacking for name in counts["check"]]
    version = [of[name].version for name in counts["check"]]
    return counts.select(
        "check",
        pl.lit(PROCESS).alias("level"),
        pl.when(judged_ > 0).then(pl.col("failed") == 0).alias("passed"),
        pl.when(judged_ > 0).then(pl.col("passed") / judged_ * 100).alias("value"),
        pl.when(judged_ == 0).then(pl.Series("reason", lacking, pl.String)).alias("reason"),
        pl.lit("{}").alias("meta"),
        pl.Series("version", version, pl.Int64),
        "applicable",
        passing="passed",
        failing="failed",
        unknown="unknown",
        applications="applications",
        passes="passes",
    )
