from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.reasons import ABSENT, FEW
from checks.quality.shares import counts
from checks.quality.tally import EXAMPLES
from ocds.messages import marked


class BuyerRepetition(DatasetCheck, frozen=True, kw_only=True):
    """The most frequent buyer has some of the processes, but not most of them.

    ## Why

    Where one buyer has half of all processes, its id may stand for many bodies: the ministry of finance for all that
    it pays. Where even the most frequent one has next to none, ids may be new each time.

    ## Method

    It passes where the most frequent `buyer/id` has more than a hundredth and less than half of the processes whose
    buyer has an id.

    ## Cannot be assessed

    Where fewer than 1,000 processes have a buyer with an id.

    ## Innocent explanations

    A central purchasing body buys for all; one publisher is a single body; a large country has thousands of buyers.

    ## Example

    Of 1,000 processes the most frequent buyer has 10: just 1 %.
    """

    id = "distribution.buyer_repetition"
    title = marked("No buyer has most of the processes")
    says = marked("The most frequent buyer has next to none of the processes, or most of them.")
    cure = marked("Give each buyer an id of its own and keep it from process to process.")
    lacking = ABSENT
    references = ("Open Contracting Partnership, Pelican, dataset checks: buyer repetition",)

    more_than: Annotated[
        float, Meta(ge=0, le=1, description=marked("Share of processes that the most frequent buyer exceeds."))
    ] = 0.01
    less_than: Annotated[
        float, Meta(ge=0, le=1, description=marked("Share of processes that the most frequent buyer does not reach."))
    ] = 0.5
    at_least: Annotated[int, Meta(ge=1, description=marked("Fewest processes that are judged."))] = 1000

    def measured(self, tables: Tables) -> Measured:
        known = (
            tables.scan("process").filter(pl.col("buyer_id") != "").select("ocid", pl.col("buyer_id").alias("code"))
        )
        buyers = counts(known)
        total = int(buyers["count"].sum())
        if total < self.at_least:
            return Measured(None, None, {"total": total}, FEW if total else self.lacking)
        buyer, count, _ = buyers.row(0)
        passed = self.more_than * total < count < self.less_than * total
        examples = known.filter(code=buyer).select(pl.col("ocid").bottom_k(EXAMPLES).sort()).collect()["ocid"]
        meta = {"total": total, "buyer": buyer, "count": count, "share": count / total, "examples": examples.to_list()}
        return Measured(passed, 100.0 * passed, meta)
