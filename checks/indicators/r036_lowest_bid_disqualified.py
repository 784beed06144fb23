from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.indicator import Indicator, Phase, Severity, Standing
from ocds.messages import marked


class LowestBidDisqualified(Indicator, frozen=True, kw_only=True):
    """To shut out the cheapest bidder without a published reason can steer the award to a favoured one.

    ## Method

    Among submitted bids with an amount, the lowest is disqualified while at least one other is valid. The value is how
    much lower it was than the lowest valid bid, as a share of the latter. An alert where no evaluation report is
    published with the tender or the award.

    ## Does not apply

    Where there is no active award, where no bid is valid, and to methods in which bids are not compared.

    ## Cannot be assessed

    Where bids or their amounts are not published, where a status is a local word that no profile maps, and where bids
    are in several currencies.

    ## Innocent explanations

    The bid lacked a guarantee or a licence, offered something else, or was abnormally low; the reason may be in a file
    that was not published as an evaluation report.

    ## Example

    Of three bids of 80,000, 100,000 and 105,000 the first is disqualified and the second wins; no report says why.
    """

    id = "R036"
    title = marked("Lowest bid disqualified")
    phase = Phase.AWARD
    standing = Standing.ADAPTED
    reviewed = True
    severity = Severity.HIGH
    references = (
        "Open Contracting Partnership (2024), Red flags in public procurement, R036",
        "OCDS Cardinal 0.0.8, R036 (which does not look for a published reason)",
    )
    says = marked(
        "The lowest bid ({lowest_amount:,.2f}) was disqualified, {value:.1%} below the lowest valid one "
        "({lowest_valid_amount:,.2f}); no evaluation report is published."
    )
    shows = ("lowest_amount", "lowest_status", "lowest_bidder", "lowest_valid_amount")
    parties = ("lowest_bidder",)

    methods: Annotated[tuple[str, ...], Meta(description=marked("Procurement methods that are looked at."))] = (
        "open",
        "selective",
        "limited",
    )

    def scope(self) -> pl.Expr:
        return pl.col("method").is_in(self.methods) & (pl.col("active_awards") > 0) & (pl.col("valid_bids") > 0)

    def value(self) -> pl.Expr:
        return (pl.col("lowest_valid_amount") - pl.col("lowest_amount")) / pl.col("lowest_valid_amount")

    def flag(self) -> pl.Expr:
        return (pl.col("lowest_status") == "disqualified") & (pl.col("evaluation_reports") == 0)
