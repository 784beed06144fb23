"""What is wrong with one document: its structure, and what it holds that it should not."""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, NamedTuple

import msgspec

from ocds.extending.schema import Extended
from ocds.reading.kinds import PROJECT, RECORD
from ocds.reading.strict import Refusal, compact, duplicate_keys, parse
from ocds.standard.definitions import Schema
from ocds.standard.exceptions import UnknownCodelistError
from ocds.standard.projects import project_codelist, project_package_schema, project_schema
from ocds.standard.schema import record_package_schema, release_package_schema
from ocds.validation.gate import SchemaError, errors_of, validator
from ocds.validation.lint import Finding, is_link, lint
from ocds.validation.plan import Codes, has_repeated_ids, plan
from ocds.validation.rules import RULES
from ocds.validation.strictness import strict_schema

_PACKAGES = {"releases": release_package_schema, "records": record_package_schema}


class Validators:
    """All that holds for documents of one kind, version and set of extensions.

    `strict` is the schema of documents with which nothing is wrong, repeated ids aside.
    """

    def __init__(self, schema: Schema, codes: Codes) -> None:
        self.plan = plan(schema, codes)
        self.strict = strict_schema(schema, codes)
        self._schema = schema
        self._faultless = validator(self.strict)

    @cached_property
    def structure(self) -> Any:
        """The validator that tells all errors of structure."""
        return validator(self._schema)

    def is_faultless(self, value: dict[str, Any]) -> bool:
        """Whether nothing at all is wrong: the quick answer for most documents."""
        return self._faultless.is_valid(value) and not has_repeated_ids(value, self.plan)

    @cache  # noqa: B019 (these live as long as the process)
    def branches(self, field: str) -> list[Any]:
        """Give a validator for the items of each structure that an array may have."""
        stated = self._schema["properties"][field]["oneOf"]
        return [validator(branch["items"] | {"definitions": self._schema["definitions"]}) for branch in stated]


@cache
def validators(kind: str, standard: Extended) -> Validators:
    """Give what documents of a kind are held to: releases (compiled or not), records, OC4IDS projects, packages.

    The kinds of packages are the names of the arrays they hold: `releases`, `records`, `projects`.
    """
    if kind == PROJECT:
        return Validators(project_schema(), project_codelist)
    if kind == "projects":
        return Validators(_without_items(project_package_schema(), kind), project_codelist)
    if kind in _PACKAGES:
        whole = _PACKAGES[kind](standard.version, standard.extensions)
        return Validators(_without_items(whole, kind), _codes(standard))
    return Validators(standard.schema("Record" if kind == RECORD else "Release"), _codes(standard))


def _without_items(schema: Schema, key: str) -> Schema:
    """The schema of a package that says nothing of its documents: they are held to their own."""
    array = {keyword: value for keyword, value in schema["properties"][key].items() if keyword != "items"}
    return schema | {"properties": schema["properties"] | {key: array}}


def _codes(standard: Extended) -> Codes:
    def found(name: str) -> frozenset[str]:
        try:
            return standard.codelist(name)
        except UnknownCodelistError:  # extensions are written for 1.1, also where they are applied to 1.0
            return msgspec.structs.replace(standard, version="1.1").codelist(name)

    return found


class Document(NamedTuple):
    """A document as it was published (`raw`), as parsed, and as JSON without white space (`compact`)."""

    raw: bytes
    value: dict[str, Any]
    compact: bytes


def document_of(raw: bytes) -> Document | Refusal:
    """Parse a document, or say why it cannot be read, or not be walked."""
    value = parse(raw)
    if isinstance(value, Refusal):
        return value
    written = compact(value)
    return written if isinstance(written, Refusal) else Document(raw, value, written)


def findings(document: Document, held: Validators, most: int | None = None) -> list[Finding]:
    """What is wrong with a document, by its place; `most` bounds what is told of each kind."""
    value = document.value
    twice = [
        Finding(pointer, "duplicate_key", key) for pointer, key in duplicate_keys(document.raw, document.compact)
    ][:most]
    if held.is_faultless(value):
        return twice
    found = lint(value, held.plan, most)
    errors = errors_of(value, held.structure, most)
    repeated = {one.pointer.rsplit("/", 2)[0] for one in found if one.rule == "duplicate_id"}
    told = [error for error in _apart(errors, held) if not _repeats(error, repeated)]
    more = [Finding("", "more_errors", most, str(most))] if most in {len(twice), len(found), len(errors)} else []
    return [*twice, *map(_finding, told), *more, *found]


def _repeats(error: SchemaError, repeated: set[str]) -> bool:
    """Whether an error says only what was told item by item."""
    return error.keyword == "uniqueItems" and error.pointer in repeated


def _finding(error: SchemaError) -> Finding:
    rule = error.keyword if error.keyword in RULES else "schema"
    return Finding(error.pointer, rule, error.value, error.expected)


def _apart(errors: list[SchemaError], held: Validators) -> Iterator[SchemaError]:
    """The errors, with those of the releases of a record told one by one in place of `oneOf`."""
    for error in errors:
        if error.keyword == "oneOf" and error.pointer == "/releases" and isinstance(error.value, list):
            yield from _of_releases(error.value, held)
        else:
            yield error


def _of_releases(releases: list[Any], held: Validators) -> Iterator[SchemaError]:
    links, embedded = held.branches("releases")
    linked = [isinstance(release, dict) and is_link(release) for release in releases]
    if not releases:
        yield SchemaError("/releases", "minItems", releases, "1")
    if any(linked) and not all(linked):
        yield SchemaError("/releases", "mixed_releases", len(releases), "")
    for number, (release, link) in enumerate(zip(releases, linked, strict=True)):
        for error in errors_of(release, links if link else embedded):
            yield error._replace(pointer=f"/releases/{number}{error.pointer}")
