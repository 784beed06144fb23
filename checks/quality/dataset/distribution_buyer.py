from typing import Annotated, Any

import polars as pl
from msgspec import Meta

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.reasons import ABSENT, FEW
from checks.quality.tally import EXAMPLES
from ocds.messages import marked

BANDS = {"1": (1, 1), "2_20": (2, 20), "21_50": (21, 50), "51_100": (51, 100), "100+": (101, 1 << 62)}
"""Bands of buyers, by how many processes they have."""


class Buyer(DatasetCheck, frozen=True, kw_only=True):
    """Most buyers buy more than once.

    ## Why

    Public bodies buy all the time. Where most of them appear once only, each process may give the same body a new id,
    and nothing can be said of any buyer.

    ## Method

    It passes where fewer than half of the ids in `buyer/id` appear in a single process.

    ## Cannot be assessed

    Where fewer than 1,000 processes have a buyer with an id.

    ## Innocent explanations

    The data covers a few days, or schools and clinics that each buy once a year.

    ## Example

    2,000 processes have 1,001 buyers, of which 1,000 appear once.
    """

    id = "distribution.buyer"
    title = marked("Buyers come back")
    says = marked("Half of the buyers or more appear in a single process.")
    cure = marked("Give each buyer one id and keep it from process to process.")
    lacking = ABSENT
    references = ("Open Contracting Partnership, Pelican, dataset checks: buyer distribution",)

    share: Annotated[
        float, Meta(gt=0, le=1, description=marked("Share of buyers with a single process from which it fails."))
    ] = 0.5
    at_least: Annotated[int, Meta(ge=1, description=marked("Fewest processes that are judged."))] = 1000

    def measured(self, tables: Tables) -> Measured:
        known = tables.scan("process").filter(pl.col("buyer_id") != "")
        buyers = (
            known.group_by("buyer_id")
            .agg(pl.len().alias("processes"), pl.col("ocid").min())
            .collect(engine="streaming")
        )
        total = int(buyers["processes"].sum())
        if total < self.at_least:
            return Measured(None, None, {"total": total}, FEW if total else self.lacking)
        once = buyers.filter(processes=1)
        passed = once.height < self.share * buyers.height
        meta = {"total": total, "buyers": buyers.height, "bands": _bands(buyers)}
        examples = once["ocid"].sort().head(EXAMPLES).to_list()
        return Measured(passed, 100.0 * passed, meta | {"examples": examples})


def _bands(buyers: pl.DataFrame) -> dict[str, dict[str, Any]]:
    inside = {name: buyers.filter(pl.col("processes").is_between(*ends)) for name, ends in BANDS.items()}
    return {name: {"processes": band["processes"].sum(), "buyers": band.height} for name, band in inside.items()}
