"""Runs the checks of quality: those of processes over a batch of them, those of a data set over all of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import polars as pl

from checks.quality.catalog import dataset_checks, process_checks
from checks.quality.check import DatasetCheck, ProcessCheck, Tables
from ocds.messages import marked
from ocds.tables.quality import COUNTED, QUALITY_CHECK, QUALITY_FAILURE, VERDICT

_PROCESS = pl.Schema({"process": pl.UInt64, "ocid": pl.String})
_ROWS = pl.Schema({"process": pl.UInt64, "ok": pl.Boolean, "pointer": pl.String, "value": pl.String})
COUNTS = pl.Schema({"check": pl.String} | dict.fromkeys(COUNTED, pl.Int64))
_NOTHING_ASSESSED = marked("Nothing that it applies to could be assessed.")
_PART_UNKNOWN = marked("Nothing failed, but not all that it applies to could be assessed.")


class Judged(NamedTuple):
    """What the checks say of some processes.

    `results` has one row for each process: `process`, `ocid` and for each check, by its id, a Boolean: true where all
    that it applies to passes, false where something fails, null where it does not apply or cannot be assessed.
    `failures` is the table `quality_failure` of these processes. `counts` has one row for each check: `check`, and the
    numbers of `ocds.tables.quality.COUNTED`.
    """

    results: pl.DataFrame
    failures: pl.DataFrame
    counts: pl.DataFrame


def judged(tables: Tables, checks: Mapping[str, ProcessCheck] | None = None) -> Judged:
    """Judge the processes whose tables are given: those of a snapshot, or of a part of it.

    Without `checks` (by id), all that there are, as they are by default.
    """
    checks = {name: check() for name, check in process_checks().items()} if checks is None else checks
    plans = [check.applications(tables).select(list(_ROWS)) for check in checks.values()]
    results, *found = pl.collect_all([tables.scan("process").select(list(_PROCESS)), *plans])
    results = results.sort("process")
    failures, counts = [], []
    for name, rows in zip(checks, found, strict=True):
        outcomes = _outcomes(rows)
        failures.append(_failures(name, rows, results))
        counts.append(_counts(name, outcomes))
        passed = outcomes.select("process", pl.col("passed").alias(name))
        results = results.join(passed, on="process", how="left", maintain_order="left")
    return Judged(results, pl.concat(failures), pl.concat(counts))


def _outcomes(rows: pl.DataFrame) -> pl.DataFrame:
    """The outcome of one check by process: `passed`, `applications` and `passes`."""
    ok = pl.col("ok")
    found = rows.group_by("process").agg(passes=ok.sum(), applications=ok.count(), unknown=ok.null_count() > 0)
    failed = pl.col("passes") < pl.col("applications")
    return found.with_columns(
        passed=pl.when(failed).then(pl.lit(value=False)).when(~pl.col("unknown")).then(pl.lit(value=True))
    )


def _failures(name: str, rows: pl.DataFrame, processes: pl.DataFrame) -> pl.DataFrame:
    failed = rows.filter(~pl.col("ok")).join(processes.select(list(_PROCESS)), on="process", how="left")
    return failed.select(pl.lit(name).alias("check"), *list(QUALITY_FAILURE)[1:]).sort("process", "pointer", "value")


def _counts(name: str, outcomes: pl.DataFrame) -> pl.DataFrame:
    passed = pl.col("passed")
    numbers = {
        "applicable": pl.len(),
        "passing": passed.sum(),
        "failing": (~passed).sum(),
        "unknown": passed.null_count(),
        "applications": pl.col("applications").sum(),
        "passes": pl.col("passes").sum(),
    }
    return outcomes.select(pl.lit(name).alias("check"), **numbers).select(
        pl.col(name).cast(dtype) for name, dtype in COUNTS.items()
    )


def summed(counts: Sequence[pl.DataFrame], processes: int) -> pl.DataFrame:
    """The checks of processes as rows of `quality_check`, in order of ids, from the `counts` of batches of them.

    `processes` is the number of all processes.
    """
    of = process_checks()
    all_counts = pl.concat([pl.DataFrame(schema=COUNTS), *counts])
    total = all_counts.group_by("check").agg(pl.col(COUNTED).sum()).sort("check")
    failing, passing, unknown = pl.col("failing") > 0, pl.col("passing") > 0, pl.col("unknown") > 0
    judged_ = pl.col("passing") + pl.col("failing")
    lacking = pl.Series("lacking", [of[name].lacking for name in total["check"]], pl.String)
    partly = pl.when(pl.col("applications") > 0).then(pl.lit(_PART_UNKNOWN)).otherwise(pl.lit(_NOTHING_ASSESSED))
    return total.with_columns(
        level=pl.lit("process"),
        passed=pl.when(failing).then(pl.lit(value=False)).when(passing & ~unknown).then(pl.lit(value=True)),
        value=pl.when(judged_ > 0).then(pl.col("passing") / judged_ * 100),
        reason=pl.when(~failing & unknown).then(partly).when(~failing & ~passing).then(lacking),
        meta=pl.lit("{}"),
        version=pl.Series([of[name].version for name in total["check"]], dtype=pl.Int64),
        not_applicable=processes - pl.col("applicable"),
    ).select(list(QUALITY_CHECK))


def measured(tables: Tables, checks: Mapping[str, DatasetCheck] | None = None) -> pl.DataFrame:
    """Judge a data set as a whole: one row for each check, in order of ids.

    Columns as in `ocds.tables.quality.VERDICT`. Without `checks` (by id), all that there are, as they are by default.
    """
    checks = {name: check() for name, check in dataset_checks().items()} if checks is None else checks
    rows = [_measured(name, check, tables) for name, check in checks.items()]
    return pl.DataFrame(rows, VERDICT, orient="row")


def _measured(name: str, check: DatasetCheck, tables: Tables) -> tuple[object, ...]:
    found = check.measured(tables)
    meta = msgspec.json.encode(found.meta).decode()
    return name, "dataset", found.passed, found.value, found.reason, meta, check.version
