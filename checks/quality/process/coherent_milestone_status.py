import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import branch_pointed
from ocds.messages import marked

_OPEN = ("scheduled", "notmet")


class MilestoneStatus(ProcessCheck, frozen=True, kw_only=True):
    """A milestone that is still open has no day on which it was met.

    ## Why

    Whoever counts milestones by status and whoever counts them by date should find the same progress.

    ## Method

    Each milestone with the status `scheduled` or `notMet` passes where it has no `dateMet`. Looked at are the
    milestones of planning, tender, contracts and implementation.

    ## Does not apply

    To milestones with another status or with none.

    ## Innocent explanations

    The date was written when the milestone was met, and the status was forgotten.

    ## Example

    The delivery of the first ambulances is `scheduled`, and was met on 15 June.
    """

    id = "coherent.milestone_status"
    title = marked("Open milestones are not met")
    says = marked("The milestone %(pointer)s is open and has a day on which it was met: %(value)s.")
    cure = marked("Give the milestone the status met, or take dateMet away.")
    lacking = marked("No milestone has the status scheduled or notMet.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: milestone status",
        "OCDS 1.1, codelist milestoneStatus",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        is_open = pl.col("status").str.strip_chars().str.to_lowercase().is_in(_OPEN)
        met = pl.col("met_text").fill_null("")
        return (
            tables.scan("milestone")
            .filter(is_open)
            .select(
                "process",
                ok=met == "",
                pointer=branch_pointed("milestone"),
                value=pl.format("{}: {}", "status", met),
            )
        )
