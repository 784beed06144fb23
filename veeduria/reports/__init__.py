"""Forms of the output of a validation: one module a form, found by walking this package.

Each has `SUFFIX`, the suffix of its files, and `write(found, out, asked)`, which reads the issues once and writes the
report as bytes.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def names() -> list[str]:
    """List the forms by name."""
    return sorted(module.name for module in iter_modules(__path__))


def form(name: str) -> Any:
    """Give the module of a form."""
    return import_module(f"{__name__}.{name}")
