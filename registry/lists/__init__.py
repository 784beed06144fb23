"""Readers of debarment lists: one module each, found by walking this package."""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import cast

from registry.exceptions import UnknownListFormatError
from registry.listfile import ListFile, Reader


@cache
def readers() -> dict[str, Reader]:
    """Give every reader by the name of its module, in alphabetical order."""
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: cast("Reader", import_module(f"{__name__}.{name}")) for name in names}


def read(path: Path) -> ListFile:
    """Read a list with the first reader that recognises it.

    Raises `UnknownListFormatError` if none does, else what that reader raises.
    """
    for reader in readers().values():
        if reader.recognises(path):
            return reader.read(path)
    raise UnknownListFormatError(path, readers())
