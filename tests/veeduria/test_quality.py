"""The checks of quality on the terminal: as stored, with rates, and against older data."""

import csv
import json

import pytest

from checks.quality.catalog import dataset_checks, process_checks, time_checks
from ocds.pipeline.workers import Workers
from ocds.snapshots import current
from veeduria.run import Options, run


@pytest.fixture
def published(tmp_path, written):
    """Publish releases in a workspace of their own; gives the workspace."""

    def published(name, *releases, quality=True):
        workspace = tmp_path / name
        source = written(*releases, name=f"{name}.jsonl")
        run([str(source)], Options(workspace, quality=quality), Workers(1))
        return workspace

    return published


@pytest.fixture
def found(veeduria):
    """The checks that the command gives as CSV, by id."""

    def found(workspace, *options):
        called = veeduria("quality", "--workspace", workspace, "--format", "csv", *options)
        assert called.exit_code == 0, called.stderr
        return {row["check"]: row for row in csv.DictReader(called.stdout.splitlines())}

    return found


def process(sound, number, **tender):
    return sound | {"ocid": f"ocds-xqy001-{number}", "tender": sound["tender"] | tender}


LATE = {"startDate": "2025-02-01T00:00:00Z", "endDate": "2025-01-01T00:00:00Z"}
RIGHT = {"startDate": "2025-01-01T00:00:00Z", "endDate": "2025-02-01T00:00:00Z"}
NO_DATE = {"startDate": "in spring", "endDate": "2025-02-01T00:00:00Z"}


def test_every_stored_check_is_told_and_those_over_time_only_if_asked(found, quillay_workspace):
    stored = {*process_checks(), *dataset_checks()}
    assert found(quillay_workspace).keys() == stored
    assert found(quillay_workspace, "--older", quillay_workspace).keys() == stored | {*time_checks()}


def test_processes_that_pass_fail_and_cannot_be_assessed_make_up_those_it_applies_to(found, published, sound):
    periods = [LATE, RIGHT, NO_DATE]
    workspace = published("new", sound, *(process(sound, n, tenderPeriod=p) for n, p in enumerate(periods, 2)))
    row = found(workspace)["coherent.period"]
    counts = [row[name] for name in ("failing", "passing", "unknown", "not_applicable")]
    assert (counts, row["outcome"], row["value"]) == (["1", "1", "1", "1"], "failed", "50.0")


def test_check_that_some_process_leaves_open_has_not_passed(found, veeduria, published, sound):
    workspace = published("new", process(sound, 1, tenderPeriod=RIGHT), process(sound, 2, tenderPeriod=NO_DATE))
    assert found(workspace)["coherent.period"]["outcome"] == "unknown"
    text = veeduria("quality", "--workspace", workspace).stdout
    assert text.index("cannot be assessed (") < text.index("coherent.period") < text.index("does not apply (")


def test_check_without_anything_judged_says_why(found, published, sound):
    rows = found(published("new", process(sound, 1, tenderPeriod=NO_DATE)))
    assert rows["coherent.period"]["reason"] == "Nothing that it applies to could be assessed."
    assert rows["coherent.period"]["value"] == ""
    assert rows["reference.contract_in_awards"]["outcome"] == "not_applicable"
    assert rows["reference.contract_in_awards"]["reason"] == "There are no contracts."
    assert rows["misc.url_availability"]["reason"] == "The network is off: no address was asked for."


def test_text_groups_by_level_and_tells_the_cure_of_what_does_not_pass(veeduria, published, sound):
    text = veeduria("quality", "--workspace", published("new", process(sound, 1, tenderPeriod=LATE))).stdout
    assert text.index("Checks of processes") < text.index("Checks of the whole data set")
    assert "Checks against the older data" not in text
    assert "0%  coherent.period  Periods end after they begin" in text
    assert "not passed 1 · passed 0 · cannot be assessed 0 · does not apply 0" in text
    assert process_checks()["coherent.period"].cure in text


def test_process_that_vanished_is_told_against_an_older_workspace_or_snapshot(found, veeduria, published, sound):
    older = published("old", process(sound, 1), process(sound, 2))
    newer = published("new", process(sound, 1))
    for place in (older, current(older).path):
        row = found(newer, "--older", place)["time.ocid"]
        assert (row["level"], row["outcome"], row["value"]) == ("time", "failed", "50.0")
    text = veeduria("quality", "--workspace", newer, "--older", older).stdout
    assert "Older data: old.jsonl" in text
    assert "Keep all processes published, under the ocid they always had." in text


def test_rates_judge_anew_what_lacked_them(found, published, sound, tmp_path):
    amounts = [(100 + n, "USD" if n % 2 else "PEN") for n in range(120)]
    value = [{"amount": amount, "currency": currency} for amount, currency in amounts]
    workspace = published("new", *(process(sound, n, value=one) for n, one in enumerate(value)))
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2025-01-01,PEN,3.75\n", encoding="utf-8")
    before, after = found(workspace), found(workspace, "--rates", rates)
    assert "no exchange rates" in before["distribution.tender_value"]["reason"]
    assert after["distribution.tender_value"]["outcome"] == "passed"
    assert list(before) == list(after)
    assert {name: row for name, row in before.items() if row != after[name]}.keys() == {"distribution.tender_value"}


def test_rates_that_cannot_be_read_are_a_mistake_of_usage(veeduria, quillay_workspace, tmp_path):
    called = veeduria("quality", "--workspace", quillay_workspace, "--rates", tmp_path / "none.csv")
    assert called.exit_code == 2
    assert "none.csv" in called.stderr


def test_json_lines_hold_a_check_each(veeduria, quillay_workspace):
    called = veeduria("quality", "--workspace", quillay_workspace, "--format", "jsonl")
    rows = [json.loads(line) for line in called.stdout.splitlines()]
    assert [row["check"] for row in rows] == [*process_checks(), *dataset_checks()]
    assert {row["outcome"] for row in rows} <= {"passed", "failed", "unknown", "not_applicable", "unjudged"}


def test_snapshot_without_checks_says_so(veeduria, found, published, sound):
    workspace = published("bare", sound, quality=False)
    called = veeduria("quality", "--workspace", workspace)
    assert called.exit_code == 0
    assert "This snapshot holds no checks of quality" in called.stdout
    assert found(workspace, "--older", workspace).keys() == {*time_checks()}


def test_empty_workspace_names_the_next_step(veeduria, tmp_path):
    called = veeduria("quality", "--workspace", tmp_path)
    assert called.exit_code == 3
    assert "veeduria run" in called.stderr
