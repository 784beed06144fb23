from typing import ClassVar

import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.pointers import pointed, shown
from checks.quality.references import (
    BUYER,
    PAYEE,
    PAYER,
    PROCURING_ENTITY,
    SUPPLIER,
    TENDERER,
    Role,
    referred,
)
from ocds.messages import marked


class InParties(ProcessCheck, frozen=True, kw_only=True):
    """An organization is described once, among the parties; wherever else it is named, its id says who it is.

    ## Why

    Where the id is missing, or stands for nobody or for several parties, nobody can tell which organization is meant:
    its address, its register number and its other roles are lost, and it is counted wrongly or not at all.

    ## Method

    Each reference passes whose `id` is the `id` of exactly one of the `parties` of the same process. Ids are compared
    as texts, to the letter: `7` and `"7"` are the same, `QY-1` and `qy-1` are not.

    ## Does not apply

    Where the process names no organization in this place. An object without id and name counts as absent, unless it
    stands in a list.

    ## Example

    The award names the supplier `QY-RUC-20`; the parties hold `QY-RUC-20` twice, with two addresses.
    """

    says = marked("%(pointer)s has the id %(value)s, which is not the id of exactly one party.")
    cure = marked("Give each organization one entry in parties, and repeat its id wherever it is named.")
    lacking = marked("No organization is named in this place.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: reference to parties",
        "OCDS 1.1, release reference, OrganizationReference",
    )

    role: ClassVar[Role]

    def applications(self, tables: Tables) -> pl.LazyFrame:
        found = referred(tables, self.role).with_columns(ok=pl.col("party").is_not_null())
        return found.select("process", "ok", pointed(self.role.path), shown("id"))


class BuyerInParties(InParties, frozen=True, kw_only=True):
    id = "reference.buyer_in_parties"
    title = marked("Buyer is one of the parties")
    role = BUYER


class ProcuringEntityInParties(InParties, frozen=True, kw_only=True):
    id = "reference.procuring_entity_in_parties"
    title = marked("Procuring entity is one of the parties")
    role = PROCURING_ENTITY


class TendererInParties(InParties, frozen=True, kw_only=True):
    id = "reference.tenderer_in_parties"
    title = marked("Tenderer is one of the parties")
    role = TENDERER


class SupplierInParties(InParties, frozen=True, kw_only=True):
    id = "reference.supplier_in_parties"
    title = marked("Supplier is one of the parties")
    role = SUPPLIER


class PayerInParties(InParties, frozen=True, kw_only=True):
    id = "reference.payer_in_parties"
    title = marked("Payer is one of the parties")
    role = PAYER


class PayeeInParties(InParties, frozen=True, kw_only=True):
    id = "reference.payee_in_parties"
    title = marked("Payee is one of the parties")
    role = PAYEE
