"""Runs the checks of what became of an older data set in a newer one."""

import msgspec
import polars as pl

from checks.quality.catalog import time_checks
from checks.quality.check import Tables, TimeCheck
from checks.quality.tally import tally
from ocds.tables.quality import VERDICT

ENOUGH = 0.95
"""The share of processes that must be exceeded by those that pass."""


def judged_over_time(older: Tables, newer: Tables) -> pl.DataFrame:
    """Judge an older data set by what became of its processes: one row for each check, in order of ids.

    Columns as in `ocds.tables.quality.VERDICT`; `value` is the share of the processes found in both that pass.
    """
    rows = [_judged(check(), older, newer) for check in time_checks().values()]
    return pl.DataFrame(rows, schema=VERDICT, orient="row")


def _judged(check: TimeCheck, older: Tables, newer: Tables) -> tuple[object, ...]:
    found = tally(check.applications(older, newer), check.lacking, limit=ENOUGH)
    meta = msgspec.json.encode(found.meta).decode()
    return check.id, "time", found.passed, found.value, found.reason, meta, check.version
