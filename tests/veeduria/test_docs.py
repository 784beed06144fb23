"""The documentation is run: its examples are read by the code they speak of."""

import re
import shlex
from pathlib import Path

import click
import pytest

from checks.profile import read_profile
from registry.history import load
from veeduria.cli import cli

ROOT = Path(__file__).parents[2]


def blocks(name, kind):
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_example_of_a_list_is_read(tmp_path):
    [table], [sidecar] = blocks("lists.md", "csv"), blocks("lists.md", "toml")
    (tmp_path / "inhabilitados.csv").write_text(table, encoding="utf-8")
    (tmp_path / "inhabilitados.csv.toml").write_text(sidecar, encoding="utf-8")
    registry = load(tmp_path)
    assert registry.refused == ()
    assert registry.entry["name"].to_list() == ["Constructora del Ejemplo S.A."]


def test_example_of_a_profile_is_read(tmp_path):
    [profile] = blocks("profiles.md", "toml")
    (tmp_path / "country.toml").write_text(profile, encoding="utf-8")
    found = read_profile(tmp_path / "country.toml")
    assert len(found.settings["R003"].dated) == 2
    assert "R036" not in found.settings


def commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^    (?:.* \| )?veeduria (.+?)(?:\s+#.*)?$", text, re.MULTILINE)
    return [line for line in lines if line != "demo"]


@pytest.mark.parametrize("line", commands())
def test_example_of_the_readme_is_a_call_that_the_command_line_takes(line):
    name, *rest = shlex.split(line.removeprefix("--language es "))
    context = click.Context(cli, info_name="veeduria")
    command = cli.get_command(context, name)
    assert command
    assert command.make_context(name, rest, parent=context)


def test_readme_has_examples():
    assert len(commands()) == 10


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
)
def test_links_between_pages_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []
