"""The list of processes: what each filter leaves, and what is refused."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from quillay import BARRED, OPEN, PROVINCE, WEIRD


def listed(client: FlaskClient, **query: Any) -> list[str]:
    rows = json.loads(client.get("/processes.json?" + urlencode(query)).text)["tables"]["processes"]["rows"]
    return [row["ocid"] for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "puente sobre el RIO sarandi"}, [OPEN]),
        ({"q": "igarai"}, [WEIRD]),
        ({"buyer": "Ministerio de Salud de Quillay"}, [BARRED]),
        ({"publisher": PROVINCE}, [WEIRD]),
        ({"indicator": "R018", "outcome": "alert", "sort": "ocid"}, [WEIRD, OPEN, BARRED]),
        ({"outcome": "alert", "stage": "open"}, [OPEN]),
        ({"outcome": "alert", "stage": "awarded"}, [BARRED]),
        ({"stage": "paid"}, [WEIRD]),
        ({"year": "1999"}, []),
        ({"method": "direct"}, []),
    ],
)
def test_filter_leaves(client: FlaskClient, query: dict[str, str], expected: list[str]) -> None:
    assert listed(client, **query) == expected


def test_pages_of_the_list_hold_each_process_once(client: FlaskClient) -> None:
    whole = listed(client, sort="ocid")
    assert len(whole) == len(set(whole)) == 70
    first, second = (client.get(f"/processes?sort=ocid&page={page}").text for page in (1, 2))
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert str(escape(whole[0])) in first
    assert str(escape(whole[-1])) in second


def test_largest_amount_comes_first(client: FlaskClient) -> None:
    assert listed(client, sort="-amount")[:2] == [OPEN, BARRED]


def test_no_total_counts_any_alert_of_whichever_indicator(client: FlaskClient) -> None:
    assert json.loads(client.get("/processes.json?outcome=alert").text)["total"] is None
    assert json.loads(client.get("/processes.json?outcome=alert&indicator=R018").text)["total"] == 3


@pytest.mark.parametrize(
    "query",
    ["indicator=R999", "outcome=guilty", "stage=x", "sort=risk", "page=0", "page=abc", "page=9999999", "year=20x5",
     "q=" + "a" * 201, "buyer=%00", "lang=de"],
)  # fmt: skip
def test_bad_filter_is_refused_with_the_next_step(client: FlaskClient, query: str) -> None:
    response = client.get("/processes?" + query)
    assert response.status_code == 400
    assert "Accepted here:" in response.text


def test_very_long_address_is_refused(client: FlaskClient) -> None:
    assert client.get("/processes?q=" + "a" * 5000).status_code == 414


def test_long_file_leads_to_its_next_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.pages.first.MOST", 2)
    first = client.get("/cards/look-first.csv")
    link = first.headers["Link"].removeprefix("<").partition(">")[0]
    second = client.get(link)
    assert first.text.count("ocds") - second.text.count("ocds") == 1
    assert "Link" not in second.headers
