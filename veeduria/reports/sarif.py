"""Issues as SARIF 2.1.0, which code hosts and editors show beside the files."""

from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import orjson

from ocds.validation.record import Issue
from ocds.validation.rules import RULES
from veeduria import __version__
from veeduria.found import Asked, Found
from veeduria.texts import gettext, language

SUFFIX = "sarif"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NUMBERS = {name: number for number, name in enumerate(RULES)}
_STATES = {"new": "new", "known": "unchanged"}


def write(found: Found, out: BinaryIO, asked: Asked) -> None:  # noqa: ARG001 (one signature for all)
    """Write one run with every rule, and every issue as a result, one after another."""
    driver = {
        "name": "veeduria",
        "semanticVersion": __version__,
        "informationUri": "https://github.com/veeduria/veeduria",
        "language": language(),
        "rules": [_rule(name) for name in RULES],
    }
    head = orjson.dumps({"$schema": _SCHEMA, "version": "2.1.0"})[:-1]
    out.write(head + b',"runs":[{"tool":' + orjson.dumps({"driver": driver}) + b',"results":[')
    comma = b"\n"
    for issue in found:
        out.write(comma + orjson.dumps(_result(issue)))
        comma = b",\n"
    out.write(b"\n]}]}\n")


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "id": name,
        "shortDescription": {"text": gettext(rule.title)},
        "fullDescription": {"text": gettext(rule.title)},
        "help": {"text": gettext(rule.cure)},
        "helpUri": rule.page,
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(issue: Issue) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(issue.file)}}
    if issue.line:
        physical["region"] = {"startLine": issue.line}
    told = {"ocid": issue.ocid, "publisher": issue.publisher, "buyer": issue.buyer, "module": issue.module}
    result = {
        "ruleId": issue.rule,
        "ruleIndex": _NUMBERS[issue.rule],
        "level": issue.severity,
        "message": {"text": issue.message},
        "locations": [
            {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": issue.pointer or "/"}]}
        ],
        "partialFingerprints": {"veeduria/v1": issue.fingerprint},
        "properties": {name: value for name, value in told.items() if value is not None},
    }
    return result | ({"baselineState": _STATES[issue.status]} if issue.status else {})


def uri_of(file: str) -> str:
    """A file as a URI: relative to the working folder where its name is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/!")
