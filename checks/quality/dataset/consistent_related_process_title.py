import polars as pl

from checks.quality.check import DatasetCheck, Measured, Tables
from checks.quality.relations import processes, relations
from checks.quality.tally import tally
from ocds.messages import marked


class RelatedProcessTitle(DatasetCheck, frozen=True, kw_only=True):
    """A process is called by its own title where another refers to it.

    ## Why

    Another title is often another process: the reference leads to the wrong one.

    ## Method

    References in `relatedProcesses` of processes and of their contracts, with the scheme `ocid` and a title, pass
    where the title equals the `tender/title` of the process they refer to. The value is the share that pass, in
    percent.

    ## Does not apply

    Where no reference has a title and leads to a process of the data set with a title.

    ## Innocent explanations

    The title was changed after the reference was published, or was shortened in it.

    ## Example

    A contract refers to `ocds-a1b2c3-2` as *Roads 2023*; the tender there is called *School furniture*.
    """

    id = "consistent.related_process_title"
    title = marked("Titles of related processes agree")
    says = marked("The title at %(pointer)s is not that of the process it refers to: %(value)s.")
    cure = marked("Repeat the title of the tender referred to, or correct the ocid.")
    lacking = marked("No reference with a title leads to a process of the data set with a title.")
    references = ("Open Contracting Partnership, Pelican, dataset checks: related process title",)

    def measured(self, tables: Tables) -> Measured:
        pairs = relations(tables).join(processes(tables), on="identifier")
        told, known = pl.col("title"), pl.col("known_title")
        found = pairs.filter(told.is_not_null(), known != "")
        return tally(
            found.select("ocid", "pointer", value=pl.format("{} ≠ {}", told, known), ok=told == known), self.lacking
        )
