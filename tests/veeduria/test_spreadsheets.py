"""Spreadsheets made of releases and releases made of spreadsheets, from the command line."""

import json

import pytest


@pytest.mark.parametrize("form", ["xlsx", "csv", "ods"])
def test_releases_become_a_spreadsheet_and_come_back(form, veeduria, written, sound, tmp_path):
    book, back = tmp_path / f"book.{form}", tmp_path / "back.json"
    called = veeduria("flatten", written(sound), "--format", form, "--out", book)
    assert (called.exit_code, called.stdout, called.stderr) == (0, f"{book}\n", "")
    called = veeduria("unflatten", book, "--out", back)
    assert (called.exit_code, called.stdout, called.stderr) == (0, f"{back}\n", "")
    assert json.loads(back.read_bytes()) == {"releases": [sound]}


def test_what_could_not_be_brought_over_is_told_on_standard_error(veeduria, tmp_path):
    book = tmp_path / "book.csv"
    book.write_text("ocid,tender//id\nocds-1,2\n", encoding="utf-8")
    called = veeduria("unflatten", book, "--out", tmp_path / "back.json")
    assert called.exit_code == 0
    assert called.stderr == "book, row 1, column B (tender//id): no path; the column is left out\n"


def test_what_a_record_leaves_out_is_told(veeduria, written, sound, tmp_path):
    record = {"ocid": sound["ocid"], "releases": [sound], "compiledRelease": sound}
    called = veeduria("flatten", written(record), "--out", tmp_path / "book.xlsx")
    assert called.exit_code == 0
    assert called.stderr.startswith("ocds-xqy001-1: ")


@pytest.mark.parametrize("command", ["flatten", "unflatten"])
def test_what_cannot_be_opened_has_its_exit_code(command, veeduria, tmp_path):
    source = tmp_path / "notes.txt"
    source.write_text("Nothing to see.\n", encoding="utf-8")
    called = veeduria(command, source, "--out", tmp_path / "out")
    assert called.exit_code == 3
    assert "notes.txt" in called.stderr


def test_a_folder_that_is_not_there_is_a_mistake_of_usage(veeduria, written, sound, tmp_path):
    for form in ("xlsx", "ods"):
        called = veeduria("flatten", written(sound), "--format", form, "--out", tmp_path / "no" / f"book.{form}")
        assert called.exit_code == 2
        assert "book" in called.stderr
