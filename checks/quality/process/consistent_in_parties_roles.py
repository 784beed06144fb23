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


class InPartiesRoles(ProcessCheck, frozen=True, kw_only=True):
    """An organization that acts in a role has that role among the parties, too.

    ## Why

    Many tools find buyers, bidders and suppliers by the `roles` of the parties alone. An organization whose role is
    missing there is left out of their counts.

    ## Method

    Each reference passes whose party, the one with its `id`, has the code of the place in its `roles`: a supplier of
    an award needs `supplier`. A party without roles does not pass.

    ## Does not apply

    To references without an id, or whose id is not that of exactly one party: other checks tell those.

    ## Example

    The award names the supplier `QY-RUC-20`, whose roles among the parties are `tenderer` alone.
    """

    says = marked("The party that %(pointer)s refers to does not have this role; it has: %(value)s.")
    cure = marked("Add the role to the roles of the party.")
    lacking = marked("No organization is named in this place by the id of exactly one party.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: role in parties",
        "OCDS 1.1, codelist partyRole",
    )

    role: ClassVar[Role]

    def applications(self, tables: Tables) -> pl.LazyFrame:
        known = referred(tables, self.role).filter(pl.col("party").is_not_null())
        found = known.with_columns(ok=pl.col("roles").list.contains(self.role.code).fill_null(value=False))
        return found.select("process", "ok", pointed(self.role.path), shown(pl.col("roles").list.join(", ")))


class BuyerInPartiesRoles(InPartiesRoles, frozen=True, kw_only=True):
    id = "consistent.buyer_in_parties_roles"
    title = marked("Buyer has its role")
    role = BUYER


class ProcuringEntityInPartiesRoles(InPartiesRoles, frozen=True, kw_only=True):
    id = "consistent.procuring_entity_in_parties_roles"
    title = marked("Procuring entity has its role")
    role = PROCURING_ENTITY


class TendererInPartiesRoles(InPartiesRoles, frozen=True, kw_only=True):
    id = "consistent.tenderer_in_parties_roles"
    title = marked("Tenderer has its role")
    role = TENDERER


class SupplierInPartiesRoles(InPartiesRoles, frozen=True, kw_only=True):
    id = "consistent.supplier_in_parties_roles"
    title = marked("Supplier has its role")
    role = SUPPLIER


class PayerInPartiesRoles(InPartiesRoles, frozen=True, kw_only=True):
    id = "consistent.payer_in_parties_roles"
    title = marked("Payer has its role")
    role = PAYER


class PayeeInPartiesRoles(InPartiesRoles, frozen=True, kw_only=True):
    id = "consistent.payee_in_parties_roles"
    title = marked("Payee has its role")
    role = PAYEE
