"""The main job: what it prints, where, and with which exit code."""

import csv
import re

import pytest

from checks.catalog import catalog


@pytest.fixture
def workspace(tmp_path):
    return tmp_path / "workspace"


def figures(line):
    return [int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", line)]


@pytest.fixture(scope="session")
def summary(quillay_snapshot, tmp_path_factory):
    from veeduria.summary import summary
    from veeduria.summary_text import lines

    return list(lines(summary(quillay_snapshot), tmp_path_factory.mktemp("anywhere")))


def starting(lines, start):
    [line] = [line for line in lines if line.startswith(start)]
    return line


def test_alerts_in_the_data_are_no_failure(veeduria, fifty, workspace):
    called = veeduria("run", fifty, "--workspace", workspace, "--workers", 1)
    assert called.exit_code == 0
    assert called.stdout.startswith("compiled.jsonl · as of ")
    assert called.stderr == ""
    assert (workspace / "current").exists()


def test_documents_read_and_refused_add_up(summary):
    documents, read, refused = figures(starting(summary, "READ"))
    assert refused == 7
    assert documents == read + refused


def test_rows_of_the_indicators_add_up_to_the_processes(summary):
    processes = 2400
    for name in catalog():
        row = re.split(r"\s{2,}", starting(summary, name))
        alert, no_alert, unknown, not_applicable = (figures(cell)[0] for cell in row[1:5])
        assert alert + no_alert + unknown + not_applicable == processes
        share = (alert + no_alert) / (processes - not_applicable)
        assert row[5] == f"{share:.0%}"


def test_barred_suppliers_are_those_of_the_indicator(summary):
    row = re.split(r"\s{2,}", starting(summary, "R046"))
    assert figures(starting(summary, "BARRED")) == figures(row[1])
    unknown, _ = figures(summary[summary.index(starting(summary, "BARRED")) + 1])
    assert [unknown] == figures(row[3])


def test_summary_says_what_an_alert_is_and_what_to_do_next(summary):
    assert summary[-2] == "An alert is a reason to look, not proof. No alert is no clearance."
    assert [command.split()[1] for command in summary[-1].split(" · ")] == ["serve", "export", "explain"]


def test_what_was_refused_stands_in_a_file_beside_the_snapshots(veeduria, written, sound, workspace):
    source = written(sound, {"no": "ocid"})
    called = veeduria("run", source, "--workspace", workspace, "--workers", 1)
    assert "2 documents = 1 read + 1 refused → refused.csv" in called.stdout
    with (workspace / "refused.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["file"], row["line"], row["reason"]) == (str(source), "2", "foreign_json")


def test_foreign_json_alone_is_refused_and_still_a_snapshot(veeduria, written, workspace):
    called = veeduria("run", written({"type": "FeatureCollection"}), "--workspace", workspace, "--workers", 1)
    assert called.exit_code == 0
    assert "as of no date in the data" in called.stdout
    assert "one document = 0 read + 1 refused" in called.stdout


def test_without_lists_the_summary_says_that_none_was_given(veeduria, fifty, workspace):
    called = veeduria("run", fifty, "--workspace", workspace, "--workers", 1, "--no-validate")
    assert "no debarment list was given" in called.stdout
    assert "not validated, as asked" in called.stdout


def test_list_that_cannot_be_read_is_left_out_with_a_warning(veeduria, written, sound, workspace, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "notes.csv").write_text("who,why\n", encoding="utf-8")
    called = veeduria("run", written(sound), "--workspace", workspace, "--lists", lists, "--workers", 1)
    assert called.exit_code == 0
    assert "notes.csv" in called.stderr
    assert "notes.csv" not in called.stdout
    assert "take it out of the folder" in called.stderr


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--as-of", "2025-13-01", "write it as 2025-06-30"),
        ("--workers", "0", "--workers"),
        ("--lists", "nowhere", "no such folder"),
        ("--profile", "nowhere.toml", "cannot be opened"),
    ],
)
def test_what_cannot_be_carried_out_is_a_mistake_of_usage(option, value, told, veeduria, fifty, workspace):
    called = veeduria("run", fifty, "--workspace", workspace, option, value)
    assert called.exit_code == 2
    assert told in called.stderr
    assert called.stdout == ""


def test_misspelled_profile_names_the_nearest(veeduria, fifty, workspace, tmp_path):
    profile = tmp_path / "country.toml"
    profile.write_text("[R003]\ndayz = 10\n", encoding="utf-8")
    called = veeduria("run", fifty, "--workspace", workspace, "--profile", profile)
    assert called.exit_code == 2
    assert "did you mean `days`" in called.stderr


def test_nothing_to_open(veeduria, workspace):
    called = veeduria("run", "nowhere.json", "--workspace", workspace)
    assert called.exit_code == 3
    assert "nowhere.json" in called.stderr
    assert not (workspace / "current").exists()


def test_day_given_is_the_day_of_the_snapshot(veeduria, fifty, workspace):
    called = veeduria("run", fifty, "--workspace", workspace, "--as-of", "2025-12-31", "--workers", 1)
    assert "as of 2025-12-31" in called.stdout


def test_summary_speaks_the_language_asked_for(veeduria, written, sound, workspace):
    called = veeduria("--language", "es", "run", written(sound), "--workspace", workspace, "--workers", 1)
    assert "Una alerta es un motivo para mirar, no una prueba." in called.stdout


def test_title_from_the_data_cannot_steer_the_terminal(veeduria, fifty, workspace, tmp_path):
    profile = tmp_path / "country.toml"
    profile.write_text('title = "Quillay\\u001b[2J"\n', encoding="utf-8")
    called = veeduria("run", fifty, "--workspace", workspace, "--profile", profile, "--workers", 1)
    assert called.stdout.startswith("Quillay�[2J")
