"""The fast path of merging gives what `ocdsmerge` gives, result or exception, on whatever is published."""

import copy
import json
import warnings

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocdsmerge import Merger
from ocdsmerge.rules import get_merge_rules

from ocds.compiling import merge as merging
from ocds.compiling.merge import merge

SCALARS = st.sampled_from([None, "", "x", "y", 0, 1, 1.5, True])
IDS = st.sampled_from(["1", "2", "3"]) | st.sampled_from(["1", 1, None, "", {"a": 1}])
KEYS = ["title", "value", "items", "roles", "relatedLots", "additionalIdentifiers", "submissionMethod", "id", "tag"]
SECTIONS = ["tender", "awards", "parties", "buyer", "relatedProcesses", "language", "tag", "planning", "x"]


def objects(values, keys=KEYS):
    return st.dictionaries(st.sampled_from(keys), values, max_size=4)


def items(values):
    return st.lists(
        st.builds(lambda found, one: found | {"id": one}, objects(values), IDS) | objects(values), max_size=3
    )


VALUES = st.recursive(
    SCALARS | st.lists(SCALARS, max_size=2),
    lambda values: objects(values) | items(values) | st.lists(values, max_size=2),
    max_leaves=8,
)
AMOUNTS = objects(SCALARS, ["amount", "currency"])
REGULAR = st.fixed_dictionaries(
    {},
    optional={
        "tender": st.fixed_dictionaries({}, optional={"title": SCALARS, "id": SCALARS, "value": AMOUNTS}),
        "awards": st.lists(
            st.fixed_dictionaries(
                {"id": st.sampled_from(["1", "2", "3"])}, optional={"title": SCALARS, "value": AMOUNTS}
            ),
            max_size=3,
            unique_by=lambda item: item["id"],
        ),
    },
)
RELEASES = st.lists(REGULAR | objects(VALUES, SECTIONS), min_size=1, max_size=3)


def identified(contents, *, dated=True):
    releases = [
        {"ocid": "ocds-213czf-1", "id": str(number)}
        | ({"date": f"2024-01-0{number + 1}T00:00:00Z"} if dated else {})
        | content
        for number, content in enumerate(contents)
    ]
    return orjson.loads(orjson.dumps(releases))


def outcome(function, releases):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return function(releases)
        except Exception as error:  # noqa: BLE001 (which one is what is compared)
            return type(error)


def merged(releases):
    found = merge(releases)
    assert found.text == orjson.dumps(found.release)
    return found.release


def by_the_rules(releases):
    return Merger(merge_rules=merging._merge_rules()).create_compiled_release(releases)


@settings(deadline=None, max_examples=400)
@given(RELEASES)
def test_merged_as_ocdsmerge_does(contents):
    releases = identified(contents)
    before = copy.deepcopy(releases)

    assert outcome(merged, releases) == outcome(by_the_rules, copy.deepcopy(releases))
    assert releases == before


@settings(deadline=None, max_examples=100)
@given(RELEASES, st.sampled_from(["ocid", "date"]), st.sampled_from([None, 1, ["2024"]]))
def test_what_identifies_a_release_may_be_anything(contents, key, value):
    releases = identified(contents)
    releases[-1][key] = value

    assert outcome(merged, releases) == outcome(by_the_rules, copy.deepcopy(releases))


@settings(deadline=None, max_examples=50)
@given(st.lists(REGULAR, min_size=1, max_size=3))
def test_regular_releases_take_the_fast_path(contents):
    assert merging._fast_merge(identified(contents))[0]["ocid"] == "ocds-213czf-1"


@pytest.mark.parametrize("award", [{"id": 1}, {"title": "x"}, {"title": "x", "items": [{"id": 2}, {"quantity": 1}]}])
def test_a_release_alone_takes_the_fast_path_whatever_its_items_have_for_ids(award):
    assert merging._fast_merge(identified([{"awards": [award, {"id": "2"}]}]))[0]["awards"] == [award, {"id": "2"}]


@pytest.mark.parametrize(
    "rules",
    [
        {("tender", "title"): "omitWhenMerged"},
        {("tender", "items"): "wholeListMerge", ("tender", "items", "roles"): "wholeListMerge"},
        {("tender", "items", "roles"): "wholeListMerge", ("tender", "items"): "wholeListMerge"},
    ],
)
def test_rules_that_omit_more_and_rules_within_whole_arrays(rules, monkeypatch):
    use_rules(monkeypatch, dict.fromkeys([("id",), ("date",)], "omitWhenMerged") | rules)
    tenders = [{"title": "x", "items": [{"id": "1", "roles": ["buyer"]}]}, {"items": [{"id": "2", "roles": None}]}]
    releases = identified([{"tender": tender} for tender in tenders])

    assert merged(releases) == by_the_rules(releases)


def test_an_array_grows_from_release_to_release_and_leaves_the_releases_as_they_were():
    contents = [{"awards": [{"id": str(i), "title": str(n)} for i in range(n, n + 2)]} for n in range(5)]
    releases = identified(contents)
    before = copy.deepcopy(releases)

    said = [award["id"] + award["title"] for award in merged(releases)["awards"]]
    assert said == ["00", "11", "22", "33", "44", "54"]
    assert releases == before


def test_a_word_that_looks_like_null_stays():
    releases = identified([{"tender": {"title": "null"}}, {"tender": {"value": {"currency": None}}}])

    assert merged(releases)["tender"] == {"title": "null", "value": {}}


@pytest.fixture(scope="module")
def recorded(corpus):
    cases = json.loads((corpus / "validation/index.json").read_text("utf-8"))["cases"]
    return [case for case in cases if case["group"] == "merge" and case["kind"] == "compiled"]


def test_the_recorded_cases(recorded, corpus, monkeypatch):
    folder = corpus / "validation"
    official = {case["schema"]: case for case in recorded}
    assert len(official) == 3
    for case in recorded:
        if case["schema"] == "tests/fixtures/schema.json":
            schema = json.loads((folder / "inputs/ocds-merge/schema.json").read_text("utf-8"))
        else:
            version = case["schema"].removeprefix("release ").replace(".", "__")
            schema = json.loads((folder / f"inputs/ocds-merge/release-schema-{version}.json").read_text("utf-8"))
        use_rules(monkeypatch, get_merge_rules(schema))
        releases = json.loads((folder / case["input"]).read_text("utf-8"))
        expected = json.loads((folder / case["expected_file"]).read_text("utf-8"))
        assert outcome(merged, releases) == expected, case["id"]


RULE_TREE = merging._rule_tree.__wrapped__


def use_rules(monkeypatch, rules):
    monkeypatch.setattr(merging, "_merge_rules", lambda: rules)
    monkeypatch.setattr(merging, "_rule_tree", RULE_TREE)
    monkeypatch.setattr(merging, "_merger", lambda: Merger(merge_rules=rules))
