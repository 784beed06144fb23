"""The pages of quality: what passes, what does not, what cannot be told, and why."""

import json
import re
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from flask.testing import FlaskClient
from quillay import BARRED, HOSTILE, PROVINCE, WEIRD

from checks.quality.catalog import dataset_checks, process_checks
from dashboard import create_app
from dashboard.redaction import HIDDEN, SEALED


def rows(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    table = next(iter(json.loads(client.get(path).text)["tables"].values()))
    found: list[dict[str, Any]] = table["rows"]
    return found


def test_checks_of_processes_count_four_kinds_that_make_up_all(client: FlaskClient) -> None:
    for row in rows(client, "/quality/all/processes.json"):
        assert sum(row[name] for name in ("failing", "passing", "unknown", "not_applicable")) == 70
    [dates] = [row for row in rows(client, "/quality/all/processes.json") if row["check"] == "coherent.dates"]
    assert (dates["failing"], dates["passing"], dates["unknown"], dates["share"]) == (2, 3, 1, 0.6)


def test_what_was_not_judged_says_why_and_has_no_share(client: FlaskClient) -> None:
    found = {row["check"]: row for row in rows(client, "/quality/all/processes.json")}
    assert found["coherent.value_realistic"]["share"] is None
    assert found["coherent.value_realistic"]["reason"] == "Nothing that it applies to could be assessed."
    assert found["coherent.milestone_status"]["share"] is None
    assert found["coherent.milestone_status"]["reason"] == "No milestone has the status scheduled or notMet."


def test_outcomes_of_the_data_set_differ_by_word_and_by_shape(client: FlaskClient) -> None:
    text = client.get("/quality").text
    shapes = {}
    for outcome, word in (("passed", "passed"), ("failed", "not passed"), ("unjudged", "not judged")):
        badge = re.search(rf'badge-{outcome}">(<svg.*?</svg>) {word}<', text, re.DOTALL)
        assert badge, outcome
        shapes[outcome] = re.findall(r'd="([^"]+)"', badge[1])
    assert len({tuple(shape) for shape in shapes.values()}) == 3


def test_check_of_the_data_set_tells_what_it_was_computed_from(client: FlaskClient) -> None:
    found = {row["check"]: row for row in rows(client, "/quality/all/dataset.json")}
    assert found["distribution.awards_value"]["computed"] == ["currencies: XTS, USD"]
    assert found["distribution.awards_value"]["reason"].startswith("The amounts are in several currencies")
    assert found["unique.tender_id"]["computed"] == ["values looked at: 70", "passed: 69", "not passed: 1"]
    repeated = found["distribution.tender_value_repetition"]["computed"]
    assert repeated == ["values looked at: 70", "1.50\u00a0XTS: 3%"]


def test_page_of_a_check_has_its_method_and_lists_what_failed(client: FlaskClient) -> None:
    text = client.get("/quality/coherent.dates").text
    assert "<h2>Innocent explanations</h2>" in text
    assert "Look the two dates up in the documents" in text
    assert "2025-05-03 &gt; 2025-05-02 (/awards/0/date)" in text
    sentence = "The date at /tender/tenderPeriod/endDate is after one that it should come before: 2025-05-03 > 2025-"
    assert rows(client, "/quality/coherent.dates.json")[0]["message"].startswith(sentence)


def test_failures_are_narrowed_to_a_publisher(client: FlaskClient) -> None:
    path = "/quality/reference.supplier_in_parties.json"
    assert {row["ocid"] for row in rows(client, path)} == {BARRED, WEIRD, "ocds-q1-0001"}
    found = json.loads(client.get(path, query_string={"publisher": PROVINCE}).text)["tables"]["failures"]["rows"]
    assert [row["ocid"] for row in found] == [WEIRD]


def test_identifiers_of_persons_are_masked_in_failures_and_examples(client: FlaskClient) -> None:
    values = [row["value"] for row in rows(client, "/quality/reference.supplier_in_parties.json")]
    assert all("31415926" not in value and "44556677" not in value for value in values)
    assert values[0].startswith("QYA-IDCARD-")
    text = client.get("/quality/distribution.buyer_repetition").text
    assert "most frequent buyer: QYA-IDCARD-" in text


def test_bidders_of_an_open_tender_stay_sealed(client: FlaskClient) -> None:
    [row] = rows(client, "/quality/reference.tenderer_in_parties.json")
    assert row["value"] == SEALED
    assert HIDDEN in row["message"]


def test_codes_of_the_data_are_shown_as_text(client: FlaskClient) -> None:
    text = client.get("/quality/distribution.tender_status").text
    assert "&lt;script&gt;" in text
    assert [row["ocids"] for row in rows(client, "/quality/distribution.tender_status.json")] == [[HOSTILE]]


@pytest.mark.parametrize("check", [*process_checks(), *dataset_checks()])
def test_each_check_has_a_page_though_the_snapshot_lacks_it(client: FlaskClient, check: str) -> None:
    response = client.get(f"/quality/{check}")
    assert response.status_code == 200
    assert "<h2>Method</h2>" in response.text


def test_check_that_is_none_is_told_so(client: FlaskClient) -> None:
    assert client.get("/quality/coherent.everything").status_code == 404
    assert client.get("/quality/coherent.everything.csv").status_code == 404


def test_pages_of_failures_follow_each_other(client: FlaskClient) -> None:
    text = client.get("/quality/coherent.dates?page=2").text
    assert 'rel="prev"' in text
    assert 'rel="next"' not in text
    assert client.get("/quality/coherent.dates?page=x").status_code == 400
    assert client.get("/quality/coherent.dates?publisher=" + "a" * 201).status_code == 400


def test_snapshot_without_checks_says_so_and_never_that_all_is_well(workspace: Path, tmp_path: Path) -> None:
    bare = copytree(workspace, tmp_path / "bare")
    for table in bare.glob("snapshots/*/tables/quality_*"):
        rmtree(table)
    client = create_app(bare).test_client()
    assert "This snapshot holds no checks of quality" in client.get("/quality").text
    text = client.get("/quality/coherent.dates").text
    assert "This snapshot holds no outcome of this check" in text
    assert "Nothing failed" not in text
    assert json.loads(client.get("/quality/coherent.dates.json").text)["tables"]["failures"]["rows"] == []
