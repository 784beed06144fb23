"""Runs the checks of what became of an older data set in a newer one."""

import msgspec
import polars as pl

from checks.quality.catalog import time_checks
from checks.quality.check import Tables, TimeCheck
from checks.quality.tally import tally

ENOUGH = 0.95
"""The share of processes that must be exceeded by those that pass."""
JUDGED = pl.Schema(
    {
        "check": pl.String,
        "level": pl.String,
        "passed": pl.Boolean,
        "value": pl.Float64,
        "reason": pl.String,
        "meta": pl.String,
        "version": pl.Int64,
    }
)


def judged_over_time(older: Tables, newer: Tables) -> pl.DataFrame:
    """Judge an older data set by what became of its processes: one row for each check, in order of ids.

    Columns: `check`, `level` (`time`), `passed` (null where it could not be judged, and then `reason` tells why),
    `value` (share of the processes found in both that pass, in percent), `meta` (counts and failed examples, as JSON)
    and `version`.
    """
    rows = [_judged(check(), older, newer) for check in time_checks().values()]
    return pl.DataFrame(rows, schema=JUDGED, orient="row")


def _judged(check: TimeCheck, older: Tables, newer: Tables) -> tuple[object, ...]:
    found = tally(check.applications(older, newer), check.lacking, limit=ENOUGH)
    meta = msgspec.json.encode(found.meta).decode()
    return check.id, "time", found.passed, found.value, found.reason, meta, check.version
