import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.dates import NO_DATES, RELEASE, Dated, in_order
from ocds.messages import marked

_PAIRS = (
    (Dated("process", "period_start"), Dated("amendment", "date", branch=0)),
    (Dated("award", "date", key="award"), Dated("amendment", "date", branch=1, key="award")),
    (Dated("contract", "date_signed", key="contract"), Dated("amendment", "date", branch=2, key="contract")),
    (Dated("amendment", "date"), RELEASE),
)


class AmendmentsDates(ProcessCheck, frozen=True, kw_only=True):
    """Nothing is amended before it was there.

    ## Why

    How long after the signature a contract was changed is what audits of amendments begin with. An amendment older
    than what it amends makes that time negative.

    ## Method

    Each amendment passes where it is not before what it amends (the start of the time to submit bids, the date of the
    award, the signature of the contract), and not after the date of the release. Where one of the two is a day without
    a time, the days are compared.

    ## Does not apply

    To amendments without a date, and to pairs of which the other date is not published.

    ## Cannot be assessed

    Where one of the two is no date.

    ## Innocent explanations

    The notice of a tender was corrected before the time to submit bids began.

    ## Example

    A contract signed on 15 June was amended on 1 June.
    """

    id = "coherent.amendments_dates"
    title = marked("Amendments follow what they amend")
    says = marked("The date at %(pointer)s is after one that it should come before: %(value)s.")
    cure = marked("Look the two dates up in the documents, and mend the one that is wrong.")
    lacking = NO_DATES
    references = ("Open Contracting Partnership, Pelican, compiled release checks: amendments' dates",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        return pl.concat(in_order(tables, *pair) for pair in _PAIRS)
