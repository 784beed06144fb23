"""Validation: what it finds, how it prints it, and its exit codes."""

import csv
import json

import pytest


@pytest.fixture
def faulty(sound):
    """A release with one error of the schema."""
    return sound | {"tender": {"id": "T1", "title": "Escuelas", "value": {"amount": "12,000"}}}


@pytest.fixture
def marked(tmp_path, sound):
    """A release with nothing but a warning: it begins with a byte order mark."""
    path = tmp_path / "marked.json"
    path.write_text(json.dumps(sound), encoding="utf-8-sig")
    return path


def test_sound_release_passes(veeduria, written, sound):
    called = veeduria("validate", written(sound), "--workers", 1)
    assert called.exit_code == 0
    assert called.stdout == "one document = 1 read + 0 refused\n"
    assert called.stderr == ""


def test_error_fails_and_is_told_with_its_place(veeduria, written, sound, faulty):
    source = written(sound, faulty)
    called = veeduria("validate", source, "--workers", 1)
    assert called.exit_code == 1
    assert "ERROR type · tender/value/amount" in called.stdout
    assert f"{source}:2 /tender/value/amount" in called.stdout


@pytest.mark.parametrize(("fail_on", "errors", "warnings"), [("error", 1, 0), ("warning", 1, 1), ("never", 0, 0)])
def test_exit_code_follows_fail_on(fail_on, errors, warnings, veeduria, written, faulty, marked):
    with_errors = veeduria("validate", written(faulty), "--fail-on", fail_on, "--workers", 1)
    with_warnings = veeduria("validate", marked, "--fail-on", fail_on, "--workers", 1)
    assert (with_errors.exit_code, with_warnings.exit_code) == (errors, warnings)
    assert "WARNING bom" in with_warnings.stdout


def test_document_that_cannot_be_read_fails(veeduria, written):
    called = veeduria("validate", written({"a": 1}), "--workers", 1)
    assert called.exit_code == 1
    assert "JSON, but not Open Contracting data" in called.stdout


def test_source_that_is_not_there_fails_beside_one_that_is(veeduria, written, sound):
    called = veeduria("validate", written(sound), "nowhere.json", "--workers", 1)
    assert called.exit_code == 1
    assert "nowhere.json" in called.stdout


def test_nothing_to_open(veeduria):
    called = veeduria("validate", "nowhere.json", "--workers", 1)
    assert called.exit_code == 3
    assert called.stdout == ""
    assert "nowhere.json" in called.stderr


def test_standard_input_as_json_lines(veeduria, faulty):
    called = veeduria("validate", "-", "--format", "jsonl", "--workers", 1, given=json.dumps(faulty))
    assert called.exit_code == 1
    [issue] = map(json.loads, called.stdout.splitlines())
    assert issue["file"] == "-"
    assert (issue["rule"], issue["severity"], issue["pointer"]) == ("type", "error", "/tender/value/amount")
    assert issue["value"] == '"12,000"'


def test_csv_has_every_issue_and_runs_no_formula(veeduria, written, faulty):
    formula = faulty | {"ocid": "=HYPERLINK(1)"}
    called = veeduria("validate", written(*[formula] * 60), "--format", "csv", "--workers", 1)
    rows = list(csv.DictReader(called.stdout.splitlines()))
    assert len(rows) == 60
    assert {row["ocid"] for row in rows} == {"'=HYPERLINK(1)"}


def test_csv_without_issues_is_a_header(veeduria, written, sound):
    called = veeduria("validate", written(sound), "--format", "csv", "--workers", 1)
    assert called.exit_code == 0
    assert called.stdout == "file,line,path,ocid,severity,rule,pointer,value,message\n"


def test_text_groups_thousands_of_issues(veeduria, written, faulty):
    called = veeduria("validate", written(*[faulty] * 3000), "--workers", 1)
    assert "(3,000)" in called.stdout
    assert len(called.stdout.splitlines()) < 20


def test_text_from_the_data_cannot_steer_the_terminal(veeduria, written, sound):
    steering = sound | {"tender": {"id": "T1", "\x9b2J": 1, "value": {"amount": "\x9b2J"}}}
    called = veeduria("validate", written(steering), "--workers", 1)
    assert called.exit_code == 1
    assert "\x9b" not in called.stdout
