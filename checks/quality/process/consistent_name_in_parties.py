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


class NameInParties(ProcessCheck, frozen=True, kw_only=True):
    """Where an organization is named, its name is the one that it has among the parties.

    ## Why

    Two names under one id are a slip of the pen at best. At worst the id is that of another organization, and what
    is found about one firm is told of the other.

    ## Method

    Each reference passes whose `name` equals, to the letter, the `name` of the party with its `id`.

    ## Does not apply

    To references without id or name, whose id is not that of exactly one party, or whose party has no name: other
    checks tell those. A name that is missing contradicts nothing.

    ## Innocent explanations

    The name changed between two releases, or one place abbreviates what the other spells out.

    ## Example

    The award names the supplier `QY-RUC-20` *Caminos del Sur*; among the parties `QY-RUC-20` is *Caminos del Norte*.
    """

    says = marked("%(pointer)s and the party with the same id have different names: %(value)s.")
    cure = marked("Write the same name in both places, and make sure that the id is that of the organization meant.")
    lacking = marked("No organization is named in this place by a name and the id of exactly one party with a name.")
    references = ("Open Contracting Partnership, Pelican, compiled release checks: name in parties",)

    role: ClassVar[Role]

    def applications(self, tables: Tables) -> pl.LazyFrame:
        named = pl.col("party_name").is_not_null() & pl.col("name").is_not_null()
        found = referred(tables, self.role).filter(named).with_columns(ok=pl.col("name") == pl.col("party_name"))
        return found.select(
            "process", "ok", pointed(self.role.path), shown(pl.format("{} | {}", "name", "party_name"))
        )


class BuyerNameInParties(NameInParties, frozen=True, kw_only=True):
    id = "consistent.buyer_name_in_parties"
    title = marked("Buyer has one name")
    role = BUYER


class ProcuringEntityNameInParties(NameInParties, frozen=True, kw_only=True):
    id = "consistent.procuring_entity_name_in_parties"
    title = marked("Procuring entity has one name")
    role = PROCURING_ENTITY


class TendererNameInParties(NameInParties, frozen=True, kw_only=True):
    id = "consistent.tenderer_name_in_parties"
    title = marked("Tenderer has one name")
    role = TENDERER


class SupplierNameInParties(NameInParties, frozen=True, kw_only=True):
    id = "consistent.supplier_name_in_parties"
    title = marked("Supplier has one name")
    role = SUPPLIER


class PayerNameInParties(NameInParties, frozen=True, kw_only=True):
    id = "consistent.payer_name_in_parties"
    title = marked("Payer has one name")
    role = PAYER


class PayeeNameInParties(NameInParties, frozen=True, kw_only=True):
    id = "consistent.payee_name_in_parties"
    title = marked("Payee has one name")
    role = PAYEE
