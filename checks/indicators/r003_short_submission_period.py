from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.indicator import Indicator, Phase, Severity, Standing, limit, value
from ocds.messages import marked


class ShortSubmissionPeriod(Indicator, frozen=True, kw_only=True):
    """Too little time to submit bids favours whoever knew of the tender beforehand.

    ## Method

    Whole days from the start to the end of the tender period, counted as elapsed time and cut down to whole days. An
    alert where they are fewer than the shortest lawful period on the day the period began.

    ## Does not apply

    To methods in which the buyer chooses whom to ask: only the methods named in the parameters are looked at.

    ## Cannot be assessed

    Where the method, the start or the end is missing or is no date, and where the period ends before it starts.

    ## Innocent explanations

    The law may allow a shorter period for urgency or for small amounts; the tender may have been announced earlier,
    in a plan or a first notice; the period may have been prolonged in a notice that was not published.

    ## Example

    A ministry opens a tender on 4 March and closes it on 14 March: 10 days, where the law asks for 15.
    """

    id = "R003"
    title = marked("Short submission period")
    phase = Phase.TENDER
    standing = Standing.ESTABLISHED
    severity = Severity.MEDIUM
    references = (
        "Open Contracting Partnership (2024), Red flags in public procurement, R003",
        "OCDS Cardinal 0.0.8, R003 (which also flags periods that end before they start)",
    )
    says = marked(
        "Bidders had {value:.0f} days, from {period_start:.10} to {period_end:.10}; "
        "the shortest lawful period is {limit:.0f} days."
    )
    shows = ("period_start", "period_end")
    threshold = "days"
    dated_by = "period_start"

    days: Annotated[int, Meta(ge=1, description=marked("Shortest lawful period, in whole days."))] = 15
    methods: Annotated[tuple[str, ...], Meta(description=marked("Procurement methods that are looked at."))] = (
        "open",
        "selective",
    )

    def scope(self) -> pl.Expr:
        return pl.col("method").is_in(self.methods)

    def value(self) -> pl.Expr:
        start, end = pl.col("period_start"), pl.col("period_end")
        return pl.when(end >= start).then((end - start).dt.total_days())

    def flag(self) -> pl.Expr:
        return value < limit
