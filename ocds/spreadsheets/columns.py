"""What a column holds, told by its heading: a path such as `awards/0/suppliers/0/name`.

A number stands for a member of an array. A heading that ends in `:json` has cells that hold JSON, for the values that
a plain cell cannot hold (null, empty texts and lists, texts where the standard wants numbers).
"""

from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from ocds.pointers import escape, unescape
from ocds.standard.extensions import extensions
from ocds.standard.fields import Field, fields

Path: TypeAlias = tuple[str | int, ...]

JSON = ":json"
RELEASE, PACKAGE = "Release", "ReleasePackage"
_LONGEST_NUMBER = 6


class Column(NamedTuple):
    """The path that a column fills, whether its cells hold JSON, and the field of the standard, if there is one."""

    path: Path
    json: bool = False
    field: Field | None = None


@lru_cache(maxsize=1 << 16)
def heading(path: Path, *, json: bool = False) -> str:
    """The heading of the column for a path; `/` and `~` in names are written as in JSON Pointers."""
    return "/".join(escape(str(part)) for part in path) + (JSON if json else "")


@lru_cache(maxsize=1 << 16)
def column(text: str, root: str = RELEASE) -> Column | None:
    """Read a heading; None if it is no path. Names of the standard may be written in any case.

    Where the standard has an array and the heading has no number, its first member is meant.
    """
    text = text.strip()
    json = text.endswith(JSON)
    names = text.removesuffix(JSON).split("/") if text != JSON else []
    path: list[str | int] = []
    definition: str | None = root
    field: Field | None = None
    for name in (unescape(each.strip()) for each in names):
        if not name:
            return None
        if path and isinstance(path[-1], str) and name.isascii() and name.isdecimal():
            if len(name) > _LONGEST_NUMBER:
                return None
            path.append(int(name))
            continue
        if field and "array" in field.types and field.items != ("string",) and isinstance(path[-1], str):
            path.append(0)
        field = _field(definition, name)
        path.append(field.field if field and field.field.casefold() == _plain(name) else name)
        definition = _definition(field)
    return Column(tuple(path), json, field if path and isinstance(path[-1], str) else None)


def is_of_releases(found: Column | None) -> bool:
    """Whether a column shows that a sheet has releases: `ocid`, or a path of the standard below its first level."""
    return found is not None and (found.path in {(), ("ocid",)} or (found.field is not None and len(found.path) > 1))


@cache
def _tables() -> dict[str, dict[str, Field]]:
    """The fields of each object by their name, also in small letters; all extensions that we hold included."""
    tables: dict[str, dict[str, Field]] = {}
    for field in fields("1.1", tuple(extensions())):
        named = tables.setdefault(field.definition, {})
        if field.field:
            named[field.field] = field
            named.setdefault(field.field.casefold(), field)
    return tables


def _field(definition: str | None, name: str) -> Field | None:
    named = _tables().get(definition or "", {})
    found = named.get(name) or named.get(_plain(name))
    if found or "_" not in name:
        return found
    translated = named.get(name.partition("_")[0])
    return translated if translated and translated.language else None


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def _definition(field: Field | None) -> str | None:
    if field is None:
        return None
    return field.ref[0] if field.ref else f"{field.definition}.{field.field}"
