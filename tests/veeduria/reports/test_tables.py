"""JSON lines, CSV and Parquet have every issue, and the same ones."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from ocds.validation.record import Issue
from ocds.validation.rules import RULES
from veeduria.cells import inert as inert_expression
from veeduria.reports.csv import inert

ROOT = Path(__file__).parents[3]


@pytest.fixture
def issues(veeduria, many):
    lines = veeduria("validate", many, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_lines_keep_to_the_published_schema(issues):
    schema = json.loads((ROOT / "docs" / "issue.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert len(issues) > 10
    assert [error.message for issue in issues for error in validator.iter_errors(issue)] == []
    assert not validator.is_valid(issues[0] | {"severity": "grave"})


def test_published_schema_is_the_one_of_the_code(veeduria):
    called = veeduria("validate", "--print-schema")
    assert called.exit_code == 0
    assert called.stdout == (ROOT / "docs" / "issue.schema.json").read_text(encoding="utf-8")


def test_issue_says_where_it_is_whom_it_concerns_and_how_to_mend_it(issues, many):
    [amount] = [issue for issue in issues if issue["pointer"].endswith("/amount")]
    assert amount["file"] == str(many)
    assert amount["pointer"] == "/releases/0/tender/value/amount"
    assert (amount["path"], amount["module"], amount["publisher"]) == ("/releases/0", "tender", "Ministerio")
    assert (amount["value"], amount["detail"]) == ('"12,000"', "null | number")
    assert amount["message"] == '"12,000" stands where this is expected: a number.'
    assert (amount["cure"], amount["page"]) == (RULES["type"].cure, RULES["type"].page)
    assert amount["sheet"] is amount["row"] is amount["status"] is None


def test_csv_has_the_same_issues(veeduria, many, issues):
    rows = list(csv.DictReader(io.StringIO(veeduria("validate", many, "--format", "csv").stdout)))
    assert [{**row, "line": row["line"] or None} for row in rows] == [
        {name: "" if value is None else inert(value) for name, value in issue.items()} | {"line": issue["line"]}
        for issue in issues
    ]


def test_csv_without_issues_is_a_header(veeduria, package, sound):
    called = veeduria("validate", package(sound), "--format", "csv")
    assert called.stdout == ",".join(Issue.__struct_fields__) + "\n"


def test_csv_runs_no_formula(veeduria, package, sound):
    called = veeduria("validate", package(sound | {"ocid": "=HYPERLINK(1)"}), "--format", "csv")
    rows = csv.DictReader(io.StringIO(called.stdout))
    assert {row["ocid"] for row in rows} == {"'=HYPERLINK(1)"}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "a=1", "", "a\0b", "\0=1", "\n=1"])
def test_cells_are_as_inert_as_in_other_tables(text):
    assert inert(text) == pl.select(pl.lit(text).alias("text")).select(inert_expression()).item()


def test_parquet_has_the_same_issues(veeduria, many, issues):
    found = pl.read_parquet(veeduria("validate", many, "--format", "parquet").stdout_bytes)
    assert found.schema["line"] == found.schema["row"] == pl.Int64
    assert found.to_dicts() == issues


def test_parquet_without_issues_has_the_same_columns(veeduria, package, sound):
    found = pl.read_parquet(veeduria("validate", package(sound), "--format", "parquet").stdout_bytes)
    assert (found.columns, found.height) == (list(Issue.__struct_fields__), 0)
