"""Validation: what it finds, how it prints it, and its exit codes."""

import json

import pytest

from ocds.messages import translation


@pytest.fixture
def faulty(sound):
    """A release with one error of the schema."""
    return sound | {"tender": {"id": "T1", "title": "Escuelas", "value": {"amount": "12,000", "currency": "PEN"}}}


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


def test_text_tells_what_is_wrong_how_to_mend_it_and_what_the_standard_says(veeduria, written, faulty):
    told = veeduria("validate", written(faulty)).stdout
    assert '"12,000" stands where this is expected: a number.' in told
    assert "numbers without quotes" in told
    assert "https://standard.open-contracting.org/1.1/en/schema/reference/" in told


def test_text_groups_thousands_of_issues(veeduria, written, faulty):
    called = veeduria("validate", written(*[faulty | {"id": str(number)} for number in range(3000)]))
    assert "3,000 errors" in called.stdout
    assert "(3,000)" in called.stdout
    assert len(called.stdout.splitlines()) < 20


def test_limit_bounds_the_kinds_shown_and_says_how_many_are_left(veeduria, written, sound):
    source = written(sound | {"one": 1, "two": 2, "three": 3})
    called = veeduria("validate", source, "--limit", 1)
    assert called.stdout.count("WARNING additional_field") == 1
    assert "2 more kinds" in called.stdout


def test_missing_fields_are_kinds_of_their_own(veeduria, written, sound):
    called = veeduria("validate", written({key: sound[key] for key in ("ocid", "id", "date", "tag")} | {"tender": {}}))
    assert "ERROR required · initiationType" in called.stdout
    assert "ERROR required · tender/id" in called.stdout


def test_output_is_held_to_the_version_asked_for(veeduria, written, sound):
    source = written(sound)
    assert veeduria("validate", source, "--standard", "1.1").stdout.count("\n") == 1
    assert "additional_field · parties" in veeduria("validate", source, "--standard", "1.0").stdout


def test_prefixes_of_ocids_are_held_against_a_register(veeduria, written, sound, tmp_path):
    register = tmp_path / "prefixes.csv"
    register.write_text("OCID prefix,Publisher\nocds-xqy009,Otro\n", encoding="utf-8")
    called = veeduria("validate", written(sound), "--prefixes", register, "--fail-on", "warning")
    assert called.exit_code == 1
    assert "WARNING ocid_unregistered · ocid" in called.stdout


def test_register_without_prefixes_is_a_mistake_of_usage(veeduria, written, sound):
    source = written(sound | {"ocid": "1"})
    called = veeduria("validate", source, "--prefixes", source)
    assert called.exit_code == 2
    assert "--prefixes" in called.stderr


def test_issues_speak_the_language_asked_for(veeduria, written, faulty):
    said = {
        language: json.loads(veeduria("--language", language, "validate", written(faulty), "--format", "jsonl").stdout)
        for language in ("en", "es")
    }
    spanish = translation("es").gettext
    assert said["es"]["cure"] == spanish(said["en"]["cure"])
    assert said["es"]["fingerprint"] == said["en"]["fingerprint"]


def test_text_from_the_data_cannot_steer_the_terminal(veeduria, written, sound):
    steering = sound | {"tender": {"id": "T1", "\x9b2J": 1, "value": {"amount": "\x9b2J", "currency": "PEN"}}}
    called = veeduria("validate", written(steering), "--workers", 1)
    assert called.exit_code == 1
    assert "\x9b" not in called.stdout
