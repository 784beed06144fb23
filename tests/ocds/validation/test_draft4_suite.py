"""The tests that the makers of JSON Schema wrote for draft 4, through the validator that all our schemas go through.

They are no part of the repository: `make test` takes them from the source distribution of `jsonschema`. Otherwise,
name its folder `json` (or a checkout of JSON-Schema-Test-Suite) by VEEDURIA_DRAFT4, or put it beside the corpus.
"""

import json
import os
from collections import Counter
from pathlib import Path

import jsonschema_rs
import pytest

from ocds.validation import gate

HOST = "http://localhost:1234/"
"""Where the tests expect the schemas that other schemas refer to."""
REFERRED = ("integer.json", "baseUriChange*/*.json", "draft4/*.json")


@pytest.fixture(scope="module")
def suite():
    beside = Path(os.environ.get("VEEDURIA_CORPUS", Path(__file__).parents[4] / "shared" / "data")) / "draft4"
    folder = Path(os.environ.get("VEEDURIA_DRAFT4", beside))
    if not (folder / "tests" / "draft4").is_dir():
        pytest.skip("the test suite of draft 4 is not here; set VEEDURIA_DRAFT4 to its folder")
    return folder


@pytest.fixture
def with_remotes(suite, monkeypatch):
    """Let the validator find the schemas of the suite that others refer to; as ever, it fetches nothing."""
    made = jsonschema_rs.Draft4Validator
    resources = [
        (HOST + path.relative_to(suite / "remotes").as_posix(), json.loads(path.read_text(encoding="utf-8")))
        for pattern in REFERRED
        for path in sorted((suite / "remotes").glob(pattern))
    ]
    registry = jsonschema_rs.Registry(resources, draft=jsonschema_rs.Draft4)

    def validator(schema, **options):
        return made(schema, **options, registry=registry)

    monkeypatch.setattr(gate.jsonschema_rs, "Draft4Validator", validator)


def test_every_verdict_of_the_suite_is_ours(suite, with_remotes):
    right, wrong = Counter(), []
    for path in sorted((suite / "tests" / "draft4").rglob("*.json")):
        part = path.relative_to(suite / "tests" / "draft4").parts[0].removesuffix(".json")
        for case in json.loads(path.read_text(encoding="utf-8")):
            held = gate.validator(case["schema"])
            for test in case["tests"]:
                if (held.is_valid(test["data"]), not gate.errors_of(test["data"], held)) == (test["valid"],) * 2:
                    right["optional" if part == "optional" else "required"] += 1
                else:
                    wrong.append(f"{path.name}: {case['description']}: {test['description']}")

    assert wrong == []
    assert right["required"] > 600
    assert right["optional"] > 200
