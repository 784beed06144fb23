from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.indicator import Fence, Indicator, Phase, Severity, Side, Standing, limit, value
from ocds.messages import marked


class PriceCloseToWinner(Indicator, frozen=True, kw_only=True):
    """A losing bid just above the winning one can come from bidders who agreed on who wins.

    ## Method

    d = (second − winning) ÷ winning, where *winning* is the lowest valid bid of the one supplier awarded and *second*
    the lowest valid bid of anyone else. An alert where d is at or below the lower fence, Q1 − 1.5·IQR, of all such
    distances in the same currency.

    ## Does not apply

    Where not all awards are settled, where more than one is active or one names several suppliers, where a lower valid
    bid than the winner's lost (the price alone did not decide), and to methods in which prices are not compared.

    ## Cannot be assessed

    Where bids are not published, where a status is a local word that no profile maps, where valid bids are in several
    currencies, and where too few processes can be compared to draw a fence.

    ## Innocent explanations

    Prices fixed by the buyer or by law, goods with a market price, an open auction in which bidders see each other.

    ## Example

    Three firms bid 100,000, 100,100 and 100,150 tender after tender, each winning in turn, where others differ by 8 %.
    """

    id = "R024"
    title = marked("Price close to the winning bid")
    phase = Phase.AWARD
    standing = Standing.ESTABLISHED
    severity = Severity.MEDIUM
    references = (
        "Open Contracting Partnership (2024), Red flags in public procurement, R024",
        "OCDS Cardinal 0.0.8, R024",
    )
    says = marked(
        "The next bid ({second_amount:,.2f} {winning_currency}) is {value:.2%} above the winning one "
        "({winning_amount:,.2f}); in this data, less than {limit:.2%} is unusual."
    )
    shows = ("winning_amount", "winning_currency", "winner", "second_amount", "second")
    parties = ("winner", "second")
    optional = ("method_details",)
    threshold = "distance"
    fence = Fence(Side.LOWER, by=("winning_currency",))

    distance: Annotated[
        Annotated[float, Meta(gt=0, le=1)] | None,
        Meta(description=marked("Distance at or below which there is an alert, in place of the fence (0.01 is 1 %).")),
    ] = None
    methods: Annotated[tuple[str, ...], Meta(description=marked("Procurement methods that are looked at."))] = (
        "open",
        "selective",
        "limited",
    )
    no_price_comparison: Annotated[
        tuple[str, ...],
        Meta(
            description=marked("Local names of methods (procurementMethodDetails) in which prices are not compared.")
        ),
    ] = ()

    def scope(self) -> pl.Expr:
        fixed = pl.col("method_details").is_in(self.no_price_comparison).fill_null(value=False)
        return pl.col("method").is_in(self.methods) & ~fixed & pl.col("sole_winner_is_lowest")

    def value(self) -> pl.Expr:
        return (pl.col("second_amount") - pl.col("winning_amount")) / pl.col("winning_amount")

    def flag(self) -> pl.Expr:
        return value <= limit
