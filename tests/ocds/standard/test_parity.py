"""The generated schemas find the same errors as the official ones, at the same places, in real and in spoilt data."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import orjson
import pytest
from jsonschema.validators import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4
from spoiling import invented, spoil

from ocds.standard import schema
from ocds.standard.extensions import extensions

ALL = tuple(extensions())
GENERATED = {
    "release-schema": schema.release_schema,
    "release-package-schema": schema.release_package_schema,
    "record-package-schema": schema.record_package_schema,
    "versioned-release-validation-schema": schema.versioned_release_schema,
}
REAL_PER_FILE = 3
SPOILT_COPIES = 8


def kind_of(document: Any) -> str | None:
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("records"), list):
        return "record-package-schema"
    if isinstance(document.get("releases"), list):
        return "release-package-schema"
    return "release-schema" if "ocid" in document else None


def documents(corpus: Path) -> Iterator[tuple[str, Any]]:
    """Packages cut down to a few members, and releases, of every file that can be read."""
    for path in sorted([*(corpus / "real").rglob("*.json*"), *(corpus / "validation" / "inputs").rglob("*.json")]):
        for line in path.read_bytes().splitlines()[:REAL_PER_FILE] if path.suffix == ".jsonl" else [path.read_bytes()]:
            try:
                found = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            for document in found[:REAL_PER_FILE] if isinstance(found, list) else [found]:
                if kind := kind_of(document):
                    for members in {"releases", "records"} & document.keys():
                        if isinstance(document[members], list):
                            document[members] = document[members][:REAL_PER_FILE]
                    yield kind, document


@pytest.fixture(scope="session")
def published(corpus: Path) -> list[tuple[str, Any]]:
    return list(documents(corpus))


def without_versions(package: Any) -> Any:
    """The records without their versioned releases: which schema these follow under an extension is told nowhere."""
    records = package["records"]
    bare = [each | {"versionedRelease": {}} if isinstance(each, dict) else each for each in records]
    return package | {"records": bare}


class Pair:
    """An official schema and ours, on the same instances."""

    def __init__(self, official: Any, errors: Callable[..., Any], version: Any, chosen: tuple[str, ...]) -> None:
        oracle = official(version, chosen)
        self.errors = errors
        self.validators = {
            name: (
                oracle.validator(name),
                jsonschema_rs.Draft4Validator(generate(version, chosen), validate_formats=True),
            )
            for name, generate in GENERATED.items()
        }

    def compare(self, name: str, instance: Any) -> int:
        official, ours = self.validators[name]
        expected = self.errors(official, instance)
        assert self.errors(ours, instance) == expected, json.dumps(instance)[:2000]
        return int(expected.total())


@pytest.mark.parametrize("chosen", [(), ALL], ids=["core", "all"])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_real_data_and_its_spoilt_copies(
    version: str, chosen: tuple[str, ...], official: Any, errors: Any, published: list[tuple[str, Any]]
) -> None:
    pair = Pair(official, errors, version, chosen)
    chance = random.Random(f"{version} {len(chosen)}")
    found = 0
    for kind, document in published:
        sound = without_versions(document) if chosen and kind == "record-package-schema" else document
        found += pair.compare(kind, sound)
        found += sum(pair.compare(kind, spoil(sound, chance)) for _ in range(SPOILT_COPIES))
    assert len(published) > 200
    assert found > 10_000


@pytest.mark.parametrize(
    "chosen", [(), *((each,) for each in ALL), ALL], ids=lambda chosen: "-".join(chosen[:2]) or "core"
)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_invented_releases_and_their_spoilt_copies(
    version: str, chosen: tuple[str, ...], official: Any, errors: Any
) -> None:
    pair = Pair(official, errors, version, chosen)
    root = official(version, chosen).schemas["release-schema"]
    chance = random.Random(f"{version} {chosen}")
    found = 0
    for _ in range(20):
        release = invented(root, root, chance)
        found += sum(pair.compare("release-schema", spoil(release, chance)) for _ in range(5))
    assert found > 100


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_versioned_releases_and_their_spoilt_copies(version: str, official: Any, errors: Any) -> None:
    pair = Pair(official, errors, version, ())
    root = official(version).schemas["versioned-release-validation-schema"]
    chance = random.Random(version)
    found = 0
    for _ in range(40):
        release = invented(root, root, chance)
        found += sum(pair.compare("versioned-release-validation-schema", spoil(release, chance)) for _ in range(5))
    assert found > 100


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_the_explaining_validator_finds_the_same(
    version: Any, official: Any, errors: Any, published: list[tuple[str, Any]]
) -> None:
    pytest.importorskip("rfc3339_validator")
    pytest.importorskip("rfc3986_validator")
    oracle = official(version)
    registry = Registry().with_resources((uri, DRAFT4.create_resource(each)) for uri, each in oracle.resources())
    chance = random.Random(version)
    formats = jsonschema.FormatChecker()
    for kind, document in chance.sample(published, 40):
        spoilt = spoil(document, chance)
        if len(orjson.dumps(spoilt)) > 50_000:
            continue
        theirs = Draft4Validator(oracle.schemas[kind], registry=registry, format_checker=formats)
        ours = Draft4Validator(GENERATED[kind](version), format_checker=formats)
        fast = jsonschema_rs.Draft4Validator(GENERATED[kind](version), validate_formats=True)
        found = sorted((list(error.absolute_path), error.validator) for error in ours.iter_errors(spoilt))
        assert found == sorted((list(error.absolute_path), error.validator) for error in theirs.iter_errors(spoilt))
        assert found == sorted((list(place), keyword) for place, keyword in errors(fast, spoilt).elements())
