"""Tables of a few releases, and exchange rates."""

import datetime as dt
import json
from types import SimpleNamespace

import polars as pl
import pytest

from checks.quality.check import Tables
from checks.quality.rates import RATES as SCHEMA
from checks.quality.rates import Rates
from ocds.pipeline.tabulator import Tabulator
from ocds.snapshots import scan

RATES = [("CZK", dt.date(2019, 1, 1), 20.0), ("CZK", dt.date(2024, 1, 1), 20.0), ("EUR", dt.date(2024, 1, 1), 0.5)]


@pytest.fixture(scope="session")
def rates():
    """A few exchange rates: units of a currency for one US dollar."""
    return Rates(pl.DataFrame(RATES, SCHEMA, orient="row"))


@pytest.fixture(scope="session")
def tables_of(tmp_path_factory, rates):
    """The tables of compiled releases; the first without `ocid` is called ocds-213czf-0, the second ocds-213czf-1."""

    def tables_of(releases, rates=rates):
        folder = tmp_path_factory.mktemp("tables")
        tabulator = Tabulator(folder, 0)
        for number, release in enumerate(releases):
            named = {"ocid": f"ocds-213czf-{number}"} | release
            tabulator.add(named, json.dumps(named).encode(), number, None)
        tabulator.close()
        return Tables(lambda table: scan(folder, table), rates)

    return tables_of


@pytest.fixture(scope="session")
def outcomes_of(tables_of):
    """What one check of processes says of compiled releases: for each its outcome and the counts of applications."""

    def outcomes_of(check, releases, rates=None):
        tables = tables_of(releases, rates) if rates else tables_of(releases)
        rows = check.applications(tables).collect()
        found = [rows.filter(process=number) for number in range(len(releases))]
        return [_outcome_of(of_process) for of_process in found]

    return outcomes_of


def _outcome_of(rows):
    """The outcome of one process by the rows of a check: passed (None where it does not apply or is unknown)."""
    ok = rows["ok"]
    passed = False if (~ok).any() else None if rows.is_empty() or ok.null_count() else True
    known = rows.filter(pl.col("ok").is_not_null())
    return SimpleNamespace(
        passed=passed,
        applies=not rows.is_empty(),
        applications=known.height,
        passes=known["ok"].sum(),
        failed=sorted(rows.filter(~pl.col("ok"))["pointer"]),
    )
