"""References to organizations: the places in a release that name one by its id, and the parties that they name."""

from typing import NamedTuple

import polars as pl

from checks.quality.check import Tables, shared
from ocds.tables.columns import column, positions


class Role(NamedTuple):
    """A kind of reference: `code` as in `roles` of a party, and the columns of a table that hold the references."""

    code: str
    table: str
    id: str = "id"
    name: str = "name"
    branch: int = 0

    @property
    def path(self) -> str:
        """Where the references stand: a JSON Pointer in which `{award}` stands for a position."""
        return column(self.table, self.id).paths[self.branch].removesuffix("/id")


BUYER = Role("buyer", "process", "buyer_id", "buyer_name")
PROCURING_ENTITY = Role("procuringEntity", "process", "procuring_entity_id", "procuring_entity_name")
TENDERER = Role("tenderer", "bidder", branch=1)
SUPPLIER = Role("supplier", "award_supplier")
PAYER = Role("payer", "transaction", "payer_id", "payer_name")
PAYEE = Role("payee", "transaction", "payee_id", "payee_name")


_ROLES = (BUYER, PROCURING_ENTITY, TENDERER, SUPPLIER, PAYER, PAYEE)
_CODES = pl.Enum([role.code for role in _ROLES])


def referred(tables: Tables, role: Role) -> pl.LazyFrame:
    """The references of a kind, with the columns of the party that each stands for; null where it is not one.

    Columns: `process`, `id` and `name` as the reference has them, the positions of its path; `party` (position),
    `party_name` and `roles`; and `first`, the row in `parties` of the first party with that id. An object without an
    id and a name that stands in no array is not seen: tables cannot tell it from an absent one.
    """
    return _references(tables).filter(role=pl.lit(role.code, _CODES))


@shared
def parties(tables: Tables) -> pl.LazyFrame:
    """The parties with an id.

    Columns: `process`, `id`, `party` (position), `party_name`, `roles`, `row`, `first` (the first row with the same
    id in the same process) and `alone` (whether there is no other).
    """
    known = tables.scan("party").filter(pl.col("id").is_not_null()).with_row_index("row")
    known = known.select("process", "id", "party", "roles", "row", party_name="name")
    first = pl.col("row").min().over("process", "id")
    return known.with_columns(first=first).with_columns(alone=pl.col("first").is_unique())


@shared
def _references(tables: Tables) -> pl.LazyFrame:
    """The references of all kinds, joined with the parties at once: a join for each kind costs several times more."""
    named = pl.concat((_named(tables, role) for role in _ROLES), how="diagonal", rechunk=True)
    known = parties(tables).filter(pl.col("row") == pl.col("first")).drop("row")
    found = named.join(known, on=["process", "id"], how="left", maintain_order="left", nulls_equal=False)
    return found.with_columns(pl.when("alone").then(name).alias(name) for name in ("party", "party_name", "roles"))


def _named(tables: Tables, role: Role) -> pl.LazyFrame:
    frame = tables.scan(role.table)
    if role.table == "bidder":
        frame = frame.filter(pl.col("branch") == role.branch)
    code = pl.lit(role.code, _CODES).alias("role")
    found = frame.select("process", *positions(role.path), code, id=role.id, name=role.name)
    return found if role.id == "id" else found.filter(pl.any_horizontal(pl.col("id", "name").is_not_null()))
