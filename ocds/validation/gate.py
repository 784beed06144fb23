"""Validates documents against the schema of their version and extensions."""

from functools import cache
from itertools import islice
from typing import Any, NamedTuple

import jsonschema_rs

from ocds.pointers import escape
from ocds.reading.pieces import Package
from ocds.standard.extensions import extension_of, extensions
from ocds.standard.fields import Version


class SchemaError(NamedTuple):
    """One error of the schema: JSON Pointer of the instance, the keyword that failed, the value, what was expected."""

    pointer: str
    keyword: str
    value: Any
    expected: str


def version_of(value: dict[str, Any], package: Package) -> Version:
    """The version a document follows: what its package says; 1.0 if it has a package that says nothing.

    A document without a package follows 1.1, unless it describes organizations where 1.1 would only refer to parties.
    """
    if package.version:
        return "1.0" if package.version.startswith("1.0") else "1.1"
    if package != Package():
        return "1.0"
    releases = value.get("releases")
    found = [value, value.get("compiledRelease"), *(releases if isinstance(releases, list) else [])]
    return "1.0" if any(isinstance(release, dict) and _describes_in_place(release) for release in found) else "1.1"


def version_with_parties(package: Package) -> Version:
    """The version that releases of a package follow if they name their `parties`."""
    return version_of({"parties": ()}, package)


def _describes_in_place(release: dict[str, Any]) -> bool:
    if "parties" in release:
        return False
    tender, awards = release.get("tender"), release.get("awards")
    organizations = [release.get("buyer"), tender.get("procuringEntity") if isinstance(tender, dict) else None]
    for award in awards if isinstance(awards, list) else []:
        suppliers = award.get("suppliers") if isinstance(award, dict) else None
        organizations += suppliers if isinstance(suppliers, list) else []
    return any(isinstance(one, dict) and ("identifier" in one or "address" in one) for one in organizations)


@cache
def known_extensions(package: Package) -> tuple[str, ...]:
    """The extensions we hold among those a package declares; a document without a package may use them all."""
    if package == Package():
        return tuple(sorted(extensions()))
    return tuple(sorted({known for url in package.extensions if (known := extension_of(url))}))


def validator(schema: Any) -> Any:
    """Give a draft-4 validator with formats; it fetches nothing, and its messages do not quote the data."""
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True, mask="the value", retriever=_nothing)


def _nothing(uri: str) -> Any:
    raise ValueError(uri)


def errors_of(value: Any, validator: Any, most: int | None = None) -> list[SchemaError]:
    """The errors that a validator finds, sorted by place; at most so many."""
    found = islice(validator.iter_errors(value), most)
    return sorted(map(_error, found), key=lambda error: (error.pointer, error.keyword, error.expected))


def _error(error: Any) -> SchemaError:
    pointer = "".join(f"/{escape(str(part))}" for part in error.instance_path)
    keyword = str(error.schema_path[-1])
    return SchemaError(pointer, keyword, error.instance, _expected(error.kind, keyword))


def _expected(kind: Any, keyword: str) -> str:
    """What the keyword asked for, as short text without a language."""
    match kind.name:
        case "enum":
            return ", ".join(str(code) for code in kind.options if code is not None)
        case "type":
            return " | ".join(sorted(kind.types))
        case "required":
            return str(kind.property)
        case "format":
            return str(kind.format)
        case "pattern":
            return str(kind.pattern)
        case _ if hasattr(kind, "limit"):
            return str(kind.limit)
        case _:
            return keyword
