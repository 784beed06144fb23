"""How often fields are published, and what that can feed."""

import csv
import json

import pytest

from veeduria.coverage import published


@pytest.mark.parametrize("empty", [None, "", "  ", [], {}, [None], {"a": ""}, [{"a": []}]])
def test_field_that_holds_nothing_is_not_published(empty):
    assert list(published({"field": empty})) == []


@pytest.mark.parametrize("held", [0, False, "x", [0], {"a": False}])
def test_field_that_holds_something_is_published(held):
    assert "field" in list(published({"field": held}))


def test_fields_within_arrays_are_named_without_positions():
    found = set(published({"awards": [{"id": "1"}, {"title": "x", "suppliers": [{"id": ""}, {"id": "s"}]}]}))
    assert found == {"awards", "awards/id", "awards/title", "awards/suppliers", "awards/suppliers/id"}


def test_share_counts_processes_not_releases_or_items(veeduria, written, sound):
    second = sound | {"id": "2", "date": "2025-01-02T00:00:00Z", "tender": {"id": "T1", "title": "Escuelas"}}
    other = sound | {"ocid": "ocds-xqy001-2", "tender": {"id": "T2"}}
    called = veeduria("coverage", written(sound, second, other), "--format", "csv", "--workers", 1)
    assert called.exit_code == 0
    shares = {row["field"]: (row["releases"], row["share"]) for row in csv.DictReader(called.stdout.splitlines())}
    assert shares["tender/id"] == ("2", "1.0")
    assert shares["tender/title"] == ("1", "0.5")
    assert "awards" not in shares


def test_json_lines_hold_the_same(veeduria, written, sound):
    called = veeduria("coverage", written(sound), "--format", "jsonl", "--workers", 1)
    rows = [json.loads(line) for line in called.stdout.splitlines()]
    assert {"field": "tender/id", "releases": 1, "share": 1.0} in rows


def test_text_says_which_indicators_can_be_fed_and_what_is_missing(veeduria, written, sound):
    called = veeduria("coverage", written(sound), "--workers", 1)
    assert called.exit_code == 0
    lines = called.stdout.splitlines()
    place = lines.index("    0%  R003 Short submission period")
    assert "tender/procurementMethod: in 0%" in " ".join(lines[place:])


def test_data_with_every_input_feeds_the_indicator(veeduria, written, sound):
    period = {"startDate": "2025-01-01T00:00:00Z", "endDate": "2025-01-09T00:00:00Z"}
    fed = sound | {"tender": {"id": "T1", "procurementMethod": "open", "tenderPeriod": period}}
    assert "  100%  R003" in veeduria("coverage", written(fed), "--workers", 1).stdout


def test_source_without_a_process(veeduria, written):
    called = veeduria("coverage", written({"a": 1}), "--workers", 1)
    assert called.exit_code == 0
    assert called.stdout.startswith("0 processes")


def test_nothing_to_open(veeduria):
    assert veeduria("coverage", "nowhere.json", "--workers", 1).exit_code == 3
