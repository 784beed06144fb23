"""What a JSON value is: told by its content."""

from typing import Any, NamedTuple

from ocds.reading.strict import Refusal

RELEASE, COMPILED, RECORD, PROJECT = "release", "compiled", "record", "project"
FOREIGN, UNREADABLE = "foreign", "unreadable"

_RECORD_KEYS = frozenset(("compiledRelease", "releases", "versionedRelease"))
_PACKAGE_KEYS = ("publishedDate", "uri")
_RELEASE_KEYS = ("tag", "tender", "awards", "contracts", "planning", "parties", "buyer", "initiationType")


class Said(NamedTuple):
    """What a release says of itself: its kind, the ids and the date."""

    kind: str
    ocid: str
    id: str | None
    date: str | None


def kind_of(value: Any) -> str | Refusal:
    """The kind of an OCDS document, or why it is none."""
    if not isinstance(value, dict):
        return Refusal("foreign_json", f"{_name(value)} where an OCDS release or record was expected")
    if isinstance(value.get("ocid"), (str, int)) and value["ocid"] != "":
        if not _RECORD_KEYS.isdisjoint(value):
            return RECORD
        return _kind_of_release(value)
    if str(value.get("id", "")).startswith("oc4ids-"):
        return PROJECT
    if is_bare_package(value):
        return Refusal("foreign_json", "a package without an array of releases, records or projects")
    if intended_kind(value):
        return Refusal("missing_ocid", "no `ocid`: the release or record cannot be told from others; add it")
    return Refusal("foreign_json", _foreign(value))


def intended_kind(value: dict[str, Any]) -> str | None:
    """What an object without a sound `ocid` would be otherwise; None if nothing tells."""
    if not _RECORD_KEYS.isdisjoint(value):
        return RECORD
    return RELEASE if any(key in value for key in _RELEASE_KEYS) else None


def is_bare_package(value: dict[str, Any]) -> bool:
    """Whether a value is a package, though it holds no array of documents."""
    return "ocid" not in value and any(key in value for key in _PACKAGE_KEYS)


def _kind_of_release(value: dict[str, Any]) -> str | Refusal:
    if "tag" not in value and any(map(_is_versioned, value.values())):
        return Refusal("versioned_release", "a versioned release; give the releases or the compiled release instead")
    return COMPILED if is_compiled(value.get("tag")) else RELEASE


def is_compiled(tag: Any) -> bool:
    """Whether a tag says that the release is compiled; some publishers write the tag as a text."""
    return tag == "compiled" or (isinstance(tag, (list, tuple)) and "compiled" in tag)


def _is_versioned(value: Any) -> bool:
    """Whether a value, or one within it, is the history of a value."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict) and {"releaseDate", "value"} <= value[0].keys()
    return isinstance(value, dict) and any(_is_versioned(member) for member in value.values())


def _name(value: Any) -> str:
    names = {str: "a text", list: "an array", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _foreign(value: dict[str, Any]) -> str:
    if "statementId" in value or "statementID" in value:
        return "a Beneficial Ownership Data Standard statement, not OCDS"
    if any(key.startswith("ocds:") for key in value):
        return "OCDS flattened to one level under its own keys; unflatten it first"
    keys = ", ".join(sorted(value)[:4]) or "none"
    return f"JSON that is not OCDS (its keys: {keys})"
