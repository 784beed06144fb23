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
