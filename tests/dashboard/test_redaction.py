"""What must never be shown is not shown: on no page, in no file, in no log."""

import json
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from quillay import BARRED, OPEN, SECRETS, WEIRD
from routes import CSV, JSON, PAGES

from dashboard.redaction import HIDDEN, Redactor, issue, of_release


@pytest.mark.parametrize("path", [*PAGES, *CSV, *JSON])
def test_no_secret_is_shown_anywhere(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_rest_of_the_release_stays(client: FlaskClient) -> None:
    release = json.loads(client.get(f"/process.json?{urlencode({'ocid': BARRED})}").text)["release"]
    assert release["parties"][0]["name"] == "Lucía Ejemplo Ficticia"
    assert release["parties"][0]["contactPoint"] == HIDDEN
    assert release["parties"][1]["identifier"]["id"] == "20999888777"
    assert release["awards"][0]["value"] == {"amount": 79500, "currency": "XTS"}


def test_sealed_bids_open_once_the_tender_is_closed() -> None:
    release = {"ocid": "x", "bids": {"details": [{"value": {"amount": 12}}]}}
    assert Redactor(sealed=True).clean(release)["bids"] != release["bids"]
    assert Redactor(sealed=False).clean(release) == release


def test_bids_of_an_open_tender_are_sealed_in_the_evidence(client: FlaskClient) -> None:
    text = client.get(f"/process?{urlencode({'ocid': OPEN})}").text
    assert "The sentence is held back" in text
    assert "2025-06-20" in text


@pytest.mark.parametrize(
    "text",
    ["cedula 44556677", "cédula 44.556.677", "QYA-IDCARD-44556677", "44 556 677-", "(44556677)"],
)
def test_identifier_is_found_however_it_is_written(text: str) -> None:
    party = {"identifier": {"scheme": "QYA-IDCARD", "id": "44556677"}}
    redactor = of_release({"parties": [party]}, sealed=False)
    assert "44556677" not in redactor.text(text).translate(str.maketrans("", "", " .-"))


def test_identifier_inside_a_longer_number_is_another_number() -> None:
    redactor = Redactor(persons=frozenset({"44556677"}))
    assert redactor.text("contract 144556677") == "contract 144556677"


def test_identifier_written_as_a_number_is_hidden() -> None:
    release = {"parties": [{"identifier": {"scheme": "QYA-IDCARD", "id": 44556677}}]}
    assert "44556677" not in json.dumps(of_release(release, sealed=False).clean(release))


def test_name_of_an_organisation_stays_when_its_contact_point_has_the_same_name() -> None:
    release = {"parties": [{"name": "Oficina Central", "contactPoint": {"name": "Oficina Central"}}]}
    cleaned = of_release(release, sealed=False).clean(release)
    assert cleaned["parties"][0] == {"name": "Oficina Central", "contactPoint": HIDDEN}


def test_deep_nesting_ends_in_an_ellipsis() -> None:
    deep: dict[str, object] = {}
    for _ in range(500):
        deep = {"a": deep}
    assert "…" in json.dumps(Redactor().clean(deep), ensure_ascii=False)


def test_match_of_a_person_by_name_only_is_not_shown(client: FlaskClient) -> None:
    rows = json.loads(client.get(f"/process.json?{urlencode({'ocid': WEIRD})}").text)["tables"]["screenings"]["rows"]
    assert rows[0]["entries"] == []


def test_value_of_an_issue_at_a_private_place_is_hidden_in_its_message_too() -> None:
    row = {
        "pointer": "/parties/0/contactPoint/email",
        "value": '"ana@x.example"',
        "rule": "format",
        "detail": "email",
    }
    shown = issue(row, Redactor())
    assert "ana@" not in shown["value"] + shown["message"]


@pytest.mark.parametrize(
    "detail",
    [
        'an earlier release had [{"id": "X-10195681451"}] for /awards',
        "{'suppliers': [{'id': 'X-10195681451'}]} is not valid",
        '[{"contactPoint": {"name": "10195681451", "cut off he…',
        "supplier QYA-TAXID-10195681451 is named twice",
    ],
)
def test_message_of_an_issue_quotes_no_objects_and_no_personal_identifiers(detail: str) -> None:
    shown = issue({"rule": "unmerged", "pointer": "", "value": '"x"', "detail": detail}, Redactor())
    assert "10195681451" not in shown["message"]
