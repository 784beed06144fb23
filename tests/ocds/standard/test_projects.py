"""The schemas of OC4IDS projects find the same errors as the official ones, at the same places."""

import csv
import json
import random
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from spoiling import invented, spoil
from statements import WORDS_ONLY, resolve

from ocds.standard.projects import project_codelist, project_package_schema, project_schema
from ocds.standard.tables import names

# The official schema names a codelist of which there is no file; the file is that of the right name.
MISNAMED = {"climateMeasures.csv": "climateMeasure.csv"}
PROJECT = {"id": "oc4ids-bu3kcz-1"}
PACKAGE = {
    "uri": "https://example.org/1",
    "publishedDate": "2024-05-06T07:08:09Z",
    "publisher": {"name": "Ministry of Works"},
    "version": "0.9",
    "projects": [PROJECT],
}


class Pair:
    """The official schemas and ours, on the same instances."""

    def __init__(self, folder: Path, errors: Any) -> None:
        self.errors = errors
        self.official = {
            name: json.loads((folder / f"{name}-schema.json").read_text(encoding="utf-8"))
            for name in ("project", "project-package")
        }
        self.ours = {"project": project_schema(), "project-package": project_package_schema()}
        self.documents = {schema["id"]: schema for schema in self.official.values()}
        registry = jsonschema_rs.Registry(list(self.documents.items()), draft=jsonschema_rs.Draft4)
        self.validators = {
            name: (
                jsonschema_rs.Draft4Validator(schema, registry=registry, validate_formats=True),
                jsonschema_rs.Draft4Validator(self.ours[name], validate_formats=True),
            )
            for name, schema in self.official.items()
        }

    def compare(self, name: str, instance: Any) -> int:
        official, ours = self.validators[name]
        expected = self.errors(official, instance)
        assert self.errors(ours, instance) == expected, json.dumps(instance)[:2000]
        return int(expected.total())


@pytest.fixture(scope="session")
def folder(corpus: Path) -> Path:
    path = corpus / "oc4ids_schema"
    if not path.is_dir():
        pytest.skip("the official schemas of OC4IDS are not here; set VEEDURIA_CORPUS")
    return path


@pytest.fixture(scope="session")
def pair(folder: Path, errors: Any) -> Pair:
    return Pair(folder, errors)


@pytest.mark.parametrize("name", ["project", "project-package"])
def test_a_project_is_stated_as_officially(name: str, pair: Pair) -> None:
    def right(node: Any) -> Any:
        if isinstance(node, dict):
            return {
                key: MISNAMED.get(value, value) if key == "codelist" else right(value) for key, value in node.items()
            }
        return node

    ours, official = pair.ours[name], pair.official[name]
    expected = resolve(official, official, pair.documents, WORDS_ONLY)
    assert resolve(ours, ours, {}, WORDS_ONLY) == right(expected)


def test_codelists_hold_the_official_codes(folder: Path) -> None:
    assert sorted(path.stem for path in folder.glob("codelists/*.csv")) == names("codelists", "oc4ids")
    for path in folder.glob("codelists/*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert project_codelist(path.stem) == {row["Code"] for row in csv.DictReader(file)}


def test_published_projects_and_their_spoilt_copies(pair: Pair, corpus: Path) -> None:
    chance = random.Random("published projects")
    packages = [json.loads(path.read_bytes()) for path in sorted((corpus / "real" / "oc4ids").glob("*.json"))]
    assert packages
    found = 0
    for package in packages:
        found += pair.compare("project-package", package)
        found += sum(pair.compare("project-package", spoil(package, chance)) for _ in range(500))
        for project in package["projects"]:
            found += sum(pair.compare("project", spoil(project, chance)) for _ in range(500))
    assert found > 1000


def test_invented_projects_and_their_spoilt_copies(pair: Pair) -> None:
    chance = random.Random("invented projects")
    root = pair.official["project"]
    found = 0
    for _ in range(60):
        project = invented(root, root, chance)
        found += pair.compare("project", project)
        found += sum(pair.compare("project", spoil(project, chance)) for _ in range(10))
        found += sum(
            pair.compare("project-package", spoil(PACKAGE | {"projects": [project]}, chance)) for _ in range(3)
        )
    assert found > 1000


def test_the_least_project_is_sound_and_an_empty_one_is_not() -> None:
    validator = jsonschema_rs.Draft4Validator(project_package_schema(), validate_formats=True)
    assert validator.is_valid(PACKAGE)
    assert not validator.is_valid(PACKAGE | {"projects": []})
    assert not validator.is_valid(PACKAGE | {"projects": [{}]})
    assert not validator.is_valid(PACKAGE | {"projects": [PROJECT, PROJECT]})


@pytest.mark.parametrize(
    ("field", "value", "keyword", "place"),
    [
        ("status", "under way", "enum", ["status"]),
        ("sector", ["transport", ""], "minLength", ["sector", 1]),
        ("locations", [{"id": "1", "geometry": {"coordinates": [-87.7, []]}}], "minItems", ["locations", 0]),
        ("title", None, "type", ["title"]),
        ("budget", {}, "minProperties", ["budget"]),
    ],
)
def test_a_fault_in_a_project_is_found(field: str, value: Any, keyword: str, place: list[Any], errors: Any) -> None:
    validator = jsonschema_rs.Draft4Validator(project_schema(), validate_formats=True)
    assert validator.is_valid(PROJECT)
    ((where, rule),) = errors(validator, PROJECT | {field: value})
    assert rule == keyword
    assert list(where)[: len(place)] == place
