"""What the tests of reports share: files with issues of many kinds."""

import json

import pytest

HOSTILE = "<script>alert(1)</script>&\"'\x1b[2J\x9b\u202e]]>"


@pytest.fixture
def package(tmp_path, sound):
    """A package whose two releases break many rules; gives the path."""

    def package(*releases, name="package.json", **metadata):
        said = {
            "uri": "https://example.org/1",
            "version": "1.1",
            "publishedDate": "2025-01-01T00:00:00Z",
            "publisher": {"name": "Ministerio"},
        }
        path = tmp_path / name
        path.write_text(json.dumps(said | metadata | {"releases": list(releases)}), encoding="utf-8")
        return path

    return package


@pytest.fixture
def many(package, sound):
    """A package with errors and warnings of many kinds."""
    tender = {
        "id": "T1",
        "status": "Publicado",
        "procurementMethodRationale": "",
        "value": {"amount": "12,000", "currency": "PEN"},
        "items": [{"id": "1", "quantity": "x"}, {"id": "1"}],
        "documents": [{"id": "1", "documentType": "bases", "datePublished": "31/12/2024"}],
        "propio": 1,
        "amendment": {"rationale": "x"},
    }
    return package(
        sound | {"tender": tender, "awards": [{}]}, sound | {"ocid": "213czf-1", "planning": {"milestones": [{}]}}
    )


@pytest.fixture
def hostile(package, sound):
    """A package in which every text tries to break out of a report."""
    tender = {"id": "T1", "status": HOSTILE, HOSTILE: HOSTILE, "value": {"amount": HOSTILE, "currency": "PEN"}}
    wrong = {"ocid": HOSTILE, "id": HOSTILE, "tender": tender, "buyer": {"id": "1", "name": HOSTILE}}
    return package(sound | wrong, publisher={"name": HOSTILE}, name="<b>&.json")
