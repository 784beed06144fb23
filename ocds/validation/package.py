"""What is wrong with a package itself (metadata, version, extensions declared), and with its documents."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ocds.extending.resolving import resolved
from ocds.extending.schema import Extended
from ocds.reading.kinds import PROJECT, RECORD, RELEASE, intended_kind, is_bare_package
from ocds.reading.pieces import Package
from ocds.reading.sound import ARRAYS
from ocds.reading.strict import Refusal
from ocds.standard.fields import Version
from ocds.validation.document import Document, document_of, findings, validators
from ocds.validation.gate import known_extensions, version_of
from ocds.validation.lint import Finding
from ocds.validation.options import Options

_KINDS = {"releases": RELEASE, "records": RECORD, "projects": PROJECT}
_PATCH = re.compile(r"(1\.[01])\.\d+")


@cache
def standard_of(package: Package, version: Version, options: Options) -> Extended:
    """Give the standard that the documents of a package are held to."""
    if package == Package() or not package.extensions:
        return Extended(version, known_extensions(package))
    return resolved(package.extensions, options.sources).extended(version)


def document_findings(
    document: Document, kind: str, version: Version, package: Package, options: Options
) -> list[Finding]:
    """What is wrong with a document of a package, which follows a version if the options do not say another."""
    value = document.value
    standard = standard_of(package, options.version or version, options)
    found = findings(document, validators(kind, standard), options.most)
    ocid = value.get("ocid") if kind != PROJECT else None
    if ocid and options.prefixes is not None and not str(ocid).startswith(tuple(options.prefixes)):
        found.append(Finding("/ocid", "ocid_unregistered", ocid))
    return found


def refused_findings(document: Document, path: str, package: Package, options: Options) -> list[Finding]:
    """What else is wrong with an object that is no document, if its fields or its place tell what it should be.

    `path` is where it stands in its JSON text.
    """
    value = document.value
    if not isinstance(value, dict):
        return []
    if is_bare_package(value):
        return package_findings(document.raw, package, options)
    kind = _KINDS.get(path.rpartition("/")[0].rpartition("/")[2]) or intended_kind(value)
    found = document_findings(document, kind, version_of(value, package), package, options) if kind else []
    told = ("", "required", "ocid")  # the refusal says so
    return [one for one in found if (one.pointer, one.rule, one.detail) != told]


def package_findings(head: bytes, package: Package, options: Options) -> list[Finding]:
    """What is wrong with a package, `head` being what it says beside its documents."""
    document = document_of(head)
    if isinstance(document, Refusal):
        return [Finding("", document.reason, None, document.detail)]
    value = document.value
    version = options.version or version_of({}, package)
    kind = next((key for key in ARRAYS if key in value), "releases")
    held = validators(kind, Extended(version))
    told = [] if kind == "projects" else [*_of_version(value, version), *_of_extensions(value, package, options)]
    patched = any(finding.rule == "version_patch" for finding in told)
    found = [f for f in findings(document, held, options.most) if not _is_told(f, version, patched=patched)]
    return found + told


def _is_told(finding: Finding, version: Version, *, patched: bool) -> bool:
    """Whether a finding says again, or less well, what is told of the version."""
    if finding.rule == "pattern" and finding.pointer == "/version":
        return patched
    # 1.0 has neither field, yet packages of 1.0 that state them do well.
    stated = finding.rule == "additional_field" and finding.pointer in {"/version", "/extensions"}
    return stated and version == "1.0"


def _of_version(value: dict[str, Any], version: Version) -> Iterator[Finding]:
    stated = value.get("version")
    if "version" not in value:
        if version == "1.0":  # in 1.1 the field is required
            yield Finding("", "missing_version", None, version)
    elif not isinstance(stated, str):
        if version == "1.0":  # in 1.1 the schema says so
            yield Finding("/version", "type", stated, "string")
    elif _PATCH.fullmatch(stated):
        yield Finding("/version", "version_patch", stated, version)
    elif stated not in {"1.0", "1.1"}:
        yield Finding("/version", "unknown_version", stated, version)


def _of_extensions(value: dict[str, Any], package: Package, options: Options) -> Iterator[Finding]:
    declared = value.get("extensions")
    urls = [url if isinstance(url, str) else "" for url in declared] if isinstance(declared, list) else []
    places = dict(zip(reversed(urls), reversed(range(len(urls))), strict=True))
    for problem in resolved(package.extensions, options.sources).problems:
        yield Finding(f"/extensions/{places[problem.url]}", problem.code, problem.url, problem.detail)
