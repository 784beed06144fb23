"""What a document may hold but should not, told the slow way: the schema is read anew at every value."""

import re
from collections import Counter

BLANK = ("", [], {}, None)
OCID = re.compile(r"ocds-[a-z0-9]{6}.")
DEFAULTS = ("0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31")


def told(document, schema, codes):
    """Give (JSON Pointer, rule) of all that is found, as often as it is found; repeated ids aside."""
    return Counter(_object(document, schema, schema["definitions"], codes, ""))


def repeated_ids(value, pointer=""):
    """Give the pointers of ids that an item before has too, where the id alone tells items apart."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from repeated_ids(member, f"{pointer}/{name}")
    elif isinstance(value, list):
        before = []
        for number, item in enumerate(value):
            identity = item.get("id") if isinstance(item, dict) else None
            if isinstance(identity, (str, int, float)):
                if any(type(identity) is type(other) and identity == other for other in before):
                    yield f"{pointer}/{number}/id"
                before.append(identity)
            yield from repeated_ids(item, f"{pointer}/{number}")


def _named(schema, definitions):
    """The object that a schema refers to; versioned ones are left alone."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return {} if name.startswith("Versioned") else definitions[name] if name else schema


def _object(value, schema, definitions, codes, pointer):
    stated = _named(schema, definitions)
    for name, member in value.items():
        here = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        field = stated.get("properties", {}).get(name)
        if field is None:
            translated = any(re.search(form, name) for form in stated.get("patternProperties", {}))
            if "properties" in stated and not translated:
                yield here, "additional_field"
        elif "deprecated" in field:
            yield here, "deprecated_field"
        yield from _value(member, field or {}, name if field else "", definitions, codes, here)


def _value(value, field, name, definitions, codes, pointer):
    if value in BLANK or (isinstance(value, str) and not value.strip()):
        if type(value) not in (bool, int, float):
            yield pointer, "empty_field"
    elif isinstance(value, str):
        if field.get("openCodelist") and value not in codes(field["codelist"].removesuffix(".csv")):
            yield pointer, "open_codelist"
        elif name == "ocid" and not OCID.match(value):
            yield pointer, "ocid_prefix"
        elif field.get("format") == "date-time" and value.startswith(DEFAULTS):
            yield pointer, "placeholder_date"
    elif isinstance(value, dict):
        yield from _object(value, _of_items(field) or field, definitions, codes, pointer)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _item(item, field, name, definitions, codes, f"{pointer}/{number}")


def _of_items(field):
    return (field["oneOf"][1] if "oneOf" in field else field).get("items", {})


def _item(item, field, name, definitions, codes, pointer):
    stated = _of_items(field)
    if isinstance(item, dict) and item:
        if "oneOf" in field and "url" in item and "id" not in item:
            return
        named = _named(stated, definitions)
        if "id" in named.get("properties", {}) and "id" not in item and "id" not in named.get("required", []):
            yield pointer, "missing_id"
    yield from _value(item, field, name, definitions, codes, pointer)
