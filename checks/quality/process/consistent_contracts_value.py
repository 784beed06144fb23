from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.quality.amounts import both_amounts, compared, is_near
from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed
from ocds.messages import marked


class ContractsValue(ProcessCheck, frozen=True, kw_only=True):
    """The contracts of an award come to about the value of the award.

    ## Why

    What was awarded is what should be signed. Where the contracts come to half as much again, or to less than half,
    an amount is wrong, a contract is missing, or one follows the wrong award.

    ## Method

    For each award, the values of its contracts, those with its `id` as `awardID`, are added up. The award passes where
    the sum differs from its own value by no more than a share of it. Amounts in several currencies are compared in US
    dollars, at the rates of the day of the release.

    ## Does not apply

    To awards without contracts or whose id another award has, and where an amount or a currency is missing, an amount
    is zero, or some are above zero and some below.

    ## Cannot be assessed

    Where the currencies differ, and there is no rate for one of them.

    ## Innocent explanations

    The award is a framework whose contracts are signed over years; the contract was amended.

    ## Example

    Of an award of 100,000, one contract of 10,000 was published.
    """

    id = "consistent.contracts_value"
    title = marked("Contracts fit their award")
    says = marked("The contracts of %(pointer)s come to far more or less than it: %(value)s.")
    cure = marked(
        "Look for missing contracts, for a wrong awardID, a wrong currency, or thousands in the place of units."
    )
    lacking = marked("There are no two amounts above zero, each with its currency, to compare.")
    references = ("Open Contracting Partnership, Pelican, compiled release checks: contracts' values and award value",)

    share: Annotated[
        float, Meta(gt=0, description=marked("Share of the award by which its contracts may differ (0.5 is 50 %)."))
    ] = 0.5

    def applications(self, tables: Tables) -> pl.LazyFrame:
        on = ["process", "award_id"]
        awards = tables.scan("award").select("process", "award", "amount", "currency", award_id="id")
        single = awards.filter(pl.col("award_id").is_not_null()).unique(on, keep="none", maintain_order=True)
        contracts = tables.scan("contract").filter(pl.col("award_id").is_not_null())
        found = compared(single, contracts.select(*on, "amount", "currency"), on, tables).filter("one_sign")
        return found.select("process", is_near(self.share).alias("ok"), pointed("/awards/{award}"), both_amounts())
