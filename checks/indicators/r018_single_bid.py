from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.indicator import Indicator, Phase, Severity, Standing, limit, value
from ocds.messages import marked


class SingleBid(Indicator, frozen=True, kw_only=True):
    """One bidder in a competitive procedure means that there was no competition, for whatever reason.

    ## Method

    The number of bidders as published in `tender/numberOfTenderers`; where it is not, the number of distinct bidders
    named in the bids or among the tenderers. An alert where it is exactly one.

    ## Does not apply

    To direct awards and other methods in which one bidder is lawful: only the methods named in the parameters are
    looked at.

    ## Cannot be assessed

    Where the method is missing or is a local word that no profile maps, and where neither a number of bidders nor any
    bidder is published. A tender without any bidder is no alert here: it failed in the open.

    ## Innocent explanations

    A narrow market, an unusual good, a remote place, a tender in lots of which each drew one bidder. Some publishers
    count valid bids only, or never tell direct awards from tenders.

    ## Example

    An open tender for school furniture draws one bidder, who wins.
    """

    id = "R018"
    title = marked("Single bid received")
    phase = Phase.TENDER
    standing = Standing.ESTABLISHED
    severity = Severity.MEDIUM
    references = (
        "Open Contracting Partnership (2024), Red flags in public procurement, R018",
        "OCDS Cardinal 0.0.8, R018 (which reads the published number only)",
    )
    says = marked("The procedure ({method_word}) drew {value:.0f} bidder.")
    shows = ("bidders", "method_word", "method_details")
    threshold = "most"

    most: Annotated[int, Meta(ge=1, description=marked("Number of bidders up to which there is an alert."))] = 1
    methods: Annotated[tuple[str, ...], Meta(description=marked("Procurement methods that are looked at."))] = (
        "open",
        "selective",
    )

    def scope(self) -> pl.Expr:
        return pl.col("method").is_in(self.methods)

    def value(self) -> pl.Expr:
        return pl.col("bidders")

    def flag(self) -> pl.Expr:
        return value.is_between(1, limit)
