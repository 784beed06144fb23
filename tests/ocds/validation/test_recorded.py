"""What the official schemas say of recorded packages is what we say, but where a table below says why not."""

import json
from collections import Counter

import pytest

from ocds.issues import ERROR
from ocds.validation.options import Options
from ocds.validation.stream import Validation

OUR_OWN = {
    "ocid_prefix": "the schema asks of an ocid only that it is a text",
    "duplicate_release": "the schema knows no ids of releases, and no array of packages",
    "conflicting_release": "the schema compares whole releases, not their ids",
}
NO_PACKAGE = "the schema of packages asks a bare release for the fields of a package; we ask it for those of a release"
WHOLE = {
    "ocdskit/release-packages.json": "an array of packages, which the schema of one package refuses; we read each",
}
CUT = ("realdata/release-package_split.json", "realdata/record-package_split.json")


def cases(folder, group):
    index = json.loads((folder / "validation" / "index.json").read_text(encoding="utf-8"))
    return [case for case in index["cases"] if case["group"] == group]


def validation(folder, case, options=None):
    made = Validation([str(folder / "validation" / case["input"])], options or Options())
    return list(made), dict(made.documents)


def official(case):
    """The errors of the official schema, as (JSON Pointer, keyword)."""
    return Counter((f"/{path}" if path else "", keyword) for path, keyword in case["core_schema"]["errors"])


def ours(told):
    return Counter((one.pointer, one.rule) for one in told if one.severity == ERROR and one.rule not in OUR_OWN)


def without_retold(expected, found):
    """Leave out what we tell in more detail: the releases of a record one by one, equal ids item by item."""
    for (pointer, keyword), times in list(expected.items()):
        if keyword == "oneOf" and pointer.endswith("/releases"):
            below = [key for key in found if key[0].startswith(f"{pointer}/")]
        elif keyword == "uniqueItems" and (pointer, keyword) not in found:
            below = [key for key in found if key[0].startswith(f"{pointer}/") and key[1] == "duplicate_id"]
        else:
            continue
        assert below, f"{pointer}: nothing is told in place of {keyword}"
        expected[pointer, keyword] -= times
        for key in below:
            del found[key]
    return +expected, found


def test_packages_break_the_rules_that_the_official_schema_says_they_break(corpus):
    compared = 0
    for case in cases(corpus, "package-check"):
        recorded = case.get("core_schema") or {}
        if "schema" not in recorded or "not a package" in recorded["note"] or case["id"] in WHOLE:
            continue
        told, _ = validation(corpus, case, Options(version=recorded["schema"][:3]))
        expected, found = without_retold(official(case), ours(told))
        assert found == expected, case["id"]
        compared += 1
    assert compared >= 58


def test_bare_releases_are_no_packages_and_are_held_to_what_a_release_is(corpus):
    compared = 0
    for case in cases(corpus, "package-check"):
        if "not a package" not in (case.get("core_schema") or {}).get("note", "") or case["id"] in WHOLE:
            continue
        told, documents = validation(corpus, case)
        assert set(official(case)) == {("", "required")}, NO_PACKAGE
        assert documents == {"foreign": 1}
        assert told[0].rule == "missing_ocid"
        assert len(ours(told)) > 5, case["id"]  # the templates are filled with placeholders
        compared += 1
    assert compared == 10


def test_an_array_of_packages_is_read_package_by_package(corpus):
    case = next(case for case in cases(corpus, "package-check") if case["id"] in WHOLE)

    told, documents = validation(corpus, case)

    assert documents == {"release": 2}
    assert [(one.pointer, one.rule) for one in told if one.severity == ERROR] == [
        ("/1/releases/0", "duplicate_release")
    ]


@pytest.mark.parametrize("name", CUT)
def test_concatenated_packages_have_no_verdict_of_the_schema_but_one_of_ours(name, corpus):
    case = next(case for case in cases(corpus, "package-check") if case["id"].endswith(name))

    told, documents = validation(corpus, case)

    assert "schema" not in (case.get("core_schema") or {})
    assert sum(documents.values()) >= 2
    assert not {"foreign", "unreadable"} & documents.keys()
    assert told


def test_a_package_that_is_no_utf_8_loses_only_the_releases_that_are_not(corpus):
    case = next(c for c in cases(corpus, "package-check") if c["id"].endswith("encoding-iso-8859-1.json"))

    told, documents = validation(corpus, case)

    assert documents == {"unreadable": 3}
    assert [one.rule for one in told if one.severity == ERROR] == ["encoding"] * 3


KINDS = {
    "record package": {"record": 1},
    "release package": {"release": 1},
    "record": {"record": 1},
    "release": {"release": 1},
    "compiled release": {"compiled": 1},
    "a JSON array of release packages": {"release": 2},
}
# Where we say other things than the peer, or more: of several texts each is told, a versioned release cannot be held
# to the schema of releases, an empty array holds nothing that could be named, and a package lacks its releases.
OTHERWISE = {
    "versioned release": ({"foreign": 1}, "versioned_release"),
    "concatenated JSON, starting with a JSON array of release packages": ({"release": 4}, "duplicate_release"),
    "concatenated JSON, starting with release": ({"release": 1, "foreign": 1}, "foreign_json"),
    "empty package": ({"foreign": 1}, "required"),
    "unknown (non-OCDS array)": ({"unreadable": 1}, "empty_file"),
}


def test_the_kinds_of_documents_are_those_that_the_peer_detects(corpus):
    compared = Counter()
    for case in cases(corpus, "detect-format"):
        stated = case["expected"]["format"]
        told, documents = validation(corpus, case)
        if stated in OTHERWISE:
            expected, rule = OTHERWISE[stated]
            assert rule in {one.rule for one in told}, case["id"]
        else:
            expected = {"foreign": 1} if stated.startswith("unknown") else KINDS[stated]
        assert documents == expected, case["id"]
        compared[stated.partition(" ")[0]] += 1
    assert sum(compared.values()) == 18
    assert compared["unknown"] == 7
