"""The schema of documents with which nothing is wrong: structure and lint in one, for the quick verdict on most."""

from typing import Any

from ocds.standard.definitions import Schema
from ocds.validation.lint import OCID, PLACEHOLDERS
from ocds.validation.plan import Codes

_LINK: Schema = {"required": ["url"], "not": {"required": ["id"]}}
# What Python takes for white space, and JSON Schema does not; and signs that damaged texts are full of.
LINE = r"^[^\s\x1c-\x1f\x85]"
TEXT = r"^[^\s\x1c-\x1f\x85&<\ufffd](?:[^&<\ufffdÃâ]|& |[Ãâ][A-Za-z ,.])*$"
PLACEHOLDER: Schema = {"pattern": f"^({'|'.join(PLACEHOLDERS)})"}
_OBJECT: Schema = {"type": ["object"], "minProperties": 1}
_TRANSLATION = {"type": ["string", "null"]}
_MONEY = {"amount": ["currency"]}
_ANY = "anything"
_OPENLY: Schema = {"$ref": f"#/definitions/{_ANY}"}
_ANYWHERE: Schema = {
    "type": ["string", "number", "boolean", "array", "object"],
    "pattern": TEXT,
    "minItems": 1,
    "minProperties": 1,
    "items": {"allOf": [_OPENLY, {"properties": {"id": {"not": {}}}}]},
    "additionalProperties": _OPENLY,
}
"""Where the schema says nothing, something stands; and no ids, which may be repeated."""


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
        return {"allOf": [structure, lint]} if structure and structure.get("$ref") != lint["$ref"] else lint
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
    if "enum" in joined:  # no code is a damaged text
        joined.pop("pattern", None)
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
    stated: Schema = {
        **_OBJECT,
        "properties": properties,
        "patternProperties": translated,
        "additionalProperties": False,
    }
    return stated | {"dependencies": _MONEY} if {"amount", "currency"} <= properties.keys() else stated


def _property(name: str, stated: Schema, definitions: Schema, codes: Codes) -> Schema:
    inner = stated["oneOf"][-1] if "oneOf" in stated else stated
    here = _filled(inner)
    if stated.get("deprecated"):
        here["not"] = {}
    elif stated.get("format") == "date-time":
        here["not"] = PLACEHOLDER
    if name == "ocid":
        here["pattern"] = OCID
    allowed = codes(stated["codelist"].removesuffix(".csv")) if stated.get("openCodelist") else None
    if "items" in inner:
        item = _item(inner["items"], allowed, definitions, codes)
        here |= {"items": {"anyOf": [_LINK, item]} if "oneOf" in stated else item}
        if "id" in _named(inner["items"], definitions).get("properties", {}):
            here["uniqueItems"] = False  # where no id is repeated no item is, and comparing whole items is slow
    elif allowed is not None:
        here |= _listed(allowed, here["type"])
    return _with(stated, here, definitions, codes)


def _item(item: Schema, allowed: frozenset[str] | None, definitions: Schema, codes: Codes) -> Schema:
    here = _filled(item)
    if allowed is not None:
        here |= _listed(allowed, here["type"])
    if "id" in _named(item, definitions).get("properties", {}):
        here["required"] = ["id"]
    return _with(item, here, definitions, codes)


def _named(stated: Schema, definitions: Schema) -> Schema:
    """The definition that a schema refers to, or itself."""
    named: Schema = definitions.get(stated.get("$ref", "").rpartition("/")[2], stated)
    return named


def _filled(stated: Schema) -> Schema:
    """What a value that holds something fits."""
    types = stated.get("type", "object")
    kinds = [kind for kind in ([types] if isinstance(types, str) else types) if kind != "null"]
    filled: Schema = {"type": kinds}
    text = {"pattern": LINE if stated.get("format") else TEXT}
    for kind, bound in (("string", text), ("array", {"minItems": 1}), ("object", {"minProperties": 1})):
        if kind in kinds:
            filled |= bound
    return filled


def _listed(codes: frozenset[str], kinds: list[str]) -> Schema:
    """What is no text is told by the structure."""
    if kinds == ["string"]:
        return {"enum": sorted(codes)}
    return {"anyOf": [{"enum": sorted(codes)}, {"not": {"type": "string"}}]}


def _with(stated: Schema, here: Schema, definitions: Schema, codes: Codes) -> Schema:
    if "$ref" in stated:
        named = {"$ref": stated["$ref"]}
        return named if _says(_named(stated, definitions), here) else {"allOf": [named, here]}
    if "properties" in stated:
        return here | _object(stated, definitions, codes)
    is_open = "items" not in here and {"array", "object"} & {*here["type"]}
    return {"allOf": [_OPENLY, here]} if is_open else here


def _says(definition: Schema, here: Schema) -> bool:
    """Whether the definition of an object asks for all of this anyway."""
    rest = {keyword: value for keyword, value in here.items() if keyword != "required"}
    required = {*here.get("required", ())} <= {*definition.get("required", ())}
    return "properties" in definition and required and rest == _OBJECT
