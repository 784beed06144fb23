import polars as pl

from checks.quality.check import ProcessCheck, Tables, shared
from checks.quality.pointers import pointed
from checks.quality.references import (
    PAYEE,
    PAYER,
    PROCURING_ENTITY,
    SUPPLIER,
    TENDERER,
    Role,
    parties,
    referred,
)
from ocds.messages import marked

_KINDS = (PROCURING_ENTITY, TENDERER, SUPPLIER, PAYER, PAYEE)


class PartiesRoles(ProcessCheck, frozen=True, kw_only=True):
    """A party that has a role acts in it somewhere in the process.

    ## Why

    A supplier that no award names, or a tenderer that the tender does not name, is a role without a deed: either the
    role is wrong, or the award, the bid or the payment was left out.

    ## Method

    For each party with an `id`, each of its roles `procuringEntity`, `tenderer`, `supplier`, `payer` and `payee`
    passes where some reference of that kind has its id: `tender/procuringEntity`, `tender/tenderers`,
    `awards/suppliers`, and the payer and payee of payments.

    ## Does not apply

    Where no party has an id and one of these roles. Buyers are not looked at: one process may have several, and the
    release names one.

    ## Innocent explanations

    The publisher tells who took part before the award is decided, or keeps payments in another system.

    ## Example

    `QY-RUC-20` has the role `supplier`, but no award names it.
    """

    id = "consistent.parties_roles"
    title = marked("Parties act in their roles")
    says = marked("%(pointer)s has the role %(value)s, but is not named in it.")
    cure = marked("Name the party where it acts in the role, or take the role away.")
    lacking = marked("No party has an id and a role that could be looked up.")
    references = ("Open Contracting Partnership, Pelican, compiled release checks: parties' roles",)

    def applications(self, tables: Tables) -> pl.LazyFrame:
        found = pl.concat(_bearers(tables, kind).with_columns(value=pl.lit(kind.code)) for kind in _KINDS)
        return found.select("process", "ok", pointed("/parties/{party}"), "value")


@shared
def _bearers(tables: Tables, kind: Role) -> pl.LazyFrame:
    """The parties with a role, and whether a reference of this kind has their id."""
    bearers = parties(tables).filter(pl.col("roles").list.contains(kind.code)).select("process", "party", "first")
    named = referred(tables, kind).select("first", ok=pl.lit(value=True)).unique()
    found = bearers.join(named, on="first", how="left", maintain_order="left")
    return found.with_columns(pl.col("ok").fill_null(value=False))
