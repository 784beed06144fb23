from itertools import pairwise
from typing import Annotated, Any

import polars as pl
from msgspec import Meta

from checks.quality.check import Measured, Tables
from checks.quality.published_amounts import PublishedAmounts, with_worth
from checks.quality.rates import DOLLARS
from checks.quality.reasons import FEW, NO_RATES, WORTHLESS
from checks.quality.tally import EXAMPLES
from ocds.messages import marked

BANDS = ("0_1", "1_5", "5_20", "20_50", "50_100")
"""Bands of the amounts, in percent of their number, the largest amounts first."""
_EDGES = (0, 1, 5, 20, 50)


class ConcentratedAmounts(PublishedAmounts, frozen=True, kw_only=True):
    """A handful of amounts does not outweigh all others.

    ## Why

    One misplaced decimal point, or an amount in cents, can be worth more than all the rest of a data set. Every sum
    over it then tells of that one mistake.

    ## Method

    Amounts of zero and more that have a currency are put in order. It passes where the largest hundredth of them holds
    no more than half of the sum. Amounts in several currencies are compared in US dollars, by the exchange rate of the
    day of the release; amounts without a rate are left out and counted (`without_rate`). Amounts that are all in one
    currency are compared as they are, so that no rates are needed.

    ## Cannot be assessed

    Where there are fewer than 100 such amounts, and where they are in several currencies but no rates were given.

    ## Innocent explanations

    Some markets are like that: one dam may cost more than a thousand purchases of paper.

    ## Example

    Of 100 awards one is of 11 million dollars, all others of one dollar: its share of the sum is 99.999 %.
    """

    says = marked("The largest hundredth of the amounts holds too much of their sum.")
    cure = marked("Look at the largest amounts: at their decimal point, their unit and their currency.")
    references = ("Open Contracting Partnership, Pelican, dataset checks: value distribution",)

    share: Annotated[
        float,
        Meta(
            gt=0,
            le=1,
            description=marked("Largest share of the sum that the largest hundredth of the amounts may hold."),
        ),
    ] = 0.5
    at_least: Annotated[int, Meta(ge=100, description=marked("Fewest amounts that are judged."))] = 100

    def measured(self, tables: Tables) -> Measured:
        amounts = self.amounts(tables).filter(pl.col("amount") >= 0)
        currencies = amounts.select(pl.col("currency").unique().sort()).collect()["currency"].to_list()
        if not currencies:
            return Measured(None, None, {}, self.lacking)
        if len(currencies) > 1 and tables.rates is None:
            return Measured(None, None, {"currencies": currencies}, NO_RATES)
        unit = currencies[0] if len(currencies) == 1 else DOLLARS
        valued = with_worth(amounts, tables, unit)
        worth = valued.select("worth").collect().to_series()
        known = worth.drop_nulls().sort(descending=True)
        meta = {"currency": unit, "total": known.len(), "without_rate": worth.null_count()}
        if known.len() < self.at_least or not known[0]:
            return Measured(None, None, meta, FEW if known.len() < self.at_least else WORTHLESS)
        bands, held = _bands(known)
        passed = held <= self.share
        return Measured(passed, 100.0 * passed, meta | bands | {"largest": _largest(valued)})


class TenderValue(ConcentratedAmounts, frozen=True, kw_only=True):
    id = "distribution.tender_value"
    title = marked("Tender values are spread")
    table = "process"
    amount = "tender_amount"
    currency = "tender_currency"


class AwardsValue(ConcentratedAmounts, frozen=True, kw_only=True):
    id = "distribution.awards_value"
    title = marked("Award values are spread")
    table = "award"


class ContractsValue(ConcentratedAmounts, frozen=True, kw_only=True):
    id = "distribution.contracts_value"
    title = marked("Contract values are spread")
    table = "contract"


def _bands(worth: pl.Series) -> tuple[dict[str, Any], float]:
    """Sum, number and share of each band, and the share of the first; `worth` is in order, the largest first."""
    edges = [worth.len() // 100 * edge for edge in _EDGES] + [worth.len()]
    parts = {name: worth.slice(at, to - at) for name, (at, to) in zip(BANDS, pairwise(edges), strict=True)}
    sums = {name: int(part.sum()) for name, part in parts.items()}
    total = sum(sums.values())
    shares = {name: held / total for name, held in sums.items()}
    counts = {name: part.len() for name, part in parts.items()}
    return {"shares": shares, "sums": sums, "counts": counts, "sum": total}, shares[BANDS[0]]


def _largest(valued: pl.LazyFrame) -> list[dict[str, Any]]:
    order = valued.drop_nulls("worth").sort(
        "worth", "ocid", "amount", "currency", descending=[True, False, False, False]
    )
    return order.head(EXAMPLES).select("ocid", "amount", "currency").collect().to_dicts()
