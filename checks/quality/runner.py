"""Runs the checks of quality: those of processes over a batch of them, those of a data set over all of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import polars as pl

from checks.quality.catalog import dataset_checks, process_checks
from checks.quality.check import DatasetCheck, ProcessCheck, Tables, in_memory
from checks.quality.reading import Columns, held
from ocds.messages import marked
from ocds.tables.quality import COUNTED, QUALITY_CHECK, QUALITY_FAILURE, VERDICT

_PROCESS = pl.Schema({"process": pl.UInt64, "ocid": pl.String})
_ROWS = pl.Schema({"process": pl.UInt64, "ok": pl.Boolean, "pointer": pl.String, "value": pl.String})
_NOT_APPLICABLE, _UNKNOWN, _PASSES, _FAILS = range(4)
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


def judged(tables: Tables, checks: Mapping[str, ProcessCheck] | None = None, columns: Columns | None = None) -> Judged:
    """Judge the processes whose tables are given: those of a snapshot, or of a part of it.

    Without `checks` (by id), all that there are, as they are by default. Without `columns`, those that the checks
    read, tables are read whole.
    """
    checks = {name: check() for name, check in process_checks().items()} if checks is None else checks
    processes = in_memory(tables.scan("process").select(list(_PROCESS))).sort("process")
    read = held(tables, processes["process"], columns)
    results, failures, counts = [*processes], [pl.DataFrame(schema=QUALITY_FAILURE)], [pl.DataFrame(schema=COUNTS)]
    for name, check in checks.items():
        rows = check.applications(read)
        places, ok = in_memory(rows.select("process", "ok"))
        outcomes = _outcomes(places, ok, processes.height)
        results.append((outcomes == _PASSES).set(outcomes <= _UNKNOWN, None).alias(name))
        counts.append(_counts(name, ok, outcomes))
        if (outcomes == _FAILS).any():
            failures.append(_failures(name, rows, processes))
    return Judged(pl.DataFrame(results), pl.concat(failures), pl.concat(counts))


def _outcomes(places: pl.Series, ok: pl.Series, processes: int) -> pl.Series:
    """What a check says of each process: the worst that it says of anything it applies to."""
    outcomes = pl.repeat(_NOT_APPLICABLE, processes, dtype=pl.UInt8, eager=True).scatter(places, _PASSES)
    return outcomes.scatter(places.filter(ok.is_null()), _UNKNOWN).scatter(places.filter(~ok), _FAILS)


def _failures(name: str, rows: pl.LazyFrame, processes: pl.DataFrame) -> pl.DataFrame:
    failed = in_memory(rows.filter(~pl.col("ok")).select(list(_ROWS)))
    failed = failed.with_columns(processes[failed["process"]])
    return failed.select(pl.lit(name).alias("check"), *list(QUALITY_FAILURE)[1:]).sort("process", "pointer", "value")


def _counts(name: str, ok: pl.Series, outcomes: pl.Series) -> pl.DataFrame:
    found = [(outcomes == outcome).sum() for outcome in (_PASSES, _FAILS, _UNKNOWN)]
    return pl.DataFrame([(name, sum(found), *found, ok.count(), ok.sum())], COUNTS, orient="row")


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
