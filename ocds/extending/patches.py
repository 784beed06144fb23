"""A patch: what an extension changes in the schema of a release and in the codelists, read with care.

The rules are those of the standard's page on extensions: ``release-schema.json`` is a JSON Merge Patch (RFC 7396) that
adds or changes, but never removes. Whoever writes data can declare any extension, so its files are not trusted: a
reference may only lead to a definition of the same schema, for a validator would fetch any other.
"""

import re
from typing import Any, Protocol

import msgspec
import orjson

from ocds.extending.codelists import Codelist, codelist_of
from ocds.extending.exceptions import UnreadableExtensionError
from ocds.reading.strict import Refusal, parse

_SCHEMA = "release-schema.json"
METADATA = "extension.json"
_MOST_CODELISTS = 100
_CODELIST = re.compile(r"[+-]?\w[\w.-]*\.csv", re.ASCII)
_REFERENCE = re.compile(r"#/definitions/[\w-]+", re.ASCII)
# They would change what the references of a schema mean, or by which rules it is read.
_BASES = {"id", "$id", "$schema"}


class Patch(msgspec.Struct, frozen=True):
    """What one extension changes.

    ``name`` is its English name, ``schema`` the merge patch of the schema of a release (JSON with sorted keys, so that
    equal patches are equal values), ``codelists`` the codelists it brings, adds to or takes from.
    """

    name: str
    schema: str
    codelists: tuple[Codelist, ...] = ()


class Files(Protocol):
    """The files of one extension, wherever they are."""

    @property
    def url(self) -> str:
        """The URL by which it was declared."""

    def read(self, name: str) -> bytes | None:
        """Read a file by its name in the extension; None when it is not there."""

    def codelists(self) -> list[str]:
        """List the codelists for an extension whose ``extension.json`` does not."""


def patch_from(files: Files) -> tuple[Patch, list[str]]:
    """Read an extension; the texts say which of its codelists cannot be read.

    Raises ``UnreadableExtensionError`` and whatever the files raise.
    """
    metadata = read_metadata(files)
    listed = metadata.get("codelists")
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else files.codelists()
    if len(names) > _MOST_CODELISTS:
        raise UnreadableExtensionError(files.url, f"it lists more than {_MOST_CODELISTS} codelists")
    codelists: list[Codelist] = []
    unread: list[str] = []
    for name in sorted(set(names)):
        raw = files.read(f"codelists/{name}") if _CODELIST.fullmatch(name) else None
        found = codelist_of(name, raw)
        if isinstance(found, str):
            unread.append(found)
        else:
            codelists.append(found)
    schemas = metadata.get("schemas")
    raw = None if isinstance(schemas, list) and _SCHEMA not in schemas else files.read(_SCHEMA)
    if raw is None and not codelists:
        raise UnreadableExtensionError(files.url, f"it has no {_SCHEMA} and no codelist; nothing to apply")
    schema = "{}" if raw is None else _sound(files.url, _object(files.url, _SCHEMA, raw))
    return Patch(names_of(metadata)[0], schema, tuple(codelists)), unread


def read_metadata(files: Files) -> dict[str, Any]:
    """Read ``extension.json``; raises ``UnreadableExtensionError``."""
    raw = files.read(METADATA)
    if raw is None:
        raise UnreadableExtensionError(files.url, f"there is no {METADATA}")
    return _object(files.url, METADATA, raw)


def names_of(metadata: dict[str, Any]) -> list[str]:
    """Give the names of an extension, the English one first; one empty name when there is none."""
    name = metadata.get("name")
    names = {"en": name} if isinstance(name, str) else name if isinstance(name, dict) else {}
    order = sorted(names, key=lambda language: (language != "en", language))
    return [names[language] for language in order if isinstance(names[language], str)] or [""]


def merged(target: Any, patch: Any) -> Any:
    """Apply a merge patch (RFC 7396) that removes nothing; the target stays as it was."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        found[key] = merged(found.get(key), value)
    return found


def _object(url: str, name: str, raw: bytes) -> dict[str, Any]:
    value = parse(raw.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(value, Refusal):
        raise UnreadableExtensionError(url, f"{name}: {value.detail}")
    if not isinstance(value, dict):
        raise UnreadableExtensionError(url, f"{name} is no JSON object")
    return value


def _sound(url: str, schema: dict[str, Any]) -> str:
    try:
        orjson.dumps(schema)
    except orjson.JSONEncodeError as error:
        raise UnreadableExtensionError(url, f"{_SCHEMA} is nested too deeply") from error
    for target in _targets(schema):
        if not isinstance(target, str) or not _REFERENCE.fullmatch(target):
            raise UnreadableExtensionError(url, f"{_SCHEMA} refers to {target!r}, which is no definition of a release")
    definitions = schema.get("definitions", {})
    if not isinstance(definitions, dict) or not all(isinstance(each, dict | None) for each in definitions.values()):
        raise UnreadableExtensionError(url, f"{_SCHEMA}: the definitions are no schemas")
    return orjson.dumps(_additions(schema), option=orjson.OPT_SORT_KEYS).decode()


def _targets(node: Any) -> list[Any]:
    if isinstance(node, list):
        return [target for each in node for target in _targets(each)]
    if not isinstance(node, dict):
        return []
    here = [] if node.get("$ref") is None else [node["$ref"]]
    return here + [target for each in node.values() for target in _targets(each)]


def _additions(node: Any) -> Any:
    """The patch without its removals, which the standard forbids, and without what would change its base."""
    if isinstance(node, list):
        return [_additions(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _additions(value)
        for key, value in node.items()
        if value is not None and not (key in _BASES and isinstance(value, str))
    }
