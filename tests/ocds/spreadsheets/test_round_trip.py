"""Flattened and unflattened again, releases are what they were."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocds.spreadsheets.flatten import flattened
from ocds.spreadsheets.unflatten import unflattened
from sample_data.generator import compiled_releases, releases

FORMS = ("csv", "xlsx", "ods")
AWKWARD = {
    "texts": [
        "=1+1", "+1", "-1", "@x", "'=1", "'", "''x", "a;b", " spaces  inside ", "\ttab", "line\nline", "\r\n", "\x01",
        "_x0041_", "#N/A", "true", "1.0", "007", "1e5", "", "  ", "\ufffe", "\u2028", '<&>"', "日本語", "😀",
    ],
    "numbers": [0, -5, 1.5, 0.1 + 0.2, 1e21, 2**60, -(2**53), 123456789012345.67],
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", [releases, compiled_releases])
def test_releases_of_the_sample_country_come_back(source, form, there_and_back):
    package = {
        "uri": "https://quillay.example/1",
        "version": "1.1",
        "extensions": ["https://quillay.example/a", "https://quillay.example/b"],
        "publisher": {"name": "=Quillay", "uid": "00"},
        "releases": list(source(25, 1)),
    }
    assert there_and_back(package, form)[0] == package


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", AWKWARD["texts"])
def test_texts_come_back(text, form, there_and_back):
    release = {"ocid": "ocds-1", "id": "1", "tag": [text], "tender": {"id": text, "title": text, "x": text}}
    assert there_and_back({"releases": [release]}, form)[0]["releases"] == [release]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", AWKWARD["numbers"])
def test_numbers_come_back(number, form, there_and_back):
    tender = {"id": 5, "title": number, "value": {"amount": number}, "x": number}
    release = {"ocid": "ocds-1", "id": "1", "tender": tender}
    assert there_and_back({"releases": [release]}, form)[0]["releases"] == [release]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "member",
    [
        {"items": [{"id": "1"}, {"id": "1", "description": "twice"}]},
        {"items": [{"id": 1}, {"id": "1"}]},
        {"items": [{"description": "no id", "additionalClassifications": [{"id": "a"}, {"id": "b"}]}]},
        {"items": [{}, {"id": "2"}]},
        {"items": [None, "text", {"id": "3"}]},
        {"items": {"id": "not an array"}},
        {"items": []},
        {"value": {}},
        {"value": None},
        {"status": None, "title": ""},
        {"submissionMethod": [], "additionalProcurementCategories": ["a", 1]},
        {"hasEnquiries": "true", "numberOfTenderers": True},
        {"0": "a", "a/b": "c", "d~e": "f", "g:json": "h", " i ": "j", "": "k", "=l": "m", "Title": "n", "\x08": "o"},
        {"x": {"\ufffe": {"y": 1}}},
        {"title_es": "Escuelas", "value": {"amount": "1.5"}},
        {"coordinates": [[1, 2], [3, 4]], "items": [{"deliveryLocation": {"geometry": {"coordinates": [1.5, 2]}}}]},
        {"lots": [{"id": "1", "x": [{"y": [{"z": 1}]}]}]},
    ],
)
def test_what_fits_no_plain_cell_comes_back(member, form, there_and_back):
    release = {"ocid": "ocds-1", "id": "1", "tender": {"id": "t", **member}}
    assert there_and_back({"releases": [release]}, form)[0]["releases"] == [release]


@pytest.mark.parametrize("form", FORMS)
def test_releases_that_ids_do_not_tell_apart_come_back(form, there_and_back):
    package = {
        "releases": [
            {"ocid": "ocds-1", "id": "1", "date": "2025-01-01T00:00:00Z"},
            {"ocid": "ocds-1", "id": "1", "date": "2025-01-02T00:00:00Z"},
            {"ocid": "ocds-2", "parties": [{"id": "a"}]},
            {"ocid": "ocds-3", "id": "1"},
            {"ocid": "ocds-3", "parties": [{"id": "b"}]},
            {"ocid": "ocds-5", "id": "1", "#REF!": 1, "=a": 2, "0": 3, "": 4},
            {"ocid": 4, "id": 1, "parties": [{"id": "c"}]},
        ]
    }
    assert there_and_back(package, form)[0] == package


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "items", "value", "amount", "tender", "0", "x"]) | st.text(
        st.characters(exclude_categories=["Cs"]), max_size=3), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
RELEASES = st.lists(
    st.dictionaries(st.sampled_from(["tender", "parties", "awards", "tag", "id", "y"]), JSON), max_size=4
)


@pytest.mark.parametrize("form", FORMS)
@given(found=RELEASES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
def test_anything_comes_back(form, found, tmp_path_factory):
    package = {"releases": [{"ocid": "ocds-1", **release} for release in found] or [{"ocid": "ocds-2"}]}
    folder = tmp_path_factory.mktemp("any")
    source = folder / "source.json"
    source.write_text(json.dumps(package), encoding="utf-8")
    out = folder / ("book" if form == "csv" else f"book.{form}")
    flattened(source, out, form)
    assert json.loads(unflattened(out, folder).json.read_bytes()) == package


@pytest.mark.parametrize("form", FORMS)
def test_the_same_releases_give_the_same_bytes(form, there_and_back):
    package = {"releases": list(releases(3, 1))}
    books = [there_and_back(package, form)[1] for _ in range(2)]
    first, second = ([f.read_bytes() for f in sorted(b.iterdir())] if b.is_dir() else b.read_bytes() for b in books)
    assert first == second


@pytest.mark.parametrize("form", FORMS)
def test_the_same_workbook_gives_the_same_bytes(form, there_and_back, read):
    _, book = there_and_back({"releases": list(releases(3, 1))}, form)
    assert read(book)[1].json.read_bytes() == read(book)[1].json.read_bytes()
