"""An official extension read from its files states what our tables state of it."""

import csv
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest

from ocds.extending.folder import FolderFiles
from ocds.extending.patches import Patch, patch_from
from ocds.extending.schema import codelist_with, schema_with
from ocds.standard.codelists import codelist
from ocds.standard.extensions import extensions, with_requirements
from ocds.standard.schema import record_schema, release_schema
from ocds.standard.tables import names

ALL = tuple(extensions())
# Words, and the one fact that a patch may not take away (that milestone_documents does is told nowhere).
UNREAD = {"title", "description", "deprecated", "codelist", "openCodelist", "wholeListMerge", "omitWhenMerged"}


@pytest.fixture
def folder(corpus: Path) -> Path:
    path = corpus / "ocds_schema" / "extensions"
    if not path.is_dir():
        pytest.skip("the official extensions are not here; set VEEDURIA_CORPUS")
    return path


def patches(folder: Path, chosen: tuple[str, ...]) -> tuple[Patch, ...]:
    found = [patch_from(FolderFiles(each, folder / each)) for each in with_requirements(chosen)]
    assert [unread for _, unread in found if unread] == []
    return tuple(patch for patch, _ in found)


def stated(node: Any) -> Any:
    """What a validator reads of a schema, whatever the order of its lists."""
    if isinstance(node, list):
        return [stated(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {}
    for key, value in node.items():
        if key == "properties":
            found[key] = {name: stated(each) for name, each in value.items()}
        elif key in {"type", "required", "enum"}:
            found[key] = {value} if isinstance(value, str) else set(value)
        elif key not in UNREAD:
            found[key] = stated(value)
    return {key: value for key, value in found.items() if value or key != "properties"}


@pytest.mark.parametrize(
    "chosen", [*((each,) for each in ALL), ALL], ids=lambda each: each[0] if len(each) < 2 else "all"
)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_patched_release_is_stated_as_by_our_tables(version: Any, chosen: tuple[str, ...], folder: Path) -> None:
    ours = release_schema(version, chosen)
    assert stated(schema_with(version, (), patches(folder, chosen))) == stated(ours)


def of(path: Path) -> list[Any]:
    """The records of a package; none of what is not one JSON text."""
    try:
        package = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        return []
    return package.get("records") or [] if isinstance(package, dict) else []


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_patched_record_finds_what_our_tables_find(version: Any, folder: Path, corpus: Path) -> None:
    validators = [
        jsonschema_rs.Draft4Validator(schema, validate_formats=True)
        for schema in (
            record_schema(version, ALL),
            schema_with(version, (), patches(folder, ALL), "Record"),
        )
    ]
    records = [
        record for path in sorted((corpus / "validation" / "inputs").rglob("*record*.json")) for record in of(path)
    ]
    assert len(records) > 10
    for record in records:
        expected, found = (
            sorted(
                ("/".join(map(str, error.instance_path)), error.kind.name) for error in validator.iter_errors(record)
            )
            for validator in validators
        )
        assert found == expected


@pytest.mark.parametrize("extension", [each for each in ALL if names("codelists", each)])
def test_codelists_are_those_of_our_tables(extension: str, folder: Path) -> None:
    found = patches(folder, (extension,))
    for path in (folder / extension / "codelists").glob("*.csv"):
        name = path.stem.lstrip("+-")
        assert codelist_with(name, "1.1", (), found) == codelist(name, "1.1", [extension])
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert codelist_with(name, "1.1", (), found) >= {row["Code"] for row in csv.DictReader(file)}
