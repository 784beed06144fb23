"""One object of the standard as a JSON Schema definition."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, TypeAlias

from ocds.standard.codelists import codes
from ocds.standard.fields import Base, Field

Schema: TypeAlias = dict[str, Any]
Tables: TypeAlias = Mapping[str, tuple[Field, ...]]

_DRAFT = "http://json-schema.org/draft-04/schema#"

# The keyword that bounds a value from below, by the first of its types.
_MINIMUM = {"string": "minLength", "number": "minimum", "integer": "minimum", "array": "minItems"}

# Extensions are written for 1.1, so their fields mean its codelists even when applied to 1.0.
_BASES: dict[str, Base] = {"1.0": "1.0", "oc4ids": "oc4ids"}

# A language tag of RFC 5646 without the grandfathered ones: the suffix of a translated field, such as "es-419".
_PRIVATE = "x(-[A-Za-z0-9]{1,8})+"
_LANGUAGE = (
    "(([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"
    "(-[A-Za-z]{4})?"
    "(-([A-Za-z]{2}|[0-9]{3}))?"
    "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    "(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*"
    f"(-{_PRIVATE})?|{_PRIVATE})"
)


def object_schemas(fields: Iterable[Field], extensions: tuple[str, ...] = ()) -> dict[str, Schema]:
    """Write the schema of each object that the rows describe, by its name."""
    rows = sorted(fields, key=lambda row: row.definition)
    tables = {definition: tuple(group) for definition, group in groupby(rows, key=lambda row: row.definition)}
    return {name: object_schema(name, tables, extensions) for name in tables if "." not in name}


def document_schema(root: str, definitions: Mapping[str, Schema]) -> Schema:
    """Write the schema of the documents that are ``root``, with every definition it needs."""
    return {"$schema": _DRAFT, **definitions[root], "definitions": reachable(definitions, root)}


def object_schema(definition: str, tables: Tables, extensions: tuple[str, ...]) -> Schema:
    """Write the schema of one object, with the objects that are written inside it."""
    rows = tables.get(definition, ())
    schema: Schema = {}
    for row in rows:
        if not row.field:
            schema |= {"type": _type(row.types)} | _stated(minProperties=row.minimum)
    named = [row for row in rows if row.field]
    schema["properties"] = {row.field: _property(row, tables, extensions) for row in named}
    if required := [row.field for row in named if row.required]:
        schema["required"] = required
    if translated := [row.field for row in named if row.language]:
        text = {"type": ["string", "null"]}
        schema["patternProperties"] = {f"^({field}_{_LANGUAGE})$": text for field in translated}
    return schema


def reachable(definitions: Mapping[str, Schema], root: str) -> dict[str, Schema]:
    """Find the definitions that ``root`` refers to, near or far; one that nobody defines accepts everything."""
    found: dict[str, Schema] = {}
    pending = [definitions[root]]
    while pending:
        for name in _references(pending.pop()):
            if name not in found:
                found[name] = definitions.get(name, {})
                pending.append(found[name])
    return found


def reference(name: str) -> str:
    """Write the ``$ref`` to a definition of the same schema."""
    return f"#/definitions/{name}"


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for each in node for name in _references(each)]
    if not isinstance(node, dict):
        return []
    here = [node["$ref"].rpartition("/")[2]] if isinstance(node.get("$ref"), str) else []
    return here + [name for each in node.values() for name in _references(each)]


def _property(row: Field, tables: Tables, extensions: tuple[str, ...]) -> Schema:
    inner = f"{row.definition}.{row.field}"
    nested = object_schema(inner, tables, extensions) if inner in tables else {}
    if len(row.ref) > 1:
        return {"oneOf": [_list(row, {"$ref": reference(name)}, None) for name in row.ref]}
    target = {"$ref": reference(row.ref[0])} if row.ref else {}
    enum: list[str | None] | None = [*_allowed(row, extensions)] if row.closed else None
    if "array" in row.types:
        return _list(row, target or _item(row) | nested, enum) | _notes(row)
    if enum and "null" in row.types:
        enum.append(None)
    return target | nested | _stated(type=_type(row.types), format=row.format, enum=enum) | _bounds(row) | _notes(row)


def _list(row: Field, item: Schema, enum: list[str | None] | None) -> Schema:
    return _stated(type=_type(row.types), items=(item | _stated(enum=enum)) or None) | _bounds(row)


def _item(row: Field) -> Schema:
    return _stated(type=_type(row.items), format=row.format) | _minimum(row.items, row.item_minimum)


def _bounds(row: Field) -> Schema:
    flags = _stated(uniqueItems=row.unique or None, exclusiveMinimum=row.exclusive or None)
    return _minimum(row.types, row.minimum) | flags | _stated(maximum=row.maximum, pattern=row.pattern)


def _minimum(types: tuple[str, ...], bound: int | None) -> Schema:
    return {_MINIMUM[types[0]]: bound} if bound is not None else {}


def _notes(row: Field) -> Schema:
    """Note what the standard states beside what is validated."""
    notes: Schema = {"deprecated": {"deprecatedVersion": row.deprecated}} if row.deprecated else {}
    if row.codelist:
        notes |= {"codelist": f"{row.codelist}.csv", "openCodelist": not row.closed}
    if row.merge:
        notes[row.merge] = True
    return notes


def _allowed(row: Field, extensions: tuple[str, ...]) -> tuple[str, ...]:
    return codes(row.codelist or "", _BASES.get(row.origin, "1.1"), extensions)


def _type(types: tuple[str, ...]) -> str | list[str] | None:
    return list(types) if len(types) > 1 else next(iter(types), None)


def _stated(**keywords: Any) -> Schema:
    return {keyword: value for keyword, value in keywords.items() if value is not None}
