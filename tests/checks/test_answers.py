"""The answer key of the sample country: every row of it right, through the whole pipeline."""

import csv

import orjson
import pytest

from checks import catalog, sentence
from registry.screening import SCREENING


@pytest.fixture(scope="module")
def answers(quillay):
    with (quillay / "answers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def outcomes(quillay_snapshot):
    return {row["ocid"]: row for row in quillay_snapshot.results().collect().iter_rows(named=True)}


def test_every_answer_is_right(answers, outcomes):
    wrong = [
        (
            row["ocid"],
            row["indicator"],
            row["why"],
            row["outcome"],
            outcomes.get(row["ocid"], {}).get(row["indicator"]),
        )
        for row in answers
        if outcomes.get(row["ocid"], {}).get(row["indicator"]) != row["outcome"]
    ]

    assert wrong == []
    assert {row["indicator"] for row in answers} == set(catalog())


def test_whatever_is_unknown_has_a_reason_and_nothing_else_has_one(outcomes):
    for row in outcomes.values():
        for name in catalog():
            assert (row[name] == "unknown") == (row[f"{name}_reason"] is not None), row


def test_every_alert_has_its_evidence_and_a_sentence(quillay_snapshot, outcomes):
    evidence = quillay_snapshot.evidence().collect()
    alerts = {(row["ocid"], name) for row in outcomes.values() for name in catalog() if row[name] == "alert"}

    assert set(evidence.select("ocid", "indicator").iter_rows()) == alerts
    assert evidence.height == len(alerts)
    for row in evidence.iter_rows(named=True):
        assert sentence(row) == row["says"]
        assert not set(row["says"]) & set("{}?")
        assert all(orjson.loads(read["value"]) is not None for read in row["read"] if read["pointer"])


def test_nothing_went_wrong_and_the_counts_add_up(quillay_snapshot, outcomes):
    counts = quillay_snapshot.manifest.counts

    assert quillay_snapshot.manifest.errors == {}
    assert counts["read"] + counts["refused"] == counts["documents"]
    assert counts["processes"] == len(outcomes)
    assert counts["suppliers"] == 412
    assert counts["persons"] == 118


def test_the_screening_is_stored_as_the_register_wrote_it(quillay_snapshot):
    assert quillay_snapshot.scan("screening").collect_schema() == SCREENING
