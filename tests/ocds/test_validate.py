"""Validation in a line of Python."""

import doctest
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ocds import validate
from ocds.exceptions import NoJsonValueError, NothingReadError

SOUND = {
    "ocid": "ocds-213czf-001",
    "id": "1",
    "date": "2024-05-31T09:00:00Z",
    "tag": ["planning"],
    "initiationType": "tender",
}
UNSOUND = SOUND | {"id": "2", "date": "31/05/2024", "tender": {"id": "t", "status": "abierta"}}


def told(report):
    return [(issue.rule, issue.pointer) for issue in report]


def test_sound_release_has_no_issues():
    report = validate(SOUND)
    assert report.ok
    assert report.issues == []
    assert report.documents == {"release": 1}


def test_unsound_release_is_told_of_with_the_place_and_the_cure():
    report = validate(UNSOUND)
    assert not report.ok
    assert told(report) == [("format", "/date"), ("enum", "/tender/status")]
    assert report.issues[1].message.startswith('"abierta" is not in the codelist')
    assert all(issue.cure and issue.page.startswith("https://") for issue in report)


def test_warnings_alone_are_ok():
    report = validate(SOUND | {"color": "red"})
    assert told(report) == [("additional_field", "/color")]
    assert report.ok


@pytest.mark.parametrize("form", ["path", "text of a path", "paths", "folder", "bytes", "gzip", "value"])
def test_the_same_data_gives_the_same_issues_however_it_is_given(form, tmp_path):
    path = tmp_path / "releases.json"
    text = json.dumps([SOUND, UNSOUND]).encode()
    path.write_bytes(text)
    given = {
        "path": path,
        "text of a path": str(path),
        "paths": [path],
        "folder": tmp_path,
        "bytes": text,
        "gzip": gzip.compress(text),
        "value": [SOUND, UNSOUND],
    }
    report = validate(given[form])
    assert told(report) == [("format", "/1/date"), ("enum", "/1/tender/status")]
    assert report.documents == {"release": 2}
    in_file = form in {"path", "text of a path", "paths", "folder"}
    assert {issue.file for issue in report} == ({str(path)} if in_file else {"-"})


def test_several_files_are_told_apart_and_compared(tmp_path):
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in paths:
        path.write_text(json.dumps(SOUND), encoding="utf-8")
    [issue] = validate(paths)
    assert (issue.rule, issue.file, issue.detail) == ("duplicate_release", str(paths[1]), str(paths[0]))


def test_no_path_of_ours_is_told_of_what_stands_in_no_file():
    report = validate([SOUND, SOUND])
    assert [(issue.rule, issue.detail) for issue in report] == [("duplicate_release", "- /0")]


def test_version_and_language_are_those_asked_for():
    assert validate(UNSOUND, version="1.0").ok is False
    spanish = validate(b"{}", language="es").issues[0]
    assert spanish.rule == "foreign_json"


def test_extensions_come_from_the_folder_given(tmp_path):
    folder = tmp_path / "ocds_colours_extension"
    folder.mkdir()
    (folder / "extension.json").write_text('{"name": {"en": "Colours"}}', encoding="utf-8")
    patch = {"properties": {"color": {"type": "string"}}}
    (folder / "release-schema.json").write_text(json.dumps(patch), encoding="utf-8")
    url = "https://raw.githubusercontent.com/invented/ocds_colours_extension/master/extension.json"
    package = {
        "uri": "https://example.org/1", "version": "1.1", "publishedDate": "2024-05-31T09:00:00Z",
        "publisher": {"name": "Ministerio"}, "extensions": [url], "releases": [SOUND | {"color": "red"}],
    }  # fmt: skip
    assert [issue.rule for issue in validate(package)] == ["extension_unknown", "additional_field"]
    assert validate(package, extensions=tmp_path).issues == []


@pytest.mark.parametrize("empty", [b"", [], {}, b"[]", {"releases": []}])
def test_nothing_is_never_ok(empty):
    assert not validate(empty).ok


def test_numbers_that_json_does_not_have_are_told_of():
    report = validate(SOUND | {"tender": {"id": "1", "value": {"amount": float("nan")}}})
    assert [issue.rule for issue in report] == ["not_finite"]


def test_value_that_json_cannot_hold_is_refused():
    with pytest.raises(NoJsonValueError, match="set"):
        validate({"ocid": {1}})


def test_source_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NothingReadError, match="no such file"):
        validate(tmp_path / "nowhere.json")


def test_import_is_light_and_validation_needs_no_data_frames():
    code = (
        "import sys, ocds; assert not {'orjson', 'jsonschema_rs', 'msgspec'} & set(sys.modules); "
        "from ocds import validate; validate(b'{}'); assert not {'polars', 'flask', 'openpyxl'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_sources_of_the_interface_hold_no_name_that_is_not_there():
    import ocds

    with pytest.raises(AttributeError):
        ocds.nothing  # noqa: B018
    assert Path(ocds.__file__).name == "__init__.py"


def test_example_of_the_documentation_does_what_it_says():
    page = Path(__file__).parents[2] / "docs" / "validation-api.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert (failed, tried) == (0, 5)
