"""The generated schemas state, field by field, what the official ones state."""

import csv
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from statements import WORDS_ONLY, resolve

ocdsmerge = pytest.importorskip("ocdsmerge")
from ocdsmerge.rules import get_merge_rules  # noqa: E402

from ocds.standard import schema  # noqa: E402
from ocds.standard.codelists import codelist, codes  # noqa: E402
from ocds.standard.extensions import extensions  # noqa: E402
from ocds.standard.tables import names  # noqa: E402

ALL = tuple(extensions())
CHOICES = [(), *((each,) for each in ALL), ALL]
# 1.0 states these two otherwise (``mergeStrategy``) or not at all; their effect is compared on the merge rules.
OF_1_1 = {"omitWhenMerged", "wholeListMerge", "versionId", "codelist", "openCodelist"}


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "+".join(chosen) if len(chosen) < 2 else "all")
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_release_is_stated_as_officially(version: Any, chosen: tuple[str, ...], official: Any) -> None:
    oracle = official(version, chosen).schemas["release-schema"]
    ours = schema.release_schema(version, chosen)
    drop = WORDS_ONLY | (OF_1_1 if version == "1.0" else set())
    assert resolve(ours, ours, {}, drop) == resolve(oracle, oracle, {}, drop)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(
    ("name", "generate"),
    [
        ("release-package-schema", schema.release_package_schema),
        ("record-package-schema", schema.record_package_schema),
        ("versioned-release-validation-schema", schema.versioned_release_schema),
    ],
)
def test_packages_and_versioned_releases_are_stated_as_officially(
    version: Any, name: str, generate: Any, official: Any
) -> None:
    oracle = official(version)
    # Whether a field is deprecated is told once, on the release.
    drop = WORDS_ONLY | OF_1_1 | {"deprecated"}
    ours = generate(version)
    documents = dict(oracle.resources())
    root = oracle.schemas[name]
    assert resolve(ours, ours, {}, drop) == resolve(root, root, documents, drop)


@pytest.mark.parametrize(("version", "folder"), [("1.0", "1.0.3"), ("1.1", "1.1.5")])
def test_codelists_hold_the_official_codes(version: Any, folder: str, corpus: Path) -> None:
    assert names("codelists", version)
    for name in names("codelists", version):
        path = corpus / "ocds_schema" / folder / "codelists" / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert codelist(name, version) == {row["Code"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("extension", [each for each in ALL if names("codelists", each)])
def test_an_extension_changes_codelists_as_officially(extension: str, corpus: Path) -> None:
    folder = corpus / "ocds_schema" / "extensions" / extension / "codelists"
    assert sorted(path.stem for path in folder.glob("*.csv")) == names("codelists", extension)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            official = {row["Code"] for row in csv.DictReader(file)}
        name = path.stem.removeprefix("+")
        base = codelist(name, "1.1") if path.stem.startswith("+") else set()
        assert set(codes(name, "1.1", (extension,))) == base | official


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "+".join(chosen) if len(chosen) < 2 else "all")
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_releases_merge_by_the_official_rules(version: Any, chosen: tuple[str, ...], official: Any) -> None:
    oracle = official(version, chosen).schemas["release-schema"]
    assert get_merge_rules(schema.release_schema(version, chosen)) == get_merge_rules(oracle)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_merged_releases_are_those_of_the_official_schema(version: Any, official: Any, corpus: Path) -> None:
    ours = ocdsmerge.Merger(schema=schema.release_schema(version))
    theirs = ocdsmerge.Merger(schema=official(version).schemas["release-schema"])
    cases = sorted((corpus / "validation" / "inputs" / "ocds-merge" / version).glob("*.json"))
    histories = [json.loads(case.read_text()) for case in cases if not case.stem.endswith(("-compiled", "-versioned"))]
    assert histories
    for releases in histories:
        assert ours.create_compiled_release(releases) == theirs.create_compiled_release(releases)
        assert ours.create_versioned_release(releases) == theirs.create_versioned_release(releases)


def test_the_order_of_our_extensions_does_not_matter_officially_either(official: Any) -> None:
    first = official("1.1", ("bids", "lots", "bidOpening")).schemas["release-schema"]
    for order in permutations(("bids", "lots", "bidOpening")):
        assert official("1.1", order).schemas["release-schema"] == first
