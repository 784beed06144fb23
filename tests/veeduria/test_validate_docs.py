"""The page on validation says what the code does."""

import re
import shlex
from pathlib import Path

import click
import pytest

from ocds.validation.rules import RULES
from veeduria import reports
from veeduria.cli import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^    veeduria validate (.+?)(?:\s+#.*)?$", PAGE, re.MULTILINE)


def table():
    rows = [f"| `{name}` | {rule.severity} | {rule.title} |" for name, rule in RULES.items()]
    return "\n".join(["| rule | severity | what is wrong |", "|---|---|---|", *rows]) + "\n"


def test_page_lists_every_rule():
    assert PAGE.endswith("## Rules\n\n" + table())


def test_page_speaks_of_every_form():
    assert [name for name in reports.names() if f"`{name}`" not in PAGE] == []


def test_page_has_examples():
    assert len(CALLS) == 9


@pytest.mark.parametrize("call", CALLS)
def test_example_is_a_call_that_the_command_takes(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "known.jsonl").touch()
    context = click.Context(cli, info_name="veeduria")
    command = cli.get_command(context, "validate")
    assert command.make_context("validate", shlex.split(call), parent=context)


def test_links_lead_somewhere():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", PAGE) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
