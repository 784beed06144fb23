import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.dates import NO_DATES, in_row
from ocds.messages import marked

_PERIODS = (
    ("process", "period"),
    ("process", "enquiry"),
    ("process", "award_period"),
    ("process", "contract_period"),
    ("award", "period"),
    ("contract", "period"),
)


class Period(ProcessCheck, frozen=True, kw_only=True):
    """No period ends before it begins.

    ## Why

    A period that ends before it begins is two dates swapped or one mistyped. Every indicator about time is wrong
    there, or cannot be assessed.

    ## Method

    Each period with a start and an end passes where the end is not before the start. Looked at are the periods of the
    tender (bids, enquiries, decision, contract foreseen), of the contracts foreseen in awards, and of contracts. Where
    one of the two is a day without a time, the days are compared.

    ## Does not apply

    To periods without a start or without an end.

    ## Cannot be assessed

    Where one of the two is no date.

    ## Innocent explanations

    Day and month were swapped when the data was written; the document itself is right.

    ## Example

    Bids can be submitted from 14 March to 4 March.
    """

    id = "coherent.period"
    title = marked("Periods end after they begin")
    says = marked("The start at %(pointer)s is after the end: %(value)s.")
    cure = marked("Look the two dates up in the document, and mend the one that is wrong.")
    lacking = NO_DATES
    references = ("Open Contracting Partnership, Pelican, compiled release checks: periods",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        return pl.concat(in_row(tables, table, f"{name}_start", f"{name}_end") for table, name in _PERIODS)
