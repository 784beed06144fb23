import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.dates import NO_DATES, RELEASE, Dated, in_order
from ocds.messages import marked

_PAST = (
    Dated("amendment", "date"),
    Dated("award", "date"),
    Dated("contract", "date_signed"),
    Dated("transaction", "date"),
    Dated("milestone", "met"),
    Dated("milestone", "modified"),
    Dated("attachment", "published"),
    Dated("attachment", "modified"),
)


class ReleaseDate(ProcessCheck, frozen=True, kw_only=True):
    """Nothing that is told as done happens after the release that tells it.

    ## Why

    A release cannot know of what comes after it. Such a date is mistyped, or the release carries the date of an
    earlier one, and then a newer version may be taken for an older.

    ## Method

    Each date of something past passes where it is not after the `date` of the release: of awards, signatures,
    payments and amendments, when milestones were met or reviewed, when documents were published or changed. Where one
    of the two is a day without a time, the days are compared.

    ## Does not apply

    Where no such date is published, or the release has no date.

    ## Cannot be assessed

    Where one of the two is no date.

    ## Innocent explanations

    The clock of the system that publishes is in another time zone than it says.

    ## Example

    A release of 1 June tells of a contract signed on 15 June.
    """

    id = "coherent.release_date"
    title = marked("Nothing past lies after the release")
    says = marked("The date at %(pointer)s is after the release that tells it: %(value)s.")
    cure = marked("Mend the date, or give the release the day on which it was published.")
    lacking = NO_DATES
    references = ("Open Contracting Partnership, Pelican, compiled release checks: release date",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        return pl.concat(in_order(tables, past, RELEASE) for past in _PAST)
