import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.dates import NO_DATES, RELEASE, Dated, in_order
from ocds.messages import marked


class MilestonesDates(ProcessCheck, frozen=True, kw_only=True):
    """Milestones are met and reviewed before the release that tells it.

    ## Why

    A milestone met in the future is a due date in the wrong field: work still to be done counts as done.

    ## Method

    Each milestone passes where its `dateMet` and its `dateModified` are not after the date of the release. Looked at
    are the milestones of planning, tender, contracts and implementation. Where one of the two is a day without a time,
    the days are compared.

    ## Does not apply

    To milestones without these dates, and where the release has no date.

    ## Cannot be assessed

    Where one of the two is no date.

    ## Example

    A release of 1 June says that the bridge was handed over on 30 September.
    """

    id = "coherent.milestones_dates"
    title = marked("Milestones are met before they are told")
    says = marked("The date at %(pointer)s is after the release that tells it: %(value)s.")
    cure = marked("Write when a milestone is due in dueDate, and in dateMet only when it was met.")
    lacking = NO_DATES
    references = ("Open Contracting Partnership, Pelican, compiled release checks: milestones' dates",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        return pl.concat(in_order(tables, Dated("milestone", name), RELEASE) for name in ("modified", "met"))
