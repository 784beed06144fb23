"""Results to take away: complete, safe to open, and without what must not leak."""

import csv
import json

import openpyxl
import polars as pl
import pytest

from veeduria.export import Export
from veeduria.spreadsheet import LONGEST, write_workbook

NOT_PROOF = "An alert is a reason to look, not proof."


@pytest.fixture(scope="session")
def exported(quillay_workspace, tmp_path_factory):
    """Export the sample country in a form; gives the path."""
    from click.testing import CliRunner

    from veeduria.cli import cli

    def exported(form, *options):
        path = tmp_path_factory.mktemp("export") / f"results.{form}"
        arguments = ["export", "--workspace", str(quillay_workspace), "--format", form, "--out", str(path), *options]
        called = CliRunner().invoke(cli, arguments)
        assert called.exit_code == 0, called.stderr
        assert called.stdout == f"{path}\n"
        return path

    return exported


@pytest.fixture(scope="session")
def rows(exported):
    with exported("csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_process_and_indicator_has_a_row_with_the_sentence(rows, quillay_snapshot):
    results = quillay_snapshot.results().collect()
    indicators = [name for name in results.columns if f"{name}_reason" in results.columns]
    assert len(rows) == results.height * len(indicators)
    assert {row["note"] for row in rows} == {NOT_PROOF}


def test_every_alert_has_its_evidence_and_nothing_else_has(rows, quillay_snapshot):
    alerts = [row for row in rows if row["outcome"] == "alert"]
    assert len(alerts) == quillay_snapshot.evidence().collect().height
    assert all(row["says"] and row["read"] for row in alerts)
    assert not any(row["says"] for row in rows if row["outcome"] != "alert")


def test_unknown_says_what_is_missing(rows):
    words = {row["in_words"] for row in rows if row["outcome"] == "unknown"}
    assert all(word.startswith("cannot be assessed: ") and word.endswith(" missing") for word in words)


def test_json_lines_hold_the_same_rows(exported, rows):
    lines = [json.loads(line) for line in exported("jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["ocid"], line["indicator"], line["outcome"]) for line in lines] == [
        (row["ocid"], row["indicator"], row["outcome"]) for row in rows
    ]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_must_never_leak_does_not(form, exported, quillay):
    with (quillay / "never_leak.csv").open(encoding="utf-8", newline="") as file:
        secrets = {row["text"] for row in csv.DictReader(file)}
    text = exported(form).read_text(encoding="utf-8")
    assert secrets
    assert [secret for secret in secrets if secret in text] == []


def test_full_hides_nothing(quillay_snapshot, exported):
    evidence = quillay_snapshot.evidence().collect()
    persons = quillay_snapshot.scan("supplier").filter("person").select("identifier").collect()["identifier"]
    written = json.dumps(evidence["parties"].to_list()) + json.dumps(evidence["read"].to_list())
    named = [identifier for identifier in persons if identifier in written]
    assert named
    full, public = (exported("jsonl", *options).read_text(encoding="utf-8") for options in (["--full"], []))
    assert [identifier for identifier in named if identifier not in full] == []
    assert [identifier for identifier in named if identifier in public] == []


def test_workbook_begins_with_the_sentence(exported):
    book = openpyxl.load_workbook(exported("xlsx"), read_only=True)
    assert book.sheetnames == ["About", "Alerts", "Results"]
    assert next(book["About"].iter_rows(min_row=2, values_only=True)) == ("note", NOT_PROOF)
    book.close()


def test_same_snapshot_gives_the_same_workbook(exported):
    assert exported("xlsx").read_bytes() == exported("xlsx").read_bytes()


def small(titles):
    outcomes = pl.DataFrame({"ocid": [str(n) for n in range(len(titles))], "title": titles})
    return Export(outcomes, pl.DataFrame(schema={"ocid": pl.String}), [("note", NOT_PROOF)])


def test_text_in_a_workbook_is_never_a_formula(tmp_path):
    path = tmp_path / "results.xlsx"
    write_workbook(small(["=1+1", "http://a.example", "007"]), path)
    cells = [row[1] for row in openpyxl.load_workbook(path)["Results"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        ("=1+1", "s", None),
        ("http://a.example", "s", None),
        ("007", "s", None),
    ]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path):
    path = tmp_path / "results.xlsx"
    write_workbook(small(["a", "b", "c", "d", "e"]), path, most=2)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "Alerts", "Results 1", "Results 2", "Results 3"]
    assert [book[f"Results {n}"].max_row - 1 for n in (1, 2, 3)] == [2, 2, 1]


def test_text_longer_than_a_cell_is_cut(tmp_path):
    path = tmp_path / "results.xlsx"
    write_workbook(small(["x" * 40_000]), path)
    assert len(openpyxl.load_workbook(path)["Results"]["B2"].value) == LONGEST


def test_no_snapshot_to_export(veeduria, tmp_path):
    called = veeduria("export", "--workspace", tmp_path)
    assert called.exit_code == 3
    assert "veeduria run SOURCE" in called.stderr


def test_folder_that_cannot_be_written_to_is_a_mistake_of_usage(veeduria, quillay_workspace, tmp_path):
    path = tmp_path / "nowhere" / "results.csv"
    called = veeduria("export", "--workspace", quillay_workspace, "--format", "csv", "--out", path)
    assert called.exit_code == 2
    assert "results.csv" in called.stderr
