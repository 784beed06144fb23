"""Compiled releases of one process in several packages are settled by the version that their packages state."""

import json

import pytest

PACKAGE = {"uri": "https://compras.example.org/1", "publishedDate": "2024-06-01T00:00:00Z", "publisher": {"name": "M"}}


def package(number, version):
    """A compiled release that names its buyer in place, as 1.0 does, but does not describe it."""
    release = {
        "ocid": "ocds-xqy001-1",
        "id": str(number),
        "date": f"2024-05-0{number}T09:00:00Z",
        "tag": ["compiled"],
        "initiationType": "tender",
        "buyer": {"name": "Ministerio"},
        "tender": {"id": "T1", "amendment": {"date": "2024-04-01T09:00:00Z"}},
    }
    return json.dumps(PACKAGE | version | {"releases": [release]}).encode()


@pytest.mark.parametrize("validate", [True, False])
@pytest.mark.parametrize(
    ("version", "stated", "buyers"), [({}, "1.0", ["Ministerio"]), ({"version": "1.1"}, "1.1", [])]
)
def test_repeated_compiled_releases_follow_the_version_of_their_package(built, version, stated, buyers, validate):
    found = built({f"{number}.json": package(number, version) for number in (1, 2)}, validate=validate)

    assert found.documents["version"].to_list() == [stated, stated]
    assert found.table("party")["name"].to_list() == buyers


def test_an_organization_described_in_two_ways_is_an_issue_and_nothing_is_logged(built, caplog):
    firm = {"id": "XX-RUC-2", "name": "Firma"}
    release = {
        "ocid": "ocds-xqy001-1", "id": "1", "date": "2024-05-01T09:00:00Z", "tag": ["award"],
        "initiationType": "tender", "tender": {"id": "t", "tenderers": [firm]},
        "awards": [{"id": "1", "suppliers": [firm | {"name": "Firma S. A.", "contactPoint": {"name": "Rosa"}}]}],
    }  # fmt: skip
    record = {"ocid": "ocds-xqy001-2", "releases": [release | {"ocid": "ocds-xqy001-2"}]}
    compiled = release | {"ocid": "ocds-xqy001-3", "tag": ["compiled"]}

    found = built(
        {
            "releases.json": json.dumps(PACKAGE | {"releases": [release, compiled]}).encode(),
            "records.json": json.dumps(PACKAGE | {"records": [record]}).encode(),
        }
    )

    told = found.issues.filter(rule="party_differs").select("ocid", "pointer", "value", "detail").sort("ocid").rows()
    supplier = "awards/0/suppliers/0/id"
    assert told == [
        ("ocds-xqy001-1", f"/releases/0/{supplier}", '"XX-RUC-2"', "supplier"),
        ("ocds-xqy001-2", f"/records/0/releases/0/{supplier}", '"XX-RUC-2"', "supplier"),
        ("ocds-xqy001-3", f"/releases/1/{supplier}", '"XX-RUC-2"', "supplier"),
    ]
    assert set(found.table("party")["name"]) == {"Firma"}
    assert caplog.records == []


@pytest.mark.parametrize("validate", [True, False])
def test_a_release_that_cannot_be_brought_to_1_1_is_told(built, validate):
    release = {"ocid": "ocds-xqy001-1", "id": "1", "date": "2024-05-01T09:00:00Z", "tag": ["award"], "buyer": "M"}

    found = built({"releases.json": json.dumps(PACKAGE | {"releases": [release]}).encode()}, validate=validate)

    assert found.issues.filter(rule="not_upgraded").select("ocid", "pointer").rows() == [
        ("ocds-xqy001-1", "/releases/0")
    ]
