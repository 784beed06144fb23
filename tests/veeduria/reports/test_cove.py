"""The output that programs written for libcoveocds read."""

import gzip
import json

import pytest


@pytest.fixture
def told(veeduria):
    """Validate for programs that read libcoveocds; gives what they read."""

    def told(source):
        return json.loads(veeduria("validate", source, "--format", "cove").stdout)

    return told


def test_keys_are_those_of_libcoveocds(told, many):
    assert set(told(many)) == {
        "file_type", "version_used", "schema_url", "extensions", "validation_errors", "common_error_types",
        "deprecated_fields", "additional_closed_codelist_values", "additional_open_codelist_values",
        "additional_fields", "all_additional_fields", "additional_checks", "conformance_errors",
        "structure_warnings", "count", "unique_ocids_count",
    }  # fmt: skip


def test_structure(told, many):
    errors = {(error["type"], error["path"]): error for error in told(many)["validation_errors"]}
    amount = errors["number", "releases/0/tender/value/amount"]
    assert (amount["field"], amount["value"]) == ("releases/tender/value/amount", "12,000")
    assert errors["date-time", "releases/0/tender/documents/0/datePublished"]["value"] == "31/12/2024"
    assert errors["required", "releases/0/awards/0"]["field"] == "releases/awards/id"
    assert errors["uniqueItems", "releases/0/tender/items/1/id"]["value"] == "1"


def test_codelists(told, many):
    found = told(many)
    closed = found["additional_closed_codelist_values"]["releases/tender/status"]
    assert (closed["path"], closed["field"], closed["codelist"]) == ("releases/tender", "status", "tenderStatus.csv")
    assert (closed["isopen"], closed["values"]) == (False, ["Publicado"])
    open_ones = found["additional_open_codelist_values"]["releases/tender/documents/documentType"]
    assert (open_ones["codelist"], open_ones["isopen"], open_ones["values"]) == ("documentType.csv", True, ["bases"])


def test_fields(told, many):
    found = told(many)
    assert found["additional_fields"] == [{"path": "/releases/tender", "field": "propio", "usage_count": 1}]
    deprecated = {(one["field"], path) for one in found["deprecated_fields"] for path in one["paths"]}
    assert ("amendment", "releases/0/tender") in deprecated


def test_identity_and_emptiness(told, many):
    found = told(many)
    assert found["conformance_errors"] == {"ocds_prefixes_bad_format": [["213czf-1", "releases/1/ocid"]]}
    assert {"json_location": "releases/0/tender/procurementMethodRationale"} in found["additional_checks"][
        "empty_field"
    ]
    assert (found["count"], found["unique_ocids_count"], found["version_used"]) == (2, 2, "1.1")


def test_items_without_id(told, package, sound):
    tender = {"id": "T1", "documents": [], "amendments": [{"rationale": "x"}]}
    found = told(package(sound | {"tender": tender}))
    assert found["structure_warnings"] == {"missing_ids": ["releases/0/tender/amendments/0/id"]}


def test_extensions_that_are_not_applied(told, package, sound):
    url = "https://example.org/extension.json"
    bids = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/master/extension.json"
    found = told(package(sound, extensions=[url, bids]))["extensions"]
    assert [one["url"] for one in found["extensions"]] == [url, bids]
    assert [one[0] for one in found["invalid_extensions"]] == [url]
    assert found["is_extended_schema"] is True


def test_several_files_are_a_mistake_of_usage(veeduria, package, sound, tmp_path):
    files = package(sound, name="a.json"), package(sound, name="b.json")
    for sources in (files, [tmp_path]):
        called = veeduria("validate", *sources, "--format", "cove")
        assert called.exit_code == 2
        assert "one plain JSON file" in called.stderr
        assert called.stdout == ""


def test_what_libcoveocds_does_not_read_is_a_mistake_of_usage(veeduria, package, written, sound, tmp_path):
    packed = tmp_path / "package.json.gz"
    packed.write_bytes(gzip.compress(package(sound).read_bytes()))
    for source, given in ((packed, None), ("-", json.dumps(sound)), (written(sound, sound), None)):
        assert veeduria("validate", source, "--format", "cove", given=given).exit_code == 2


def test_parts_are_refused(veeduria, package, sound, tmp_path):
    called = veeduria("validate", package(sound), "--format", "cove", "--by", "buyer", "--output", tmp_path / "parts")
    assert called.exit_code == 2
    assert not (tmp_path / "parts").exists()
