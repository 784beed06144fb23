from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.quality.amounts import both_amounts, compared, is_near
from checks.quality.check import ProcessCheck, Tables
from ocds.messages import marked


class TenderValue(ProcessCheck, frozen=True, kw_only=True):
    """The estimated value of a tender is near what was budgeted for it.

    ## Why

    Where the two are far apart, one of them is often in another currency or unit, thousands in the place of units.
    What was left of the budget, and every comparison of prices with it, is wrong then.

    ## Method

    `planning/budget/amount` passes where it differs from `tender/value` by no more than a share of it. Amounts in two
    currencies are compared in US dollars, at the rates of the day of the release.

    ## Does not apply

    Where an amount or a currency is missing or an amount is zero, and where one amount is above zero and the other
    below.

    ## Cannot be assessed

    Where the currencies differ, and there is no rate for one of them.

    ## Innocent explanations

    The budget covers several tenders or years, or the tender covers several budgets.

    ## Example

    The tender is estimated at 100,000, the budget is 100,000,000.
    """

    id = "consistent.tender_value"
    title = marked("Tender value fits the budget")
    says = marked("%(pointer)s is far from the value of the tender: %(value)s.")
    cure = marked(
        "Look for a wrong currency, for thousands in the place of units, and for a budget of several tenders."
    )
    lacking = marked("There are no two amounts above zero, each with its currency, to compare.")
    references = ("Open Contracting Partnership, Pelican, compiled release checks: tender value and planning budget",)

    share: Annotated[
        float,
        Meta(gt=0, description=marked("Share of the tender value by which the budget may differ (0.5 is 50 %).")),
    ] = 0.5

    def applications(self, tables: Tables) -> pl.LazyFrame:
        process = tables.scan("process")
        tender = process.select("process", amount="tender_amount", currency="tender_currency")
        budget = process.select("process", amount="budget_amount", currency="budget_currency")
        found = compared(tender, budget, ["process"], tables).filter("one_sign")
        pointer = pl.lit("/planning/budget/amount").alias("pointer")
        return found.select("process", is_near(self.share).alias("ok"), pointer, both_amounts())
