"""What holds for every form of the output, those to come included."""

import os
import subprocess
import sys

import pytest

from veeduria import reports

NAMES = reports.names()


def test_forms_promised_are_there():
    assert {"text", "jsonl", "csv", "parquet", "junit", "sarif", "html", "cove"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_form_reports_issues_and_says_by_its_exit_code_that_there_are_some(name, veeduria, many, tmp_path):
    output = tmp_path / f"report.{reports.form(name).SUFFIX}"
    called = veeduria("validate", many, "--format", name, "--output", output)
    assert called.exit_code == 1, called.output
    assert called.output == ""
    assert output.stat().st_size > 100


@pytest.mark.parametrize("name", NAMES)
def test_form_is_the_same_twice(name, veeduria, many):
    first, second = (veeduria("validate", many, "--format", name).stdout_bytes for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", NAMES)
def test_form_has_a_word_for_nothing_wrong(name, veeduria, package, sound):
    called = veeduria("validate", package(sound), "--format", name)
    assert called.exit_code == 0, called.output
    assert called.stderr == ""


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"parquet"}))
def test_form_survives_what_data_and_names_of_files_hold(name, veeduria, hostile):
    called = veeduria("validate", hostile, "--format", name)
    assert called.exit_code == 1, called.output
    called.stdout_bytes.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are texts there")
@pytest.mark.parametrize("name", NAMES)
def test_form_survives_the_name_of_a_file_that_is_no_text(name, veeduria, package, sound):
    path = os.fsencode(package(sound | {"date": "x"}))
    strange = path.replace(b"package", b"pa\xffckage")
    os.rename(path, strange)  # noqa: PTH104 (bytes)
    called = veeduria("validate", os.fsdecode(strange), "--format", name)
    assert called.exit_code == 1, called.output


def test_forms_load_no_data_frames(many):
    code = (
        "import sys; from veeduria.validating import validate; from pathlib import Path\n"
        "for form in sys.argv[2:]: validate((sys.argv[1],), form=form, output=Path('/dev/null'))\n"
        "sys.exit('polars' in sys.modules)"
    )
    forms = sorted(set(NAMES) - {"parquet"})
    done = subprocess.run([sys.executable, "-c", code, str(many), *forms], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
