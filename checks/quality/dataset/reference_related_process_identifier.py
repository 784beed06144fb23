import polars as pl

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.relations import processes, relations
from checks.quality.tally import tally
from ocds.messages import marked


class RelatedProcessIdentifier(DatasetCheck, frozen=True, kw_only=True):
    """The processes that others refer to are in the data set.

    ## Why

    A framework agreement is seen whole only together with the purchases made under it, and a re-run only together
    with the procedure that failed. A reference into the void hides that.

    ## Method

    References in `relatedProcesses` of processes and of their contracts, with the scheme `ocid`, pass where their
    identifier is the ocid of a process of the data set. The value is the share that pass, in percent.

    ## Does not apply

    Where no process refers to another by its ocid.

    ## Innocent explanations

    The data covers some years only, and the other process is older.

    ## Example

    A purchase refers to the framework agreement `ocds-a1b2c3-2`, which is not among the processes.
    """

    id = "reference.related_process_identifier"
    title = marked("Related processes exist")
    says = marked("%(pointer)s refers to %(value)s, which is not in the data set.")
    cure = marked("Publish the other process too, or correct the ocid that is referred to.")
    lacking = marked("No process refers to another by its ocid.")
    references = ("Open Contracting Partnership, Pelican, dataset checks: related process identifier",)

    def measured(self, tables: Tables) -> Measured:
        known = processes(tables).select("identifier", found=pl.lit(value=True))
        found = relations(tables).join(known, on="identifier", how="left")
        return tally(
            found.select("ocid", "pointer", value="identifier", ok=pl.col("found").fill_null(value=False)),
            self.lacking,
        )
