import polars as pl

from checks.indicator import Indicator, Phase, Severity, Standing, value
from ocds.messages import marked


class BarredSupplier(Indicator, frozen=True, kw_only=True):
    """A supplier on a debarment list on the day of the award should not have been awarded the contract.

    ## Method

    Each supplier of each active award is looked up in the lists of the workspace, by country, register and identifier,
    and by name. An alert where an entry that binds the buyer was in force on the day of the award, in the calendar of
    the place of award, first and last day included.

    ## Does not apply

    Where no award is active.

    ## Cannot be assessed

    Where no list covers the day of the award, where the award has no date, where a person is known by name alone, and
    where an entry disappeared between two dated files of a list around that day.

    ## Innocent explanations

    The measure may bind only some buyers or funds, may have been suspended by a court, or may bar another party of the
    same name. Look-alikes (another country's number, another birth date, a fine, a measure of another buyer) are no
    alert and are shown apart.

    ## Example

    A firm debarred from 1 March to 31 August is awarded a contract on 31 August: an alert. On 1 September: none.
    """

    id = "R046"
    title = marked("Barred supplier")
    phase = Phase.AWARD
    standing = Standing.ESTABLISHED
    severity = Severity.HIGH
    references = ("Open Contracting Partnership (2024), Red flags in public procurement, R046",)
    says = marked(
        "{barred_name}, awarded on {barred_day}, is on the list {barred_list} ({barred_term}) from {barred_since}."
    )
    shows = (
        "barred_how",
        "barred_name",
        "barred_id",
        "barred_day",
        "barred_list",
        "barred_term",
        "barred_since",
        "barred_until",
    )
    parties = ("barred_id",)

    def scope(self) -> pl.Expr:
        return pl.col("screened") > 0

    def value(self) -> pl.Expr:
        return pl.col("barred")

    def flag(self) -> pl.Expr:
        return value > 0

    def confidence(self) -> pl.Expr:
        """High where the identifiers are the same, medium where only the names are."""
        same = pl.col("barred_how") == "identifier"
        return pl.when(same).then(pl.lit("high")).otherwise(pl.lit("medium"))
