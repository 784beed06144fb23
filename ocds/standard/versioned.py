"""Versioned releases: the schema of what merging gives when every value keeps its history.

The rules are those of the standard's page on merging. A value becomes a list of the values it had, each with the
release that stated it. Objects and lists of objects with an ``id`` stay as they are, and so does that ``id``, which
tells the members of a list apart; the ``id`` of an object that stands alone is a value like any other.
"""

from collections.abc import Mapping
from typing import Any

from ocds.standard.definitions import Schema, reference

_ENTRY = "VersionedValue"


def versioned_definitions(definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Write the twin of each definition: ``VersionedX`` as a member of a list, ``VersionedXAlone`` elsewhere."""
    twins: dict[str, Schema] = {}
    for name, schema in definitions.items():
        twins[f"Versioned{name}"] = _object(schema, definitions[_ENTRY], alone=False)
        twins[f"Versioned{name}Alone"] = _object(schema, definitions[_ENTRY], alone=True)
    return twins


def _object(schema: Schema, entry: Schema, *, alone: bool) -> Schema:
    properties: Schema = {}
    for name, value in schema.get("properties", {}).items():
        # The ocid is what the releases have in common: the 1.0 schema says to omit it, but no version does.
        if value.get("omitWhenMerged") and name != "ocid":
            continue
        identifies = name == "ocid" or (name == "id" and not alone and not value.get("versionId"))
        properties[name] = value if identifies else _property(value, entry)
    kept: Schema = {"properties": properties}
    if required := [name for name in schema.get("required", ()) if name in properties]:
        kept["required"] = required
    return {keyword: value for keyword, value in schema.items() if keyword != "required"} | kept


def _property(value: Schema, entry: Schema) -> Schema:
    if "$ref" in value:
        # A deprecated field that stands alone was superseded by a list, and shares the definition of its members.
        return value | {"$ref": _twin(value["$ref"], alone="deprecated" not in value)}
    items: Any = value.get("items", {})
    if value.get("wholeListMerge") or not isinstance(items, dict):
        return _history(value, entry)
    if "$ref" in items:
        return value | {"items": {"$ref": _twin(items["$ref"], alone=False)}}
    if items.get("type") == "object":
        return value
    if "properties" in value:
        return _object(value, entry, alone=True)
    return _history(value, entry)


def _twin(target: str, *, alone: bool) -> str:
    name = target.rpartition("/")[2]
    return reference(f"Versioned{name}Alone" if alone else f"Versioned{name}")


def _history(value: Schema, entry: Schema) -> Schema:
    return {"type": "array", "items": entry | {"properties": entry["properties"] | {"value": value}}}
