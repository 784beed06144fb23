"""Every path of a release, from the fact tables of the standard, with what stands there.

A path names fields without array positions: `tender/items/classification/scheme`.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import NamedTuple

from ocds.fields.tables import rows
from ocds.standard.extensions import with_requirements
from ocds.standard.fields import Field, Version, fields_of, supported

PAST = frozenset({"date", "dateMet", "dateModified", "datePublished", "dateSigned"})
"""Fields whose dates tell what has happened, and so cannot lie ahead."""
_SECTIONS = {
    "planning": "planning",
    "tender": "tender",
    "awards": "award",
    "contracts": "contract",
    "contracts/implementation": "implementation",
}


class Path(NamedTuple):
    """One place of a release where the standard, or an extension, has a field.

    `origin` is the version of the standard, or the extension, that brought it there. `kind` is what the value tells
    (`date`, `past_date`, `email`, `telephone`, `language`, `identifier_scheme`, `document_type`, `document_format`,
    `document_description`, `number`, `ocid`), None where no check of fields asks. `objects` tells that objects stand
    there, alone or in an array.
    """

    path: str
    field: Field
    origin: str
    kind: str | None
    objects: bool

    @property
    def section(self) -> str | None:
        """The stage of the contracting process that the path belongs to, in the words of the documentType codelist."""
        stages = [stage for place, stage in _SECTIONS.items() if f"{self.path}/".startswith(f"{place}/")]
        return stages[-1] if stages else None


def paths(version: Version, extensions: Collection[str] = ()) -> tuple[Path, ...]:
    """Every path of a release of `version` with `extensions` and those they require, parents before their members.

    An object that stands within itself is not entered again. Raises `UnknownVersionError` and
    `UnknownExtensionError`.
    """
    return _paths(supported(version), with_requirements(extensions))


@cache
def _paths(version: Version, extensions: tuple[str, ...]) -> tuple[Path, ...]:
    named = sorted((row for row in fields_of(version, extensions) if row.field), key=lambda row: row.definition)
    tables = {definition: tuple(group) for definition, group in groupby(named, key=lambda row: row.definition)}
    return tuple(_below("Release", "", version, (), tables))


def _below(
    definition: str, place: str, origin: str, above: tuple[Field, ...], tables: Mapping[str, tuple[Field, ...]]
) -> Iterator[Path]:
    for field in tables.get(definition, ()):
        path = f"{place}/{field.field}" if place else field.field
        written_inside = f"{definition}.{field.field}"
        target = written_inside if written_inside in tables else next(iter(field.ref), None)
        # What an extension puts somewhere brings the standard's own fields with it.
        brought = field.origin if field.origin not in {"1.0", "1.1"} else origin
        yield Path(path, field, brought, _kind(field, above), objects=target is not None)
        if target and all(target != each.definition for each in (*above, field)):
            yield from _below(target, path, brought, (*above, field), tables)


def _kind(field: Field, above: tuple[Field, ...]) -> str | None:
    if field.format == "date-time":
        return "past_date" if field.field in PAST else "date"
    parent = f"{above[-1].definition}.{above[-1].field}" if above else ""
    named = _kinds()
    return named.get((field.definition, field.field, "")) or named.get((field.definition, field.field, parent))


@cache
def _kinds() -> dict[tuple[str, str, str], str]:
    return {(row["definition"], row["field"], row["parent"]): row["kind"] for row in rows("kinds.csv")}
