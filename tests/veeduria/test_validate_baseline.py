"""A publisher with old errors adopts validation: what was known before does not fail."""

import json

import pytest


def with_amount(sound, number, amount):
    return sound | {
        "ocid": f"ocds-xqy001-{number}",
        "tender": {"id": "T1", "value": {"amount": amount, "currency": "PEN"}},
    }


@pytest.fixture
def baseline(veeduria, written, sound, tmp_path):
    """The issues of a release with a wrong amount, as they were last year."""
    path = tmp_path / "baseline.jsonl"
    source = written(with_amount(sound, 1, "12,000"), name="last_year.jsonl")
    called = veeduria("validate", source, "--format", "jsonl", "--output", path)
    assert called.exit_code == 1
    return path


def statuses(called):
    return [json.loads(line)["status"] for line in called.stdout.splitlines()]


def test_old_errors_do_not_fail_and_are_only_counted(veeduria, written, sound, baseline):
    source = written(with_amount(sound, 1, "12,000"))
    called = veeduria("validate", source, "--baseline", baseline, "--fail-on", "new")
    assert called.exit_code == 0
    assert called.stdout.splitlines() == [
        "one document = 1 read + 0 refused",
        "0 errors · 0 warnings · one known issue, not shown",
    ]


def test_new_error_fails_and_is_told_alone(veeduria, written, sound, baseline):
    source = written(with_amount(sound, 1, "12,000"), with_amount(sound, 2, "9,500"))
    called = veeduria("validate", source, "--baseline", baseline, "--fail-on", "new")
    assert called.exit_code == 1
    assert "(1)" in called.stdout
    assert "9,500" in called.stdout
    assert "12,000" not in called.stdout


def test_known_errors_still_fail_where_any_error_does(veeduria, written, sound, baseline):
    assert veeduria("validate", written(with_amount(sound, 1, "12,000")), "--baseline", baseline).exit_code == 1


def test_file_may_be_renamed_grow_and_put_its_releases_in_another_order(veeduria, written, sound, baseline, tmp_path):
    package = {
        "uri": "https://example.org/1",
        "publishedDate": "2025-01-01T00:00:00Z",
        "publisher": {"name": "Ministerio"},
        "version": "1.1",
        "releases": [sound | {"id": "2"}, with_amount(sound, 1, "12,000")],
    }
    source = tmp_path / "this_year.json"
    source.write_text(json.dumps(package), encoding="utf-8")
    called = veeduria("validate", source, "--baseline", baseline, "--format", "jsonl", "--fail-on", "new")
    assert (called.exit_code, statuses(called)) == (0, ["known"])


def test_same_error_once_more_is_new(veeduria, written, sound, baseline):
    twice = {"id": "1", "awards": [{"id": "A1", "items": [{"id": "I1", "quantity": "x"}] * 2}]}
    old = written(sound | twice, name="old.jsonl")
    known = veeduria("validate", old, "--format", "jsonl")
    baseline.write_text(known.stdout.splitlines(keepends=True)[0], encoding="utf-8")
    again = written(sound | twice, sound | twice, name="new.jsonl")
    called = veeduria("validate", again, "--baseline", baseline, "--format", "jsonl")
    first = json.loads(baseline.read_text(encoding="utf-8"))["fingerprint"]
    same = [json.loads(line) for line in called.stdout.splitlines() if first in line]
    assert [issue["status"] for issue in same] == ["known", "new"]


def test_field_added_beside_a_missing_one_makes_no_new_error(veeduria, written, sound, tmp_path):
    baseline = tmp_path / "old.jsonl"
    veeduria("validate", written(sound | {"tender": {}}), "--format", "jsonl", "--output", baseline)
    source = written(sound | {"tender": {"title": "Escuelas"}})
    called = veeduria("validate", source, "--baseline", baseline, "--format", "jsonl", "--fail-on", "new")
    assert [json.loads(line)["detail"] for line in called.stdout.splitlines()] == ["id"]
    assert (called.exit_code, statuses(called)) == (0, ["known"])


def test_refused_document_is_known_by_the_name_of_its_file(veeduria, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for folder in "ab":
        (tmp_path / folder / "broken.json").write_text("{", encoding="utf-8")
    known = tmp_path / "known.jsonl"
    veeduria("validate", tmp_path / "a", "--format", "jsonl", "--output", known)
    called = veeduria("validate", tmp_path / "b", "--baseline", known, "--fail-on", "new")
    assert called.exit_code == 0


def test_fail_on_new_needs_a_baseline(veeduria, written, sound):
    called = veeduria("validate", written(sound), "--fail-on", "new")
    assert called.exit_code == 2
    assert "--baseline" in called.stderr


def test_baseline_that_is_none_is_told_with_its_line(veeduria, written, sound, baseline):
    baseline.write_text(baseline.read_text(encoding="utf-8") + '{"rule": "type"}\n', encoding="utf-8")
    called = veeduria("validate", written(sound), "--baseline", baseline)
    assert called.exit_code == 2
    assert f"{baseline}:2" in called.stderr
