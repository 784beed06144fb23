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

from ocds.standard import schema
from ocds.standard.extensions import extensions

ALL = tuple(extensions())
GENERATED = {
    "release-schema": schema.release_schema,
    "release-package-schema": schema.release_package_schema,
    "record-package-schema": schema.record_package_schema,
    "versioned-release-validation-schema": schema.versioned_release_schema,
}
SPOILT: tuple[Any, ...] = (
    *(None, "", " ", 0, -1, 1.5, 2.0, 1e20, True, False, [], {}, [None], [[]], [{}], {"id": 1}, {"id": ""}),
    *("x", "2024-02-30T00:00:00Z", "2024-02-28", "2024-02-28T10:00:00-05:00", "2024-02-28T24:00:00Z", "00:00"),
    *(
        "http://example.org/a b",
        "example.org",
        "urn:x",
        "http://[",
        "a@b",
        "1.1",
        "1.1.5",
        "tender",
        "USD",
        "usd",
        "Open",
    ),
    *(["tender"], ["tender", "tender"], ["no such tag"], [1], [{"id": "1"}, {"id": "1"}], {"a": {"b": []}}),
)
SUFFIXES = ("_es", "_es-419", "_x-local", "_zh-Hant-TW", "_e", "_", "_en_US", "_de-1996", "_toolonglanguage", "_ES\n")
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


def invented(node: dict[str, Any], root: dict[str, Any], chance: random.Random) -> Any:
    """A value that the schema describes, with about half of the fields it knows."""
    node = root["definitions"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    types = node.get("type", "object" if "properties" in node else "string")
    kind = next(each for each in ([types] if isinstance(types, str) else types) if each != "null")
    if kind == "object":
        members = {
            name: invented(value, root, chance)
            for name, value in node.get("properties", {}).items()
            if name in node.get("required", ()) or chance.random() < 0.5
        }
        translated = [name for name in members if chance.random() < 0.1]
        return members | {name + chance.choice(SUFFIXES): chance.choice(("x", 1)) for name in translated}
    if kind == "array":
        return [invented(node.get("items", {}), root, chance) for _ in range(chance.randint(1, 2))]
    if "enum" in node:
        return chance.choice(node["enum"])
    text = {"date-time": "2024-05-06T07:08:09Z", "uri": "https://example.org/1", "email": "a@example.org"}
    plain = {
        "string": text.get(node.get("format", ""), str(chance.randint(1, 99))),
        "number": chance.choice((-1, 0, 0.5, 1, 2)),
        "integer": 3,
    }
    return plain.get(kind, True)


def spoil(document: Any, chance: random.Random) -> Any:
    """A copy with a few faults: a field dropped, replaced, repeated, renamed, or put a level too deep."""
    copy = orjson.loads(orjson.dumps(document))
    for _ in range(chance.randint(1, 4)):
        places = list(containers(copy))
        parent = chance.choice(places)
        key = chance.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
        match chance.randrange(6):
            case 0:
                del parent[key]
            case 1 if isinstance(parent, list):
                parent.append(orjson.loads(orjson.dumps(parent[key])))
            case 2 if isinstance(parent, dict):
                parent[f"{key}{chance.choice(SUFFIXES)}"] = chance.choice(SPOILT)
            case 3:
                parent[key] = [parent[key]]
            case 4:
                parent[key] = {"value": parent[key]}
            case _:
                parent[key] = chance.choice(SPOILT)
        # A shared constant must not be spoilt in turn, and an emptied document has nothing left to spoil.
        copy = orjson.loads(orjson.dumps(copy))
        if not any(containers(copy)):
            break
    return copy


def containers(node: Any) -> Iterator[Any]:
    if isinstance(node, dict | list):
        if node:
            yield node
        for value in node.values() if isinstance(node, dict) else node:
            yield from containers(value)


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
