import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.dates import NO_DATES, RELEASE, Dated, in_order, in_row
from ocds.messages import marked

_TENDER_END = Dated("process", "period_end")
_AWARD = Dated("award", "date")
_SIGNED = Dated("contract", "date_signed")
_PAID = Dated("transaction", "date")
_PAIRS = (
    (_TENDER_END, _AWARD),
    (_TENDER_END, _SIGNED),
    (_AWARD, RELEASE),
    (_SIGNED, RELEASE),
    (_PAID, RELEASE),
    (_AWARD._replace(key="id"), _SIGNED._replace(key="award_id")),
    (_SIGNED._replace(key="contract"), _PAID._replace(key="contract")),
)


class Dates(ProcessCheck, frozen=True, kw_only=True):
    """Tender, award, signature and payments follow each other in time.

    ## Why

    A contract signed before its award, or an award before the deadline for bids, is a wrong date or a serious matter.
    Both are worth knowing before anything is computed from these dates.

    ## Method

    Each pair of dates passes where the first is not after the second: the end of the time to submit bids and the start
    of the contract foreseen, each award and each signature; an award and the signature of its contracts, those with
    its `id` as `awardID`; a signature and the payments for that contract; an award, a signature, a payment and the
    date of the release. Where one of the two is a day without a time, the days are compared.

    ## Does not apply

    To pairs of which one date is not published.

    ## Cannot be assessed

    Where one of the two is no date.

    ## Innocent explanations

    The date of an award is the day on which it was published; a framework was signed for an emergency before the
    procedure was closed on paper.

    ## Example

    Bids can be submitted until 14 March, and the award is of 4 March.
    """

    id = "coherent.dates"
    title = marked("Dates follow each other")
    says = marked("The date at %(pointer)s is after one that it should come before: %(value)s.")
    cure = marked("Look the two dates up in the documents, and mend the one that is wrong.")
    lacking = NO_DATES
    references = ("Open Contracting Partnership, Pelican, compiled release checks: dates",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        foreseen = in_row(tables, "process", "period_end", "contract_period_start")
        return pl.concat([foreseen, *(in_order(tables, *pair) for pair in _PAIRS)])
