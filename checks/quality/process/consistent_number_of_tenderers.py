import polars as pl

from checks.quality.check import ProcessCheck, Tables
from ocds.messages import marked


class NumberOfTenderers(ProcessCheck, frozen=True, kw_only=True):
    """The number of tenderers is the number of tenderers that the tender names.

    ## Why

    The number of bidders is the plainest sign of competition. Where the number and the list differ, one of them is
    wrong, and every measure of competition depends on which is believed.

    ## Method

    `tender/numberOfTenderers` passes where it equals the length of `tender/tenderers`.

    ## Does not apply

    Where the number is not published, or no tenderer is named.

    ## Innocent explanations

    The list holds each member of a consortium, or the winner alone, while the number counts bids.

    ## Example

    The number is 1, the list holds *Caminos del Sur* and *Caminos del Norte*.
    """

    id = "consistent.number_of_tenderers"
    title = marked("Number of tenderers is right")
    says = marked("%(pointer)s and the number of tenderers named differ: %(value)s.")
    cure = marked("Name all tenderers, and count each of them once.")
    lacking = marked("The number of tenderers is not published, or no tenderer is named.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: number of tenderers",
        "OCDS 1.1, release reference, Tender",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        told, named = pl.col("number_of_tenderers"), pl.col("tenderers")
        found = tables.scan("process").filter(told.is_not_null(), named.is_not_null())
        return found.select(
            "process",
            (told == named.cast(pl.Int64)).alias("ok"),
            pl.lit("/tender/numberOfTenderers").alias("pointer"),
            pl.format("{} | {}", told, named).alias("value"),
        )
