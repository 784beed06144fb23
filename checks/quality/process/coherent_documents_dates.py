import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.dates import NO_DATES, RELEASE, Dated, in_order, in_row
from ocds.messages import marked


class DocumentsDates(ProcessCheck, frozen=True, kw_only=True):
    """Documents are published, then changed, and both before the release that lists them.

    ## Why

    Whether bidders saw a document in time is told by its dates. A document changed before it was published tells
    nothing.

    ## Method

    Each pair of dates of a document passes where the first is not after the second: `datePublished` and
    `dateModified`, and each of them and the date of the release. Looked at are the documents of planning, tender,
    awards, contracts and implementation. Where one of the two is a day without a time, the days are compared.

    ## Does not apply

    To pairs of which one date is not published.

    ## Cannot be assessed

    Where one of the two is no date.

    ## Innocent explanations

    `dateModified` is that of the file on somebody's computer, from before it was published.

    ## Example

    The terms of a tender were published on 4 March and changed on 1 March.
    """

    id = "coherent.documents_dates"
    title = marked("Documents' dates follow each other")
    says = marked("The date at %(pointer)s is after one that it should come before: %(value)s.")
    cure = marked("Give each document the day on which it was published and the day on which it was last changed.")
    lacking = NO_DATES
    references = ("Open Contracting Partnership, Pelican, compiled release checks: documents' dates",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        dates = [Dated("attachment", name) for name in ("published", "modified")]
        changed = in_row(tables, "attachment", "published", "modified")
        return pl.concat([changed, *(in_order(tables, date, RELEASE) for date in dates)])
