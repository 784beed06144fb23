from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.quality.check import Measured, Tables
from checks.quality.published_amounts import PublishedAmounts
from checks.quality.tally import EXAMPLES
from ocds.messages import marked

_KEY = ("amount", "currency")


class RepeatedAmounts(PublishedAmounts, frozen=True, kw_only=True):
    """No few amounts are published again and again.

    ## Why

    The same amount everywhere is often no amount at all: a placeholder, a legal limit that a form fills in, or the sum
    of a whole programme repeated in each of its parts.

    ## Method

    It passes where the three most frequent pairs of an amount and a currency are together less than a tenth of all
    such pairs. The value is that share, in percent.

    ## Does not apply

    Where no amount has a currency.

    ## Innocent explanations

    Scholarships, subsidies and framework contracts pay many people the same. A data set of a few processes repeats
    amounts by chance.

    ## Example

    A third of all contracts are of 0.00 pesos.
    """

    says = marked("The three most frequent amounts are too large a part of all.")
    cure = marked("Leave an amount out where it is not known, instead of writing a placeholder.")
    references = ("Open Contracting Partnership, Pelican, dataset checks: value repetition",)

    share: Annotated[
        float, Meta(gt=0, le=1, description=marked("Share of the three most frequent amounts from which it fails."))
    ] = 0.1

    def measured(self, tables: Tables) -> Measured:
        amounts = self.amounts(tables)
        counted = amounts.group_by(_KEY).agg(pl.len().alias("count"))
        order = counted.sort("count", *_KEY, descending=[True, False, False]).head(EXAMPLES)
        top, every = pl.collect_all([order, counted.select(pl.col("count").sum())])
        total = every.item()
        if not total:
            return Measured(None, None, {}, self.lacking)
        share = top["count"].head(3).sum() / total
        shown = top.join(_examples(amounts, top), on=_KEY, how="left", maintain_order="left").iter_rows(named=True)
        meta = {"total": total, "most_frequent": [row | {"share": row["count"] / total} for row in shown]}
        return Measured(share < self.share, 100 * share, meta)


class TenderValueRepetition(RepeatedAmounts, frozen=True, kw_only=True):
    id = "distribution.tender_value_repetition"
    title = marked("Tender values are not repeated")
    table = "process"
    amount = "tender_amount"
    currency = "tender_currency"


class AwardsValueRepetition(RepeatedAmounts, frozen=True, kw_only=True):
    id = "distribution.awards_value_repetition"
    title = marked("Award values are not repeated")
    table = "award"


class ContractsValueRepetition(RepeatedAmounts, frozen=True, kw_only=True):
    id = "distribution.contracts_value_repetition"
    title = marked("Contract values are not repeated")
    table = "contract"


def _examples(amounts: pl.LazyFrame, top: pl.DataFrame) -> pl.DataFrame:
    where = amounts.join(top.lazy(), on=_KEY, how="semi").group_by(_KEY)
    return where.agg(pl.col("ocid").unique().sort().head(EXAMPLES).alias("examples")).collect()
