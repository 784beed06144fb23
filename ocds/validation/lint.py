"""What a release may hold but should not: fields without a place or a value, unlisted codes, repeated ids.

Most releases have nothing of the kind: a schema that says the same (`lint_schema`), joined with that of the structure,
tells so at once, and only the others are walked along the plan, which finds every place.
"""

import re
from contextlib import suppress
from typing import Any, NamedTuple

from ocds.reading.strict import escape
from ocds.standard.definitions import Schema
from ocds.validation.plan import Codes, Field, Node, identity_of

OCID = r"^ocds-[a-z0-9]{6}."
"""What an ocid begins with: a prefix and something after it."""
_OCID = re.compile(OCID)
_LINK: Schema = {"required": ["url"], "not": {"required": ["id"]}}
_EMPTY: tuple[Any, ...] = (None, "", [], {})
# What Python takes for white space, and JSON Schema does not; and signs that damaged texts are full of.
_LINE: Schema = {"pattern": r"^[^\s\x1c-\x1f\x85]"}
_TEXT: Schema = {"pattern": r"^[^\s\x1c-\x1f\x85&<\ufffd](?:[^&<\ufffdÃâ]|& |[Ãâ][A-Za-z ,.])*$"}
_TAGS = "p|br|div|span|strong|em|ul|ol|li|font|table|tr|td|b|i|u|a"
_DAMAGE = re.compile(
    r"\ufffd|Ã[\u0080-\u00bf]|â\u20ac|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]{2,8});"
    rf"|</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
)
"""Characters lost, UTF-8 read as Latin-1, and HTML where plain text belongs."""
_TRANSLATION = {"type": ["string", "null"]}
_MONEY = {"amount": ["currency"]}
_ANY = "anything"
_OPENLY: Schema = {"$ref": f"#/definitions/{_ANY}"}
_ANYWHERE: Schema = {
    "type": ["string", "number", "boolean", "array", "object"],
    **_TEXT,
    "minItems": 1,
    "minProperties": 1,
    "items": {"allOf": [_OPENLY, {"properties": {"id": {"not": {}}}}]},
    "additionalProperties": _OPENLY,
}
"""Where the schema says nothing, something stands; and no ids, which may be repeated."""
PLACEHOLDERS = ("0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31")
"""Dates that systems write where nobody entered one."""


class Finding(NamedTuple):
    """One thing found in a document: JSON Pointer within it, rule, value, and what the sentence of the rule needs."""

    pointer: str
    rule: str
    value: Any
    detail: str = ""


def lint_schema(schema: Schema, codes: Codes) -> Schema:
    """Give the schema of documents in which `lint` finds nothing, repeated ids aside.

    It may refuse others, which are then walked in vain: texts that begin with white space, values of a wrong type.
    """
    definitions = schema.get("definitions", {})
    held = {
        n: _OPENLY if n.startswith("Versioned") else _object(d, definitions, codes) for n, d in definitions.items()
    }
    whole = {"definitions": held | {_ANY: _ANYWHERE}}
    return {"$schema": schema["$schema"], **_object(schema, definitions, codes), **whole}


def strict_schema(schema: Schema, codes: Codes) -> Schema:
    """Give the schema of documents with which nothing is wrong, repeated ids aside: structure and lint in one."""
    return _joined(_untranslated(schema), lint_schema(schema, codes))


def _joined(structure: Schema, lint: Schema) -> Schema:
    """What holds both of a value; where they speak of the same, lint asks for more."""
    if "$ref" in lint:
        return {"allOf": [structure, lint]} if structure else lint
    joined = dict(structure)
    for keyword, value in lint.items():
        if keyword in {"properties", "definitions"}:
            stated = structure.get(keyword, {})
            joined[keyword] = {name: _joined(stated.get(name, {}), each) for name, each in value.items()}
        elif keyword == "items" and isinstance(structure.get("items"), dict):
            joined["items"] = _joined(structure["items"], value)
        elif keyword in {"pattern", "not"} and keyword in structure:
            joined["allOf"] = [*joined.get("allOf", []), {keyword: value}]
        else:
            joined[keyword] = value
    if "allOf" in lint:  # it has the reference, and what stands beside one does not count
        joined.pop("$ref", None)
    return joined


def _untranslated(node: Any) -> Any:
    """A schema without what it says of translated fields, which lint says too: patterns meet every name, and are slow.

    Versioned objects keep it, for they are not looked into otherwise.
    """
    if isinstance(node, list):
        return [_untranslated(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value if key.startswith("Versioned") else _untranslated(value)
        for key, value in node.items()
        if key != "patternProperties" or any(each != _TRANSLATION for each in value.values())
    }


def _object(schema: Schema, definitions: Schema, codes: Codes) -> Schema:
    if "properties" not in schema:
        return _OPENLY
    properties = {name: _property(name, stated, definitions, codes) for name, stated in schema["properties"].items()}
    translated: Schema = {form: _filled({"type": "string"}) for form in schema.get("patternProperties", {})}
    stated: Schema = {"properties": properties, "patternProperties": translated, "additionalProperties": False}
    return stated | {"dependencies": _MONEY} if {"amount", "currency"} <= properties.keys() else stated


def _property(name: str, stated: Schema, definitions: Schema, codes: Codes) -> Schema:
    inner = stated["oneOf"][-1] if "oneOf" in stated else stated
    here = _filled(inner)
    if stated.get("deprecated"):
        here["not"] = {}
    elif stated.get("format") == "date-time":
        here["not"] = {"pattern": f"^({'|'.join(PLACEHOLDERS)})"}
    if name == "ocid":
        here["pattern"] = OCID
    allowed = codes(stated["codelist"].removesuffix(".csv")) if stated.get("openCodelist") else None
    if "items" in inner:
        item = _item(inner["items"], allowed, definitions, codes)
        here |= {"items": {"anyOf": [_LINK, item]} if "oneOf" in stated else item}
    elif allowed is not None:
        here |= _listed(allowed)
    return _with(stated, here, definitions, codes)


def _item(item: Schema, allowed: frozenset[str] | None, definitions: Schema, codes: Codes) -> Schema:
    here = _filled(item) | ({} if allowed is None else _listed(allowed))
    named = definitions.get(item.get("$ref", "").rpartition("/")[2], item)
    if "id" in named.get("properties", {}):
        here["required"] = ["id"]
    return _with(item, here, definitions, codes)


def _filled(stated: Schema) -> Schema:
    """What a value that holds something fits."""
    types = stated.get("type", "object")
    kinds = [kind for kind in ([types] if isinstance(types, str) else types) if kind != "null"]
    filled: Schema = {"type": kinds}
    text = _LINE if stated.get("format") else _TEXT
    for kind, bound in (("string", text), ("array", {"minItems": 1}), ("object", {"minProperties": 1})):
        if kind in kinds:
            filled |= bound
    return filled


def _listed(codes: frozenset[str]) -> Schema:
    """What is no text is told by the structure."""
    return {"anyOf": [{"enum": sorted(codes)}, {"not": {"type": "string"}}]}


def _with(stated: Schema, here: Schema, definitions: Schema, codes: Codes) -> Schema:
    if "$ref" in stated:
        return {"allOf": [{"$ref": stated["$ref"]}, here]}
    if "properties" in stated:
        return here | _object(stated, definitions, codes)
    is_open = "items" not in here and {"array", "object"} & {*here["type"]}
    return {"allOf": [_OPENLY, here]} if is_open else here


class _EnoughError(Exception):
    """As much is found as was asked for."""


class _AtMost(list[Finding]):
    """Findings, as many as are wanted."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def append(self, finding: Finding) -> None:
        if len(self) == self._most:
            raise _EnoughError
        super().append(finding)


def lint(value: dict[str, Any], node: Node, most: int | None = None) -> list[Finding]:
    """Everything found in a document, in the order of its fields; at most so much."""
    found: list[Finding] = [] if most is None else _AtMost(most)
    with suppress(_EnoughError):
        _members(value, node, "", found)
    return found


def _members(value: dict[str, Any], node: Node, pointer: str, found: list[Finding]) -> None:
    if node.is_money and value.get("amount") is not None and "currency" not in value:
        found.append(Finding(pointer, "missing_currency", value))
    for name, member in value.items():
        field = node.fields.get(name)
        if field is None:
            if not node.open and not (node.translated and node.translated.search(name)):
                found.append(Finding(f"{pointer}/{escape(name)}", "additional_field", member))
            field = _ANYTHING
        elif field.deprecated:
            found.append(Finding(f"{pointer}/{name}", "deprecated_field", member, field.deprecated))
        _value(member, field, pointer, name, found)


def _value(value: Any, field: Field, pointer: str, name: str | int, found: list[Finding]) -> None:
    kind = type(value)
    if kind is str:
        rule = _rule_of(value, field)
        if rule:
            found.append(Finding(f"{pointer}/{escape(str(name))}", rule, value, field.codelist))
    elif value in _EMPTY:
        found.append(Finding(f"{pointer}/{escape(str(name))}", "empty_field", value))
    elif kind is dict:
        _members(value, field.node or _OPEN, f"{pointer}/{escape(str(name))}", found)
    elif kind is list:
        _items(value, field, f"{pointer}/{escape(str(name))}", found)


def _items(items: list[Any], field: Field, pointer: str, found: list[Finding]) -> None:
    seen: dict[Any, int] = {}
    for number, item in enumerate(items):
        if type(item) is dict and item:
            if field.linkable and is_link(item):
                continue
            identity = identity_of(item, field.key or ("id",))
            if identity is None:
                if field.wants_id and "id" not in item:
                    found.append(Finding(f"{pointer}/{number}", "missing_id", item))
            elif isinstance(identity, (str, int, float, tuple)):
                first = seen.setdefault((type(identity), repr(identity)), number)
                if first != number:
                    found.append(Finding(f"{pointer}/{number}/id", "duplicate_id", item["id"], f"{pointer}/{first}"))
        _value(item, field, pointer, number, found)


def is_link(release: dict[str, Any]) -> bool:
    """Whether a release of a record is only a link to one."""
    return "url" in release and "id" not in release


def _rule_of(value: str, field: Field) -> str | None:
    if not value or value.isspace():
        return "empty_field"
    if field.codes is not None and value not in field.codes:
        return "open_codelist"
    if field.form == "ocid":
        return None if _OCID.match(value) else "ocid_prefix"
    if field.form == "date-time" and value.startswith(PLACEHOLDERS):
        return "placeholder_date"
    return "damaged_text" if not field.form and _DAMAGE.search(value) else None


_OPEN = Node()
_OPEN.open = True
_ANYTHING = Field()
