import polars as pl

from checks.quality.amounts import both_amounts, compared, is_within
from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed
from ocds.messages import marked


class ContractsImplementationTransactionsValue(ProcessCheck, frozen=True, kw_only=True):
    """No more is paid for a contract than its value.

    ## Why

    Payments beyond the value of a contract mean that the contract was changed without saying so, that a payment is
    published twice, or that it belongs to another contract.

    ## Method

    For each contract, its payments are added up; it passes where the sum is no greater than its value. Amounts in
    several currencies are compared in US dollars, at the rates of the day of the release.

    ## Does not apply

    To contracts without payments, and where an amount or a currency is missing.

    ## Cannot be assessed

    Where the currencies differ, and there is no rate for one of them.

    ## Innocent explanations

    The value is without taxes, or payments are indexed; the value of the contract is not raised when it is amended.

    ## Example

    For a contract of 100,000, two payments of 60,000 were published.
    """

    id = "consistent.contracts_implementation_transactions_value"
    title = marked("Payments stay within the contract")
    says = marked("The payments for %(pointer)s come to more than its value: %(value)s.")
    cure = marked("Look for payments published twice, and raise the value of the contract where it was amended.")
    lacking = marked("No contract has a value and payments, each with its amount and currency.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: transactions' values and contract value",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        on = ["process", "contract"]
        contracts, payments = (
            tables.scan(table).select(*on, "amount", "currency") for table in ("contract", "transaction")
        )
        found = compared(contracts, payments, on, tables)
        return found.select("process", is_within().alias("ok"), pointed("/contracts/{contract}"), both_amounts())
