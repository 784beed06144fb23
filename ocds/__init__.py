"""Reads, validates and compiles Open Contracting data, and writes its entity tables.

``from ocds import validate`` and ``validate("releases.json")`` tell what is wrong with a file, and where.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocds.validation.report import Report, validate

__all__ = ["Report", "validate"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for, so that what needs a message alone does not wait for the validators.
    if name in __all__:
        return getattr(import_module("ocds.validation.report"), name)
    raise AttributeError(name)
