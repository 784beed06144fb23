import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.statuses import held
from ocds.codes import coded
from ocds.messages import marked

_WITHOUT_AWARD = ("planning", "planned", "active", "cancelled", "unsuccessful", "withdrawn")


class TenderStatus(ProcessCheck, frozen=True, kw_only=True):
    """A tender that is still open, or that failed, has no awards and no contracts.

    ## Why

    Searches for open tenders go by the status. One that is awarded and still `active` sends bidders to a closed door;
    one that is `cancelled` and has a contract hides a purchase.

    ## Method

    A tender whose status is `planning`, `planned`, `active`, `cancelled`, `unsuccessful` or `withdrawn`, or a local
    word for one of these, passes where the release has neither awards nor contracts.

    ## Does not apply

    To tenders with another status or with none.

    ## Cannot be assessed

    Where there are awards or contracts, and the status is a word that nobody has mapped to a code.

    ## Innocent explanations

    Some lots are awarded while others are still open.

    ## Example

    A tender is `active`, and its contract was signed a month ago.
    """

    id = "coherent.tender_status"
    title = marked("Open tenders are not awarded")
    says = marked("The status of the tender does not go with awards or contracts: %(value)s.")
    cure = marked("Give the tender the status complete when it is awarded.")
    lacking = marked("The status of the tender is missing, or goes with awards.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: tender status",
        "OCDS 1.1, codelist tenderStatus",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        awards, contracts = pl.col("awards").fill_null(0), pl.col("contracts").fill_null(0)
        names = ("process", "tender_status", "awards", "contracts")
        tenders = coded("process", tables.scan("process"), tables.words).select(*names, "tender_status_word")
        return held(tenders, "tender_status", _WITHOUT_AWARD, awards + contracts == 0).select(
            "process",
            "ok",
            pointer=pl.lit("/tender/status"),
            value=pl.format("{} (awards: {}, contracts: {})", "tender_status_word", awards, contracts),
        )
