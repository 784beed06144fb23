"""An outcome that is unknown leads to the errors that stand where its input should be."""

import json
import re
from urllib.parse import urlencode

import polars as pl
import pytest
from flask.testing import FlaskClient
from quillay import BARRED, HOSTILE, WEIRD

from dashboard.places import field, of_input, standing
from ocds.pointers import field_path


def field_of(pointer: str, path: str = "", kind: str = "release", rule: str = "type", detail: str | None = "") -> str:
    row = {"pointer": [pointer], "path": [path], "kind": [kind], "rule": [rule], "detail": [detail]}
    return str(pl.DataFrame(row).select(field()).item())


@pytest.mark.parametrize(
    ("pointer", "path", "kind", "expected"),
    [
        ("/awards/0/suppliers/12/id", "", "release", "awards/suppliers/id"),
        ("/releases/7/awards/0/date", "/releases/7", "release", "awards/date"),
        ("/releases/70/awards/0/date", "/releases/70", "release", "awards/date"),
        ("/records/0/compiledRelease/tender/id", "/records/0", "record", "tender/id"),
        ("/records/0/releases/3/tender/id", "/records/0", "record", "tender/id"),
        ("/records/0/compiledRelease", "/records/0", "record", ""),
        ("/0/tender/items/1/quantity", "/0", "release", "tender/items/quantity"),
        ("/a/0/1/b", "", "release", "a/b"),
        ("", "", "release", ""),
    ],
)
def test_field_of_an_issue_has_no_positions_and_begins_in_the_release(
    pointer: str, path: str, kind: str, expected: str
) -> None:
    assert field_of(pointer, path, kind) == expected


def test_required_field_that_is_missing_is_the_place_of_its_issue() -> None:
    assert field_of("/awards/0", rule="required", detail="id") == "awards/id"
    assert field_of("", rule="required", detail="tag") == "tag"


def test_issue_without_a_document_has_a_field_too() -> None:
    row = {"pointer": ["/tender/id"], "path": [None], "kind": [None], "rule": ["type"], "detail": [None]}
    schema = dict.fromkeys(row, pl.String)
    assert pl.DataFrame(row, schema=schema).select(field()).item() == "tender/id"


def test_paths_of_columns_lose_their_positions() -> None:
    assert field_path("/contracts/{contract}/implementation/transactions/{transaction}/date") == (
        "contracts/implementation/transactions/date"
    )


def test_inputs_and_reasons_have_fields_and_what_is_unknown_has_none() -> None:
    assert of_input("R003", "period_end") == ("tender/tenderPeriod/endDate",)
    assert of_input("R046", "award_status") == ("awards/status",)
    assert of_input("R046", "no_lists") == ()
    assert of_input("R999", "period_end") == ()


def test_only_fields_with_issues_stand() -> None:
    issues = [{"field": "awards/date", "severity": "warning"}, {"field": "tender", "severity": "error"}]
    assert standing(issues, ["awards/date", "awards/id"]) == [{"field": "awards/date", "error": False}]
    assert standing(issues, ["tender", "tender"]) == [{"field": "tender", "error": True}]


def results_of(client: FlaskClient, ocid: str) -> str:
    text = client.get(f"/process?{urlencode({'ocid': ocid})}").text
    return text.partition('id="results"')[2].partition("</section>")[0]


def test_unknown_outcome_leads_to_the_errors_of_that_process_at_that_field(client: FlaskClient) -> None:
    found = re.search(r'<a href="([^"]+)">the data has errors there</a>', results_of(client, HOSTILE))
    assert found
    page = client.get(found[1].replace("&amp;", "&")).text
    assert len(re.findall(r"<tr>", page)) == 2
    assert "/tender/tenderPeriod/endDate" in page


def test_warnings_are_not_called_errors(client: FlaskClient) -> None:
    shown = results_of(client, BARRED)
    assert "the data has warnings there" in shown
    assert "the data has errors there" not in shown


def test_missing_input_without_an_issue_leads_nowhere(client: FlaskClient) -> None:
    shown = results_of(client, WEIRD)
    assert "tender/tenderPeriod/endDate missing" in shown
    assert "issues/list" not in shown


def test_json_of_a_process_names_the_fields_with_issues(client: FlaskClient) -> None:
    rows = json.loads(client.get(f"/process.json?{urlencode({'ocid': HOSTILE})}").text)["tables"]["results"]["rows"]
    assert {row["indicator"]: row["issues_at"] for row in rows}["R003"] == ["tender/tenderPeriod/endDate"]


def test_page_of_an_indicator_counts_the_processes_with_an_issue_at_a_missing_input(client: FlaskClient) -> None:
    rows = json.loads(client.get("/indicators/R003.json").text)["tables"]["missing"]["rows"]
    found = {row["publisher"]: (row["processes"], row["with_issues"], row["fields"]) for row in rows}
    assert found == {
        "Quillay Compra": (1, 1, ["tender/tenderPeriod/endDate"]),
        "Província de Igaraí": (1, 0, []),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"rule": "type"}, 2),
        ({"ocid": BARRED}, 4),
        ({"ocid": BARRED, "field": "bids/details"}, 1),
        ({"field": "/bids/details/,tender/tenderPeriod/endDate"}, 2),
        ({"field": "bids"}, 0),
        ({"rule": "type", "publisher": "Província de Igaraí"}, 0),
    ],
)
def test_filters_of_the_issues_narrow_together(client: FlaskClient, query: dict[str, str], expected: int) -> None:
    rows = json.loads(client.get(f"/issues/list.json?{urlencode(query)}").text)["tables"]["issues"]["rows"]
    assert len(rows) == expected


@pytest.mark.parametrize("query", ["", "publisher=x", "rule=" + "a" * 201, "ocid=" + "a" * 501, "field=%00", "page=0"])
def test_list_of_issues_refuses_what_it_cannot_use(client: FlaskClient, query: str) -> None:
    assert client.get(f"/issues/list?{query}").status_code == 400


def test_list_of_a_rule_says_once_what_is_wrong_how_to_mend_it_and_where_the_standard_speaks_of_it(
    client: FlaskClient,
) -> None:
    text = client.get("/issues/list?rule=required").text
    assert '<h1 class="said">a required field is missing</h1>' in text
    assert text.count("Publish the field; if the system does not have it, find out who does.") == 1
    assert 'href="https://standard.open-contracting.org/1.1/en/schema/reference/" rel="external noreferrer"' in text


def test_rule_of_another_version_is_shown_by_its_name(client: FlaskClient) -> None:
    assert '<h1 class="said">date</h1>' in client.get("/issues/list?rule=date").text


def test_issues_by_publisher_and_rule_carry_title_and_cure(client: FlaskClient) -> None:
    rows = json.loads(client.get("/issues.json").text)["tables"]["errors"]["rows"]
    required = next(row for row in rows if row["rule"] == "required")
    assert required["title"] == "a required field is missing"
    assert required["cure"].startswith("Publish the field")
    assert required["page"].startswith("https://standard.open-contracting.org/")


def test_rule_of_a_publisher_leads_to_the_issues_of_that_publisher(client: FlaskClient) -> None:
    assert 'href="/issues/list?rule=bom&amp;publisher=Prov%C3%ADncia+de+Igara%C3%AD"' in client.get("/issues").text
