"""Issues go to those who can mend them, and reports are written whole or not at all."""

import csv
import json
from pathlib import Path

import pytest

from ocds.exceptions import NothingReadError
from veeduria import reports
from veeduria.output import opened
from veeduria.routing import safe


def faulty(sound, number, buyer):
    wrong = {"ocid": f"ocds-xqy001-{number}", "tender": {"id": "T1", "value": {"amount": "12,000", "currency": "PEN"}}}
    return sound | wrong | ({"buyer": {"id": "1", "name": buyer}} if buyer else {})


@pytest.fixture
def parted(veeduria, written, sound, tmp_path):
    """Call with --by; gives the folder and the rows of its table by name."""

    def parted(*releases, by="buyer", form="jsonl"):
        folder = tmp_path / "parts"
        called = veeduria("validate", written(*releases), "--by", by, "--format", form, "--output", folder)
        assert called.exit_code == 1, called.output
        with (folder / "index.csv").open(encoding="utf-8", newline="") as table:
            return folder, {row["name"]: row for row in csv.DictReader(table)}

    return parted


def test_each_buyer_has_a_file_of_its_own(parted, sound):
    folder, index = parted(
        faulty(sound, 1, "Educación"), faulty(sound, 2, "salud"), faulty(sound, 3, "salud"), faulty(sound, 4, None)
    )
    assert {name: row["errors"] for name, row in index.items()} == {"": "1", "Educación": "1", "salud": "2"}
    assert index["salud"]["file"] == "salud.jsonl"
    issues = [json.loads(line) for line in (folder / "salud.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [issue["ocid"] for issue in issues] == ["ocds-xqy001-2", "ocds-xqy001-3"]
    assert len(list(folder.iterdir())) == 4


def test_sections_of_the_release_are_modules(parted, sound):
    _, index = parted(faulty(sound, 1, "salud") | {"awards": [{}]}, by="module")
    assert set(index) == {"awards", "tender"}


@pytest.mark.parametrize("form", sorted(set(reports.names()) - {"cove"}))
def test_each_form_can_be_parted(form, parted, sound):
    folder, index = parted(faulty(sound, 1, "salud"), form=form)
    assert (folder / index["salud"]["file"]).stat().st_size > 0


@pytest.mark.parametrize("name", ["../../etc/passwd", "/", "..", "con", "index", "a\0b", "x" * 500, "C:\\x", "", "名"])
def test_name_from_the_data_is_no_path(name):
    file = safe(name)
    assert file == Path(file).name
    assert len(file) < 60
    assert file.isascii()
    assert file not in {"con", "index", ".."}


def test_names_that_look_alike_have_files_of_their_own():
    names = ["Salud", "salud", "SALUD", "salúd", "sa/lud", "名", "字"]
    assert len({safe(name).lower() for name in names}) == len(names)


def test_folder_with_files_is_left_alone(veeduria, written, sound, tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "mine.txt").write_text("mine", encoding="utf-8")
    called = veeduria("validate", written(sound), "--by", "buyer", "--output", tmp_path / "parts")
    assert called.exit_code == 2
    assert [path.name for path in (tmp_path / "parts").iterdir()] == ["mine.txt"]


def test_parts_need_a_folder(veeduria, written, sound):
    called = veeduria("validate", written(sound), "--by", "buyer")
    assert called.exit_code == 2
    assert "--output" in called.stderr


def fail_halfway(report):
    with opened(report) as out:
        out.write(b"half")
        raise NothingReadError([])


def test_report_that_fails_leaves_the_one_before(veeduria, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("of yesterday", encoding="utf-8")
    assert veeduria("validate", tmp_path / "nowhere.json", "--output", report).exit_code == 3
    with pytest.raises(NothingReadError):
        fail_halfway(report)
    assert report.read_text(encoding="utf-8") == "of yesterday"
    assert list(tmp_path.iterdir()) == [report]


def test_source_is_never_overwritten(veeduria, written, sound):
    source = written(sound)
    before = source.read_bytes()
    called = veeduria("validate", source, "--output", source)
    assert called.exit_code == 2
    assert source.read_bytes() == before


def test_dash_is_standard_output(veeduria, written, sound):
    assert veeduria("validate", written(sound), "--output", "-").stdout == "one document = 1 read + 0 refused\n"
