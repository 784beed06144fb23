"""The checks of quality of a published snapshot, as stored, and against older data."""

from pathlib import Path

import polars as pl

from checks.quality.catalog import dataset_checks
from checks.quality.check import Tables
from checks.quality.rates import Rates
from checks.quality.reasons import NO_RATES
from checks.quality.runner import measured
from checks.quality.time_runner import judged_over_time
from ocds.snapshots import Snapshot, current
from ocds.tables.quality import QUALITY_CHECK


def snapshot_at(folder: Path) -> Snapshot:
    """Give the snapshot that a folder is, or the one published in it; raises `NoSnapshotError`, `BadSnapshotError`."""
    return Snapshot(folder) if (folder / "manifest.json").is_file() else current(folder)


def found(snapshot: Snapshot, older: Snapshot | None, rates: Rates | None) -> pl.DataFrame:
    """Give the checks as rows of the table `quality_check`.

    Checks of processes as they were stored, in order of ids; then those of the data set, those of them judged anew
    that lacked rates of exchange, if there are rates now; then those against `older`, if there is any.
    """
    stored = snapshot.scan("quality_check").collect()
    newer = _tables(snapshot, rates)
    if rates:
        stored = _with_rates(stored, newer)
    if older:
        stored = pl.concat([stored, judged_over_time(_tables(older, rates), newer)], how="diagonal")
    return stored.select(list(QUALITY_CHECK))


def _tables(snapshot: Snapshot, rates: Rates | None) -> Tables:
    return Tables(snapshot.scan, rates, snapshot.manifest.settings.get("words", {}))


def _with_rates(stored: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    lacked = set(stored.filter(reason=NO_RATES)["check"])
    again = measured(tables, {name: check() for name, check in dataset_checks().items() if name in lacked})
    kept = stored.filter(~pl.col("check").is_in(again["check"].to_list()))
    return pl.concat([kept, again], how="diagonal").sort(pl.col("level") != "process", "check")
