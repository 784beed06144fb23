"""References to organizations: the places in a release that name one by its id, and the parties that they name."""

from typing import NamedTuple

import polars as pl

from checks.quality.check import Scan
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


def references_of(scan: Scan, role: Role) -> pl.LazyFrame:
    """The references of a kind.

    Columns: `process`, `id` and `name` as the reference has them, and the positions of its path. An object without an
    id and a name that stands in no array is not seen: tables cannot tell it from an absent one.
    """
    frame = scan(role.table)
    if role.table == "bidder":
        frame = frame.filter(pl.col("branch") == role.branch)
    found = frame.select("process", *positions(role.path), id=role.id, name=role.name)
    return found if role.id == "id" else found.filter(pl.any_horizontal(pl.col("id", "name").is_not_null()))


def parties(scan: Scan) -> pl.LazyFrame:
    """The parties that an id stands for without doubt: no other party of the process has it.

    Columns: `process`, `id`, `party` (position), `party_name`, `roles`.
    """
    known = scan("party").filter(pl.col("id").is_not_null())
    known = known.select("process", "id", "party", "roles", party_name="name")
    return known.filter(pl.len().over("process", "id") == 1)


def referred(scan: Scan, role: Role) -> pl.LazyFrame:
    """The references of a kind, with the columns of the party that each stands for; null where it is not one."""
    return references_of(scan, role).join(
        parties(scan), on=["process", "id"], how="left", maintain_order="left", nulls_equal=False
    )
