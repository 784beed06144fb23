"""The shape of the house: which room may import which, and how long files and functions may be."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ocds": set(),
    "registry": {"ocds"},
    "checks": {"ocds"},
    "dashboard": {"checks", "registry", "ocds"},
    "sample_data": set(),
    "veeduria": {"dashboard", "checks", "registry", "ocds", "sample_data"},
}
LONGEST_FILE, MEDIAN_FILE, LONGEST_FUNCTION = 400, 90, 60
MODULES = sorted(path.relative_to(ROOT) for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))
# Homes, temporary folders, addresses of machines: nothing in the code may lean on where it was written.
MACHINE = re.compile(
    r"/(?:home|root|work|Users|tmp)/\w|[A-Z]:\\\\Users|file://|https?://(?:localhost|10\.|192\.168\.)"
)


def tree(module):
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(module):
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            yield node.module


def lines(module):
    return len((ROOT / module).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_room_imports_only_the_rooms_below_it(room):
    modules = [module for module in MODULES if module.parts[0] == room]
    assert modules
    used = {(str(module), name.split(".")[0]) for module in modules for name in imported(module)}
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[room] - {room}
    assert [(module, name) for module, name in sorted(used) if name in forbidden] == []


@pytest.mark.parametrize("room", ["checks/indicators"])
def test_indicator_knows_no_clock_and_collects_nothing(room):
    modules = [module for module in MODULES if str(module.parent) == room]
    assert modules
    for module in modules:
        assert not {"datetime", "time"} & set(imported(module)), module
        called = {
            node.func.attr
            for node in ast.walk(tree(module))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not called & {"collect", "join", "join_asof", "now", "today"}, module


def test_files_are_short():
    assert {str(module): lines(module) for module in MODULES if lines(module) > LONGEST_FILE} == {}
    assert median(map(lines, MODULES)) < MEDIAN_FILE


def test_functions_are_short():
    found = {
        f"{module}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: length for name, length in found.items() if length > LONGEST_FUNCTION} == {}


def test_nothing_is_printed_past_the_command_line():
    found = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "pprint", "breakpoint"}
    ]
    assert found == []


def test_only_the_last_line_of_defence_catches_everything():
    found = [
        str(module)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert found == ["veeduria/cli.py"]


def test_no_path_or_address_of_a_machine():
    texts = [
        *MODULES,
        *(path.relative_to(ROOT) for path in (ROOT / "docs").glob("*.md")),
        Path("README.md"),
        Path("Makefile"),
    ]
    assert [str(path) for path in texts if MACHINE.search((ROOT / path).read_text(encoding="utf-8"))] == []


def test_each_package_has_at_most_one_file_of_exceptions_with_a_base():
    for path in ROOT.glob("*/exceptions.py"):
        classes = [node for node in tree(path.relative_to(ROOT)).body if isinstance(node, ast.ClassDef)]
        base, *others = (node.name for node in classes)
        assert base.endswith("Error")
        assert all(name.endswith("Error") for name in others)
