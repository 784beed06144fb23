"""Validates documents against the schema of their version and extensions."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import jsonschema_rs

from ocds.reading.kinds import RECORD
from ocds.reading.pieces import Package
from ocds.reading.strict import escape
from ocds.standard.extensions import extension_of, extensions
from ocds.standard.fields import Version
from ocds.standard.schema import record_schema, release_schema

MOST_ERRORS = 1000
"""A document with more errors is told of this many, and that there are more."""


class SchemaError(NamedTuple):
    """One error of the schema: the JSON Pointer of the instance, the keyword that failed, the value, a sentence."""

    pointer: str
    keyword: str
    value: Any
    message: str


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


@cache
def _validator(kind: str, version: Version, extensions: tuple[str, ...]) -> Any:
    schema = (record_schema if kind == RECORD else release_schema)(version, extensions)
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True, mask="the value")


def schema_errors(value: dict[str, Any], kind: str, package: Package) -> list[SchemaError]:
    """Every error of a document, sorted by place; empty if it is sound.

    Instance paths and keywords are those that `jsonschema` reports with the official schema.
    """
    validator = _validator(kind, version_of(value, package), known_extensions(package))
    return [] if validator.is_valid(value) else sorted(_errors(validator, value), key=lambda e: (e.pointer, e.keyword))


def _errors(validator: Any, value: dict[str, Any]) -> Iterator[SchemaError]:
    for number, error in enumerate(validator.iter_errors(value)):
        if number == MOST_ERRORS:
            yield SchemaError("", "more_errors", MOST_ERRORS, f"More than {MOST_ERRORS} errors; the rest is not told.")
            return
        pointer = "".join(f"/{escape(str(part))}" for part in error.instance_path)
        yield SchemaError(pointer, str(error.schema_path[-1]), error.instance, error.message)
