import polars as pl

from checks.quality.check import Tables, TimeCheck
from checks.quality.reasons import EMPTY
from ocds.messages import marked


class Ocid(TimeCheck, frozen=True, kw_only=True):
    """What was published stays published.

    ## Why

    A process that vanishes takes its history with it. Whoever checks today what was awarded last year finds nothing,
    and cannot tell a mistake from a cover-up.

    ## Method

    Each process of the older data set passes where the newer one has its ocid. More than 95 % must pass.

    ## Does not apply

    Where the older data set has no processes.

    ## Innocent explanations

    The newer data covers other years, or ocids were made anew with a new system.

    ## Example

    Of 1,000 processes of March, 80 are missing in June.
    """

    id = "time.ocid"
    title = marked("Processes stay published")
    says = marked("The newer data set has no process with this ocid.")
    cure = marked("Keep all processes published, under the ocid they always had.")
    lacking = EMPTY
    references = ("Open Contracting Partnership, Pelican, time-based checks: ocid",)

    def applications(self, older: Tables, newer: Tables) -> pl.LazyFrame:
        kept = newer.scan("process").select("ocid", ok=pl.lit(value=True))
        found = older.scan("process").select("ocid").join(kept, on="ocid", how="left", maintain_order="left")
        return found.with_columns(pl.col("ok").fill_null(value=False), value=pl.lit(None, pl.String))
