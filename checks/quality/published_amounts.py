"""The amounts of tenders, awards or contracts of a data set, and what they are worth in one currency."""

from typing import ClassVar

import polars as pl

from checks.quality.check import DatasetCheck, Tables
from checks.quality.rates import DOLLARS
from checks.quality.reasons import ABSENT
from ocds.tables.instants import local_day


class PublishedAmounts(DatasetCheck, frozen=True, kw_only=True):
    """Base of the checks of the amounts of tenders, awards or contracts: tells where they stand."""

    table: ClassVar[str]
    amount: ClassVar[str] = "amount"
    currency: ClassVar[str] = "currency"
    lacking = ABSENT

    def amounts(self, tables: Tables) -> pl.LazyFrame:
        """Give `process`, `ocid`, `amount` (Float64) and `currency` of each amount that has a currency."""
        amount, currency = pl.col(self.amount).alias("amount"), pl.col(self.currency).alias("currency")
        frame = tables.scan(self.table).select("process", "ocid", amount, currency)
        return frame.filter(pl.col("amount").is_finite(), pl.col("currency") != "")


def with_worth(amounts: pl.LazyFrame, tables: Tables, unit: str) -> pl.LazyFrame:
    """Add `worth` (Int128), the amount in whole units of one currency: money is summed in integers.

    `unit` is the currency of all amounts, or the US dollar, at the rates of the day of the release. Null where a rate
    is missing.
    """
    if tables.rates is None or unit != DOLLARS:
        valued = amounts.with_columns(worth="amount")
    else:
        days = tables.scan("process").select("process", day=local_day(pl.col("release_date_text")))
        dated = amounts.join(days, on="process", how="left", maintain_order="left")
        valued = tables.rates.dollars(dated, "amount", "currency", pl.col("day"), "worth")
    return valued.with_columns(pl.col("worth").round().cast(pl.Int128, strict=False))
