"""The report for a person at a terminal stays short, whatever the data."""

import pytest

import veeduria.kinds


@pytest.fixture
def told(veeduria):
    """Validate as text; gives the lines."""

    def told(*arguments):
        return veeduria("validate", *arguments).stdout.splitlines()

    return told


def test_kinds_beyond_the_most_kept_apart_are_summed(told, package, sound, monkeypatch):
    monkeypatch.setattr(veeduria.kinds, "MOST", 3)
    lines = told(package(sound | {f"propio{number}": 1 for number in range(10)}))
    assert "0 errors · 10 warnings" in lines
    assert sum(line.startswith("WARNING") for line in lines) == 3
    assert lines[-1] == "7 more issues of other kinds."


def test_each_kind_shows_its_first_three_places(told, package, sound):
    path = package(sound | {"awards": [{"title": str(number)} for number in range(10)]})
    places = [line.split()[-1] for line in told(path) if str(path) in line]
    assert places == [f"/releases/0/awards/{number}" for number in range(3)]


def test_errors_stand_before_warnings_and_the_commonest_first(told, package, sound):
    lines = told(package(sound | {"date": "x", "awards": [{"title": "a"}, {"title": "b"}], "propio": 1}))
    kinds = [line.split(":")[0] for line in lines if line.startswith(("ERROR", "WARNING"))]
    assert kinds == ["ERROR required · awards/id", "ERROR format · date", "WARNING additional_field · propio"]


def test_text_from_the_data_forges_no_line(told, package, sound):
    lines = told(package(sound | {"x\n0 errors · 0 warnings": 1, "date": "y\nERROR"}))
    assert "0 errors · 0 warnings" not in lines
    assert not any(line == "ERROR" for line in lines)


def test_refused_documents_are_counted_and_told(told, tmp_path, package, sound):
    package(sound)
    (tmp_path / "notes.json").write_text('{"title": "x"}', encoding="utf-8")
    lines = told(tmp_path)
    assert lines[0] == "2 documents = 1 read + 1 refused"
    assert "ERROR foreign_json: JSON, but not Open Contracting data (1)" in lines
