import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed
from checks.quality.statuses import held
from ocds.codes import coded
from ocds.messages import marked

_WITHOUT_PAYMENT = ("pending", "cancelled")


class ContractsStatus(ProcessCheck, frozen=True, kw_only=True):
    """A contract that does not hold, or not yet, has no payments.

    ## Why

    Nothing is paid for a contract that was not signed. Either the status or the payment is wrong, and the payment is
    money.

    ## Method

    A contract whose status is `pending` or `cancelled`, or a local word for one of these, passes where it has no
    transactions.

    ## Does not apply

    To contracts with another status or with none.

    ## Cannot be assessed

    Where there are payments, and the status is a word that nobody has mapped to a code.

    ## Innocent explanations

    An advance was paid and given back when the contract was cancelled; a contract that ended early is called cancelled
    where `terminated` is meant.

    ## Example

    A contract is `pending`, and two payments for it were published.
    """

    id = "coherent.contracts_status"
    title = marked("Contracts with payments hold")
    says = marked("The status of the contract %(pointer)s does not go with payments: %(value)s.")
    cure = marked("Give the contract the status active or terminated, or look where the payments belong.")
    lacking = marked("No contract has a status that does not go with payments.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: contracts' status",
        "OCDS 1.1, codelist contractStatus",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        names = ("process", "contract", "status", "transactions")
        contracts = coded("contract", tables.scan("contract"), tables.words).select(*names, "status_word")
        paid = pl.col("transactions").fill_null(0)
        return held(contracts, "status", _WITHOUT_PAYMENT, paid == 0).select(
            "process",
            "ok",
            pointed("/contracts/{contract}"),
            value=pl.format("{} (transactions: {})", "status_word", paid),
        )
