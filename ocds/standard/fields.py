"""The fields of each object of OCDS and OC4IDS: typed rows of the fact tables, with extensions merged in."""

from collections.abc import Collection
from functools import cache
from typing import Literal, TypeAlias, cast, get_args

import msgspec

from ocds.standard.exceptions import UnknownVersionError
from ocds.standard.extensions import with_requirements
from ocds.standard.tables import Row, rows

Version: TypeAlias = Literal["1.0", "1.1"]
Base: TypeAlias = Version | Literal["oc4ids"]
"""A table that stands on its own: a version of OCDS, or OC4IDS, which has one version and no extensions."""
Merge: TypeAlias = Literal["omitWhenMerged", "wholeListMerge", "versionId"]

# In an extension's table an empty cell leaves the field as it was; this word takes the fact away (RFC 7396).
_REMOVED = "null"


class Field(msgspec.Struct, frozen=True):
    """What the standard states of one field of one object.

    ``definition`` is the object (``Tender``; an object written inside another is ``Item.unit``) and ``field`` the
    field's name, empty in the row that speaks of the object itself. ``types`` are JSON types, ``items`` those of an
    array's members, ``ref`` the object a value or member is (two: one or the other). ``minimum`` and ``maximum`` bound
    a number, the length of a text or array, or the number of an object's properties; ``exclusive`` says that the
    minimum itself is refused, and ``item_minimum`` bounds an array's members from below. ``closed`` tells whether the
    codelist is closed (None without a codelist), ``language`` whether the name may carry a language suffix
    (``title_es``), ``deprecated`` since which version not to use it, ``merge`` how releases merge it, ``origin`` the
    version or extension whose table added it.
    """

    definition: str
    field: str
    origin: str
    types: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    format: str | None = None
    pattern: str | None = None
    minimum: int | None = None
    exclusive: bool = False
    maximum: int | None = None
    required: bool = False
    unique: bool = False
    item_minimum: int | None = None
    codelist: str | None = None
    closed: bool | None = None
    language: bool = False
    deprecated: str | None = None
    merge: Merge | None = None


def fields(version: Version, extensions: Collection[str] = ()) -> tuple[Field, ...]:
    """Give the fields of OCDS ``version`` with ``extensions`` (and those they require) merged in.

    Their order is that of the tables. Raises ``UnknownVersionError`` and ``UnknownExtensionError``.
    """
    return fields_of(supported(version), with_requirements(extensions))


def supported(version: str) -> Version:
    """Return ``version`` when there is a table for it; raises ``UnknownVersionError``."""
    for known in get_args(Version):
        if version == known:
            return cast("Version", known)
    raise UnknownVersionError(version, get_args(Version))


@cache
def fields_of(base: Base, extensions: tuple[str, ...]) -> tuple[Field, ...]:
    """Give the same for ``extensions`` as ``with_requirements`` gives them."""
    merged: dict[tuple[str, str], Row] = {}
    for origin in (base, *extensions):
        for row in rows(f"fields-{origin}.csv"):
            stated = {column: cell for column, cell in row.items() if cell}
            key = (row["definition"], row["field"])
            merged[key] = merged.get(key, {"origin": origin}) | stated
    return tuple(_field(row) for row in merged.values())


def _field(row: Row) -> Field:
    stated = {column: cell for column, cell in row.items() if cell != _REMOVED}
    minimum = stated.get("min", "")
    return Field(
        definition=row["definition"],
        field=row.get("field", ""),
        origin=row["origin"],
        types=_names(stated, "types"),
        items=_names(stated, "items"),
        ref=_names(stated, "ref"),
        format=stated.get("format"),
        pattern=stated.get("pattern"),
        minimum=int(minimum.removeprefix(">")) if minimum else None,
        exclusive=minimum.startswith(">"),
        maximum=int(stated["max"]) if "max" in stated else None,
        required="required" in stated,
        unique="unique" in stated,
        item_minimum=int(stated["item_min"]) if "item_min" in stated else None,
        codelist=stated.get("codelist"),
        closed=stated["closed"] == "yes" if "closed" in stated else None,
        language="language" in stated,
        deprecated=stated.get("deprecated"),
        merge=msgspec.convert(stated.get("merge"), Merge | None),
    )


def _names(row: Row, column: str) -> tuple[str, ...]:
    return tuple(row[column].split("|")) if column in row else ()
