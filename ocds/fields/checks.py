"""What a check of a field is, and all of them, found by walking `ocds.fields.quality`."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

from ocds.fields import quality
from ocds.fields.paths import Path

Judge = Callable[[Any], str | None]
"""Tells why a value fails, None where it passes. Only values that hold something are judged."""


class Judging(NamedTuple):
    """What checks need to know beside the data.

    `as_of` is the last day that can be past; without it, no date is in the future. `prefixes` are the registered
    prefixes of ocids; without them, ocids are not judged.
    """

    as_of: dt.date | None = None
    prefixes: frozenset[str] | None = None


class FieldCheck(NamedTuple):
    """A check of every field of some kinds (those of `Path`).

    `title` is what passes, `cure` how to mend what fails. `judge` gives the judge of the values at a path, None where
    they cannot be judged.
    """

    kinds: tuple[str, ...]
    title: str
    cure: str
    judge: Callable[[Path, Judging], Judge | None]


@cache
def field_checks() -> dict[str, FieldCheck]:
    """Every check by its name, in order of the alphabet: a module of `ocds.fields.quality` with a `check`."""
    names = sorted(module.name for module in iter_modules(quality.__path__))
    return {name: import_module(f"{quality.__name__}.{name}").check for name in names}


def judges(path: Path, judging: Judging) -> dict[str, Judge]:
    """The judges of the values at a path, by the name of their check."""
    found = {name: each.judge(path, judging) for name, each in field_checks().items() if path.kind in each.kinds}
    return {name: judge for name, judge in found.items() if judge}
