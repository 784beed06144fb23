"""The official schemas as the oracle, and documents to try both on."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ocds.standard.extensions import with_requirements

FOLDERS = {"1.0": "1.0.3", "1.1": "1.1.5"}
SCHEMAS = ("release-schema", "versioned-release-validation-schema", "release-package-schema", "record-package-schema")


@pytest.fixture(scope="session")
def corpus() -> Path:
    path = Path(os.environ.get("VEEDURIA_CORPUS", Path(__file__).parents[4] / "shared" / "data"))
    if not (path / "ocds_schema").is_dir():
        pytest.skip("the official schemas are not here; set VEEDURIA_CORPUS")
    return path


class Official:
    """The official schemas of one version, with extensions applied to the release."""

    def __init__(self, folder: Path, version: str, extensions: tuple[str, ...]) -> None:
        self.schemas = {
            name: json.loads((folder / FOLDERS[version] / "schema" / f"{name}.json").read_text()) for name in SCHEMAS
        }
        release = self.schemas["release-schema"]
        for extension in with_requirements(extensions):
            patch = json.loads((folder / "extensions" / extension / "release-schema.json").read_text())
            merge_patch(release, patch)
        # The official schema cannot be used at all when an extension it lacks defines an object.
        for name in sorted(set(references(release)) - set(release["definitions"])):
            release["definitions"][name] = {}

    def resources(self) -> list[tuple[str, dict[str, Any]]]:
        return [(schema["id"], schema) for schema in self.schemas.values()]

    def validator(self, name: str) -> jsonschema_rs.Draft4Validator:
        registry = jsonschema_rs.Registry(self.resources(), draft=jsonschema_rs.Draft4)
        return jsonschema_rs.Draft4Validator(self.schemas[name], registry=registry, validate_formats=True)


def merge_patch(target: dict[str, Any], patch: dict[str, Any]) -> None:
    """RFC 7396, in place."""
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict):
            if not isinstance(target.get(key), dict):
                target[key] = {}
            merge_patch(target[key], value)
        else:
            target[key] = value


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if str(node.get("$ref", "")).startswith("#/definitions/"):
            yield node["$ref"].removeprefix("#/definitions/")
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


@pytest.fixture(scope="session")
def official(corpus: Path) -> Callable[..., Official]:
    def make(version: str, extensions: tuple[str, ...] = ()) -> Official:
        return Official(corpus / "ocds_schema", version, extensions)

    return make


Errors = Counter[tuple[tuple[str | int, ...], str]]


@pytest.fixture(scope="session")
def errors() -> Callable[[jsonschema_rs.Draft4Validator, Any], Errors]:
    def collect(validator: jsonschema_rs.Draft4Validator, instance: Any) -> Errors:
        return Counter((tuple(error.instance_path), error.kind.name) for error in validator.iter_errors(instance))

    return collect
