"""What holds for every command, those to come included."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import veeduria
from ocds import messages
from veeduria import commands

NAMES = sorted(module.name for module in iter_modules(commands.__path__))
LIGHT = {"click", "datetime", "pathlib", "shutil", "sys", "typing", "ocds.messages", "veeduria", "veeduria.options"}
ROOM = Path(veeduria.__file__).parent
KEYWORDS = {"gettext": None, "marked": None, "ngettext": (1, 2)}


def command(name):
    return import_module(f"veeduria.commands.{name}").command


def test_commands_promised_are_there():
    assert {"run", "validate", "serve", "explain", "coverage", "export", "generate", "demo"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_command_has_a_line_in_the_help_that_is_not_cut(name, veeduria):
    lines = veeduria("--help").stdout.splitlines()
    [line] = [line for line in lines if line.split()[:1] == [name]]
    assert line.endswith(".")
    assert not line.endswith("...")


@pytest.mark.parametrize("name", NAMES)
def test_command_explains_itself_and_each_option(name, veeduria):
    called = veeduria(name, "--help")
    assert called.exit_code == 0
    assert called.stderr == ""
    assert [o.name for o in command(name).params if isinstance(o, click.Option) and not o.help] == []


@pytest.mark.parametrize("name", NAMES)
def test_command_refuses_an_unknown_option(name, veeduria):
    called = veeduria(name, "--no-such-option")
    assert called.exit_code == 2
    assert "--no-such-option" in called.stderr
    assert called.stdout == ""


@pytest.mark.parametrize("name", NAMES)
def test_module_of_a_command_imports_nothing_heavy_at_its_top(name):
    tree = ast.parse((ROOM / "commands" / f"{name}.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert imported <= LIGHT


def test_help_loads_no_data_library():
    heavy = "{'polars', 'flask', 'orjson', 'msgspec', 'babel', 'rich', 'jsonschema_rs', 'checks', 'dashboard'}"
    code = (
        "import sys; from veeduria.cli import cli; cli(['--help'], standalone_mode=False); "
        f"sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_unknown_command_is_a_mistake_of_usage(veeduria):
    called = veeduria("rum")
    assert called.exit_code == 2
    assert "rum" in called.stderr


def test_version_is_told(veeduria):
    assert veeduria("--version").stdout.split()[-1] == veeduria_version()


def veeduria_version():
    return import_module("veeduria").__version__


def texts():
    found = extract_from_dir(str(ROOM), [("**.py", "python")], keywords=KEYWORDS)
    return {text for _, _, text, _, _ in found if text}


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_every_text_is_translated(language):
    source = messages.FOLDER / language / "LC_MESSAGES" / "veeduria.po"
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    found = {text: catalogue.get(text[0] if isinstance(text, tuple) else text) for text in texts()}
    assert [text for text, message in found.items() if not message or not message.string] == []
    assert [text for text, message in found.items() if list(message.check())] == []


def test_help_speaks_the_language_asked_for(veeduria):
    spanish = messages.translation("es").gettext
    text = "Tell what is wrong with documents, and where."
    if spanish(text) == text:
        pytest.skip("the catalogues are not compiled; install the package")
    assert spanish(text) in veeduria("--language", "es", "--help").stdout
