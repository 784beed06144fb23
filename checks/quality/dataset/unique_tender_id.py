import polars as pl

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.reasons import ABSENT
from checks.quality.tally import tally
from ocds.messages import marked


class TenderId(DatasetCheck, frozen=True, kw_only=True):
    """No two processes have the same tender.

    ## Why

    Two processes with one `tender/id` are often one procedure published twice, under two ocids. What is counted or
    summed over processes then counts it twice.

    ## Method

    Each process with a `tender/id` passes where no other has the same. Ids are compared as texts. The value is the
    share of processes that pass, in percent.

    ## Does not apply

    Where no tender has an id.

    ## Innocent explanations

    Ids are unique within each buyer only, or begin anew each year.

    ## Example

    The ocids `ocds-a1b2c3-17` and `ocds-a1b2c3-17-2` both have the tender `LP-2024-17`.
    """

    id = "unique.tender_id"
    title = marked("Tender ids are unique")
    says = marked("Several processes have the tender %(value)s.")
    cure = marked("Publish all releases of a procedure under one ocid, and give each procedure an id of its own.")
    lacking = ABSENT
    references = ("Open Contracting Partnership, Pelican, dataset checks: tender id",)

    def measured(self, tables: Tables) -> Measured:
        tenders = tables.scan("process").filter(pl.col("tender_id") != "").select("ocid", value="tender_id")
        pointer = pl.lit("/tender/id").alias("pointer")
        return tally(tenders.with_columns(pointer, ok=~pl.col("value").is_duplicated()), self.lacking)
