"""Issues of one file as libcoveocds prints them, for programs that read its JSON."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, BinaryIO

import orjson

from ocds.pointers import field_name, field_path, unescape
from ocds.reading.files import PlainFile
from ocds.standard.codelists import codelist
from ocds.standard.extensions import extension_of, extensions
from ocds.standard.fields import Version, fields
from ocds.validation.record import Issue
from veeduria.contents import Contents, contents
from veeduria.exceptions import OneFileError
from veeduria.found import Asked, Found

SUFFIX = "json"
ONE_FILE = True
"""This form reports on one file, and on all of it."""
_SITE = "https://standard.open-contracting.org"
_CODELISTS = "https://raw.githubusercontent.com/open-contracting/standard"
_NOT_APPLIED = {"extension_unknown", "extension_unreadable", "extension_refused", "extension_unreachable"}
_AS_UNIQUE = {"duplicate_id", "duplicate_release", "conflicting_release"}


def write(found: Found, out: BinaryIO, asked: Asked) -> None:
    """Write one JSON object, indented.

    Raises `OneFileError` unless there is exactly one plain file: it is read a second time, for what is in no issue.
    """
    report = _Report()
    for issue in _of_one_file(found, asked):
        report.add(issue)
    inside = contents(_file(found))
    if inside.lines:
        raise OneFileError("it holds a document a line")
    told = report.told(asked.version or inside.version, inside)
    out.write(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")


def _of_one_file(found: Found, asked: Asked) -> Iterator[Issue]:
    if len(asked.sources) > 1:
        raise OneFileError("several were given")
    for issue in found:
        _file(found)  # a folder with several is told at the second, not at the end
        yield issue


def _file(found: Found) -> PlainFile:
    if len(found.files) != 1:
        raise OneFileError("several were found")
    [file] = found.files
    if str(file.path) != file.name:
        raise OneFileError("it came packed or by standard input")
    return file


class _Report:
    """The groups that the keys of the output stand for."""

    def __init__(self) -> None:
        self.errors: list[dict[str, Any]] = []
        self.deprecated: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, dict[str, dict[str, Any]]] = {"enum": {}, "open_codelist": {}}
        self.additional: Counter[tuple[str, str]] = Counter()
        self.prefixes: list[tuple[Any, str]] = []
        self.missing: list[str] = []
        self.checks: dict[str, list[dict[str, str]]] = {}
        self.invalid: list[tuple[Any, str]] = []
        self._places: dict[str, Callable[[Issue], None]] = {
            "deprecated_field": self._deprecate,
            "enum": self._code,
            "open_codelist": self._code,
            "additional_field": self._add_field,
            "ocid_prefix": lambda issue: self.prefixes.append((_value(issue), _path(issue))),
            "missing_id": lambda issue: self.missing.append(f"{_path(issue)}/id"),
        }

    def add(self, issue: Issue) -> None:
        """Put an issue where libcoveocds has its like; what it does not know stands among the additional checks."""
        if issue.rule in self._places:
            self._places[issue.rule](issue)
        elif issue.rule in _NOT_APPLIED:
            self.invalid.append((_value(issue), issue.message))
        elif issue.severity == "error" and issue.rule != "duplicate_key":
            self.errors.append(_error(issue))
        else:
            self.checks.setdefault(issue.rule, []).append({"json_location": _path(issue)})

    def _deprecate(self, issue: Issue) -> None:
        where = field_path(issue.pointer)
        told = self.deprecated.setdefault(
            where, {"field": field_name(issue.pointer), "paths": [], "explanation": [issue.detail, issue.cure]}
        )
        told["paths"].append(_path(issue).rpartition("/")[0])

    def _code(self, issue: Issue) -> None:
        field, where = field_name(issue.pointer), field_path(issue.pointer)
        told = self.codes[issue.rule].get(where)
        if told is None:
            name = issue.detail if issue.rule == "open_codelist" else _closed(field, issue.detail)
            told = self.codes[issue.rule][where] = {
                "path": where.rpartition("/")[0],
                "field": field,
                "codelist": f"{name}.csv",
                "codelist_url": f"{_CODELISTS}/1.1/schema/codelists/{name}.csv",
                "codelist_amend_urls": [],
                "isopen": issue.rule == "open_codelist",
                "values": {},
                "extension_codelist": False,
            }
        told["values"][_value(issue)] = None

    def _add_field(self, issue: Issue) -> None:
        path, _, field = f"/{field_path(issue.pointer)}".rpartition("/")
        self.additional[path, unescape(field)] += 1

    def told(self, version: Version, inside: Contents) -> dict[str, Any]:
        """The output, in the order of the keys of libcoveocds."""
        added = [
            {"path": path, "field": name, "usage_count": times} for (path, name), times in self.additional.items()
        ]
        found: dict[str, Any] = {
            "file_type": "json",
            "version_used": version,
            "schema_url": f"{_SITE}/{version}/en/{inside.kind}-package-schema.json",
            "extensions": self._extensions(inside),
            "validation_errors": self.errors,
            "common_error_types": [],
            "deprecated_fields": list(self.deprecated.values()),
            "additional_closed_codelist_values": self._codes("enum"),
            "additional_open_codelist_values": self._codes("open_codelist"),
            "additional_fields": added,
            "all_additional_fields": added,
            "additional_checks": self.checks,
            "conformance_errors": {"ocds_prefixes_bad_format": self.prefixes} if self.prefixes else {},
            "structure_warnings": {"missing_ids": self.missing} if self.missing else {},
            "count": inside.documents,
            "unique_ocids_count": inside.ocids,
        }
        return found

    def _codes(self, rule: str) -> dict[str, dict[str, Any]]:
        return {where: told | {"values": list(told["values"])} for where, told in self.codes[rule].items()}

    def _extensions(self, inside: Contents) -> dict[str, Any]:
        invalid = {url for url, _ in self.invalid}
        return {
            "extensions": [{"url": url, "name": _name(url)} for url in inside.extensions],
            "invalid_extensions": self.invalid,
            "is_extended_schema": any(url not in invalid for url in inside.extensions),
            "extended_schema_url": None,
        }


def _name(url: str) -> str | None:
    known = extension_of(url)
    return extensions()[known].name if known else None


def _error(issue: Issue) -> dict[str, Any]:
    field = field_path(issue.pointer)
    kind = "uniqueItems" if issue.rule in _AS_UNIQUE else issue.rule
    if issue.rule in {"type", "format"}:
        kinds = [each for each in issue.detail.split(" | ") if each != "null"] or ["null"]
        kind = "string" if "string" in kinds else kinds[0]
    if issue.rule == "required":
        field = f"{field}/{issue.detail}".removeprefix("/")
    value = "" if issue.rule == "required" else _value(issue)
    return {"type": kind, "field": field, "description": issue.message, "path": _path(issue), "value": value}


def _path(issue: Issue) -> str:
    return unescape(issue.pointer.removeprefix("/"))


def _value(issue: Issue) -> Any:
    """What stands there; nothing of objects and lists, and the beginning of what was cut short."""
    try:
        value = orjson.loads(issue.value)
    except orjson.JSONDecodeError:
        return "" if issue.value[:1] in {"{", "["} else issue.value.removeprefix('"')
    return "" if isinstance(value, (dict, list)) else value


@cache
def _closed(name: str, allowed: str) -> str:
    """The closed codelist of a field, told by its codes, as fields of the same name may have several."""
    codes = set(allowed.split(", "))
    lists = {each.codelist for each in fields("1.1") if each.field == name and each.closed and each.codelist}
    return next((each for each in sorted(lists) if codes == set(codelist(each, "1.1"))), next(iter(sorted(lists)), ""))
