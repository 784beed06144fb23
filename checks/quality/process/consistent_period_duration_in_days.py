from collections.abc import Iterator

import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed
from ocds.messages import marked
from ocds.tables.columns import column
from ocds.tables.scan import Scan

_SECONDS = 24 * 60 * 60
_PERIODS = (
    ("process", "period"),
    ("process", "enquiry"),
    ("process", "award_period"),
    ("process", "contract_period"),
    ("award", "period"),
    ("contract", "period"),
)
"""Each period: the table that holds it, and how its columns begin."""


class PeriodDurationInDays(ProcessCheck, frozen=True, kw_only=True):
    """The duration of a period is the time between its start and its end.

    ## Why

    How long bidders had and how long a contract runs can be read from the dates or from `durationInDays`. Where they
    differ, every rule about time gives two answers.

    ## Method

    The time from `startDate` to `endDate`, or to `maxExtentDate` where there is no end, in days of 24 hours. The
    duration passes if it is that number, rounded down or up. Looked at are the periods of the tender (bids,
    enquiries, decision, contract foreseen), of the contracts foreseen in awards, and of contracts.

    ## Does not apply

    To periods without a duration, without a start, or without any end, and to dates that are none.

    ## Innocent explanations

    Working days are counted, or both the first and the last day.

    ## Example

    A contract runs from 1 January to 1 February and has a duration of 30 days; it is 31.
    """

    id = "consistent.period_duration_in_days"
    title = marked("Durations fit the dates")
    says = marked("The duration of %(pointer)s is not the time between its dates, in days: %(value)s.")
    cure = marked("Count the duration from the start to the end of the period, in whole days of 24 hours.")
    lacking = marked("No period has a duration, a start and an end.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: period's duration in days",
        "OCDS 1.1, release reference, Period",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        days, told = pl.col("elapsed") / _SECONDS, pl.col("told")
        found = pl.concat(_periods(tables.scan)).with_columns(ok=told.is_between(days.floor(), days.ceil()))
        return found.select("process", "ok", "pointer", pl.format("{} | {}", told, days.round(2)).alias("value"))


def _periods(scan: Scan) -> Iterator[pl.LazyFrame]:
    """The periods with a duration: `process`, `pointer`, `told` (days), `elapsed` (seconds between their dates)."""
    for table, name in _PERIODS:
        path = column(table, f"{name}_start").paths[0].removesuffix("/startDate")
        start, end = pl.col(f"{name}_start"), pl.coalesce(f"{name}_end", f"{name}_max")
        found = scan(table).filter(pl.col(f"{name}_days").is_not_null(), start.is_not_null(), end.is_not_null())
        yield found.select("process", pointed(path), told=f"{name}_days", elapsed=(end - start).dt.total_seconds())
