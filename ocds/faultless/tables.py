"""A strict schema as tables of numbers, along which texts are walked.

Where a schema says what the tables cannot, no value passes: such documents are left to the schema itself.
"""

import json
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ocds.machine.compiled import COLUMNS, Numbers
from ocds.machine.words import REST, Words, hashed
from ocds.standard.definitions import Schema
from ocds.validation.lint import OCID
from ocds.validation.strictness import LINE, PLACEHOLDER, TEXT

BOOLEAN, INTEGER, NUMBER, STRING, ARRAY, OBJECT = (1 << bit for bit in range(6))
"""Types of values; a node allows some of them."""
FREE, CODE, DATE_TIME, URI, EMAIL, ID_OF_PROCESS = range(6)
"""Forms of texts."""
TYPES, FORM, ITEM, DISTINCT, REQUIRED, GIVEN, NEEDED = range(7)
"""Columns of nodes. `ITEM` is the node of an array's items, `DISTINCT` says how these are distinct; `REQUIRED` are the
bits of members that an object must have, `NEEDED` those it must have where it has `GIVEN`."""
BY_ID, BY_CODE, ALONE = 1, 2, 3
"""Items are distinct by their ids, by being other codes, or (nobody compares them) by there being only one."""
CHILD, BIT, IS_ID, SAID = range(REST, REST + 4)
"""Columns of words (keys of objects, codes of texts), which belong to nodes: the node of the member and its bit,
whether it is the id, and the number under which its place is told."""
TOLD = (("ocid",), ("id",), ("date",), ("tag",), ("buyer", "name"))
"""The members of a release whose places are told."""
_NAMES = {"boolean": BOOLEAN, "integer": INTEGER, "number": NUMBER | INTEGER, "string": STRING, "array": ARRAY}
_NAMES |= {"object": OBJECT}
_FORMS = {
    ("", TEXT): FREE,
    ("", OCID): ID_OF_PROCESS,
    ("date-time", LINE): DATE_TIME,
    ("uri", LINE): URI,
    ("email", LINE): EMAIL,
}
_KNOWN = {
    *("$schema", "$ref", "additionalProperties", "allOf", "definitions", "dependencies", "enum", "exclusiveMinimum"),
    *("format", "items", "maximum", "minItems", "minLength", "minProperties", "minimum", "not", "pattern"),
    *("patternProperties", "properties", "required", "type", "uniqueItems"),
}
"""Keywords that are heeded; translated fields (`patternProperties`) by letting none pass."""
_SILENT = {"codelist", "openCodelist", "deprecated", "versionId", "wholeListMerge", "omitWhenMerged"}
"""Keywords that ask for nothing."""
_MOST_MEMBERS = 62


class Tables(NamedTuple):
    """The tables: nodes, the bounds of their numbers, and words."""

    nodes: Numbers
    bounds: npt.NDArray[np.float64]
    words: Words


class _Unknown(Exception):  # noqa: N818 (no error: such values do not pass)
    """The tables cannot say this."""


def tables(schema: Schema) -> Tables:
    """Give the tables of a strict schema (see `ocds.validation.strictness`) of releases."""
    return _Maker(schema).tables()


class _Maker:
    """Numbers the nodes of a schema; the same schema is the same node wherever it stands."""

    def __init__(self, schema: Schema) -> None:
        self._definitions: dict[str, Schema] = schema["definitions"]
        self._nodes: list[list[int]] = []
        self._bounds: list[tuple[float, float]] = []
        self._words: list[tuple[int, str, tuple[int, ...]]] = []
        self._known: dict[str, int] = {}
        self._node(schema, ())

    def _node(self, schema: Schema, path: tuple[str, ...] | None = None) -> int:
        """The number of the node of a schema; `path` leads to members whose places may be told."""
        key = json.dumps([schema, path], sort_keys=True)
        if key not in self._known:
            self._known[key] = node = len(self._nodes)
            self._nodes.append([0] * COLUMNS)
            self._bounds.append((-np.inf, np.inf))
            try:
                self._fill(node, self._flat(schema), path)
            except _Unknown:  # a node without types: no value passes it
                self._nodes[node] = [0] * COLUMNS
        return self._known[key]

    def _flat(self, schema: Schema) -> Schema:
        """A schema with what it refers to, and all that must hold at once, in one."""
        if "$ref" in schema:
            return self._flat(self._definitions[schema["$ref"].rpartition("/")[2]])
        whole: Schema = {}
        rest = {keyword: value for keyword, value in schema.items() if keyword != "allOf"}
        for part in (rest, *map(self._flat, schema.get("allOf", ()))):
            for keyword, value in part.items():
                if keyword == "required":
                    whole[keyword] = sorted({*whole.get(keyword, ()), *value})
                elif keyword not in _SILENT and whole.setdefault(keyword, value) != value:
                    raise _Unknown
        if whole.keys() - _KNOWN:
            raise _Unknown
        return whole

    def _fill(self, node: int, schema: Schema, path: tuple[str, ...] | None) -> None:
        if "not" in schema and (schema["not"] != PLACEHOLDER or schema.get("format") != "date-time"):
            raise _Unknown
        if any(schema.get(least, 0) > 1 for least in ("minItems", "minLength", "minProperties")):
            raise _Unknown
        told, types = self._nodes[node], schema.get("type", [])
        for name in [types] if isinstance(types, str) else types:
            if name != "null":
                told[TYPES] |= _NAMES[name]
        if told[TYPES] & STRING and told[TYPES] & OBJECT:  # its codes would stand among the keys of its members
            raise _Unknown
        if told[TYPES] & INTEGER:
            self._bounds[node] = _bounds(schema)
        if told[TYPES] & STRING:
            told[FORM] = self._form(node, schema)
        if told[TYPES] & ARRAY:
            self._fill_array(told, schema)
        if told[TYPES] & OBJECT:
            self._fill_object(node, schema, path)

    def _form(self, node: int, schema: Schema) -> int:
        if "enum" not in schema:
            form = _FORMS.get((schema.get("format", ""), schema.get("pattern", "")))
            if form is None:
                raise _Unknown
            return form
        self._words += [(node, code, (0, 0, 0, -1)) for code in schema["enum"] if isinstance(code, str)]
        return CODE

    def _fill_array(self, told: list[int], schema: Schema) -> None:
        item = self._flat(schema["items"]) if "items" in schema else {}
        told[ITEM] = self._node(item)
        if "id" in item.get("properties", {}):
            told[DISTINCT] = BY_ID
        elif schema.get("uniqueItems"):
            told[DISTINCT] = BY_CODE if "enum" in item else ALONE

    def _fill_object(self, node: int, schema: Schema, path: tuple[str, ...] | None) -> None:
        members, needs = schema.get("properties", {}), schema.get("dependencies", {})
        required = {*schema.get("required", ())}
        if schema.get("additionalProperties") is not False or len(members) > _MOST_MEMBERS:
            raise _Unknown
        if len(needs) > 1 or not required.union(*needs.values()) <= members.keys():
            raise _Unknown
        bits = {}
        for bit, (name, stated) in enumerate(members.items()):
            bits[name] = 1 << bit
            way = None if path is None else (*path, name)
            leads = way is not None and any(told[: len(way)] == way for told in TOLD)
            child = self._node(stated, way if leads else None)
            said = TOLD.index(way) if way in TOLD else -1
            self._words.append((node, name, (child, bit, name == "id", said)))
        told = self._nodes[node]
        told[REQUIRED] = sum(bits[name] for name in required)
        for given, needed in needs.items():
            told[GIVEN], told[NEEDED] = bits[given], sum(bits[name] for name in needed)

    def tables(self) -> Tables:
        """Give what was made."""
        nodes, bounds = np.array(self._nodes, np.int64), np.array(self._bounds)
        return Tables(nodes.ravel(), bounds.ravel(), hashed(self._words))


def _bounds(schema: Schema) -> tuple[float, float]:
    """The least and the greatest number, themselves included."""
    least, most = schema.get("minimum", -np.inf), schema.get("maximum", np.inf)
    return (np.nextafter(least, np.inf) if schema.get("exclusiveMinimum") else least), most
