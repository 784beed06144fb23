from collections.abc import Callable
from hashlib import blake2b
from heapq import nsmallest
from typing import Annotated

import polars as pl
from msgspec import Meta

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.reasons import ABSENT, FEW, OFFLINE
from checks.quality.tally import tally
from ocds.messages import marked

Reach = Callable[[str], int]
"""Asks for an address and gives the HTTP status of the answer; raises `OSError` where there is none."""
_WEB = ("http://", "https://")


class UrlAvailability(DatasetCheck, frozen=True, kw_only=True):
    """The documents are there.

    ## Why

    A link that leads nowhere is no publication: nobody can read the call for bids or the contract.

    ## Method

    A sample of 100 different addresses of documents is asked for. Those that answer with a status from 200 to 399
    pass; no answer, another status, and what is no address of the web do not. The sample is drawn by the hash of the
    address: the same data gives the same sample, and it hardly changes as data is added.

    ## Cannot be assessed

    Where the network is off, as it is unless somebody turns it on, and where there are fewer than 100 addresses.

    ## Innocent explanations

    The server was down, or refuses whoever asks too fast or from abroad.

    ## Example

    The ministry moved its site, and all links of the years before lead to an error.
    """

    id = "misc.url_availability"
    title = marked("Documents can be fetched")
    says = marked("%(pointer)s leads nowhere: %(value)s.")
    cure = marked("Keep documents at lasting addresses, and publish the new address where one changes.")
    lacking = ABSENT
    references = ("Open Contracting Partnership, Pelican, dataset checks: document URL availability",)

    sample: Annotated[int, Meta(ge=1, description=marked("How many addresses are asked for."))] = 100
    reach: Reach | None = None

    def measured(self, tables: Tables) -> Measured:
        if self.reach is None:
            return Measured(None, None, {}, OFFLINE)
        known = tables.scan("attachment").filter(pl.col("url") != "")
        first = known.group_by("url").agg(pl.col("ocid").min()).collect(engine="streaming")
        if first.height < self.sample:
            return Measured(None, None, {"total": first.height}, FEW if first.height else self.lacking)
        chosen = nsmallest(self.sample, first.iter_rows(), key=lambda row: blake2b(row[0].encode()).digest())
        rows = [(ocid, url, status := _status(url, self.reach), 200 <= status < 400) for url, ocid in chosen]
        return tally(pl.LazyFrame(rows, schema=["ocid", "url", "status", "ok"], orient="row"), self.lacking)


def _status(url: str, reach: Reach) -> int:
    """The status of the answer; 0 where there is none, and where the address is not one of the web."""
    try:
        return reach(url) if url.lower().startswith(_WEB) else 0
    except OSError:
        return 0
