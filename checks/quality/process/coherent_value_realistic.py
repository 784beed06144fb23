from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed
from checks.quality.rates import DOLLARS
from ocds.messages import marked
from ocds.tables.columns import column
from ocds.tables.instants import local_day

_AMOUNTS = (
    ("process", "budget_amount", "budget_currency"),
    ("process", "tender_amount", "tender_currency"),
    ("process", "min_amount", "min_currency"),
    ("award", "amount", "currency"),
    ("contract", "amount", "currency"),
    ("transaction", "amount", "currency"),
)


class ValueRealistic(ProcessCheck, frozen=True, kw_only=True):
    """No amount is beyond what a single purchase can cost.

    ## Why

    One amount with three zeros too many outweighs all others in every sum.

    ## Method

    Each amount with a currency passes where it is no further from zero than a limit in US dollars, at the rates of
    the day of the release. Looked at are the budget, the value and the least value of the tender, the values of awards
    and contracts, and payments.

    ## Does not apply

    To amounts without a currency.

    ## Cannot be assessed

    Where an amount is not in US dollars, and there is no rate for its currency on that day.

    ## Innocent explanations

    A railway, or a framework for a whole country.

    ## Example

    A school is built for 50 billion US dollars.
    """

    id = "coherent.value_realistic"
    title = marked("Amounts are realistic")
    says = marked("The amount of %(pointer)s is beyond what a purchase can cost: %(value)s.")
    cure = marked("Look for thousands in the place of units, for a lost decimal point, or for a wrong currency.")
    lacking = marked("No amount is published with its currency.")
    references = ("Open Contracting Partnership, Pelican, compiled release checks: realistic value",)

    most: Annotated[float, Meta(gt=0, description=marked("Greatest realistic amount, in US dollars."))] = 5e9

    def applications(self, tables: Tables) -> pl.LazyFrame:
        found = pl.concat(_amounts(tables, *names) for names in _AMOUNTS)
        ok = pl.col("dollars").abs() <= self.most
        return found.select("process", "pointer", ok=ok, value=pl.format("{} {}", "amount", "currency"))


def _amounts(tables: Tables, table: str, amount: str, currency: str) -> pl.LazyFrame:
    """The amounts of one column: `process`, `pointer`, `amount`, `currency`, `dollars`."""
    path = column(table, amount).paths[0].removesuffix("/amount")
    found = tables.scan(table).filter(pl.col(amount).is_not_null(), pl.col(currency).is_not_null())
    found = found.select("process", pointed(path), amount=amount, currency=currency)
    if tables.rates is None:
        return found.with_columns(dollars=pl.when(pl.col("currency") == DOLLARS).then("amount"))
    days = tables.scan("process").select("process", day=local_day(pl.col("release_date_text")))
    dated = found.join(days, on="process", how="left", maintain_order="left")
    return tables.rates.dollars(dated, "amount", "currency", pl.col("day"), "dollars").drop("day")
