"""The planted stories, one module each: the guilty, the innocent look-alike, and what cannot be known."""

from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pkgutil import iter_modules

from sample_data.case import Case

# Past every number that the base of the country uses.
_FIRST_NUMBER = 5001


def all_cases() -> Iterator[tuple[str, Case]]:
    """Tell every story: its name and one case after the other."""
    numbers = count(_FIRST_NUMBER)
    for module in iter_modules(__path__):
        for case in import_module(f"{__name__}.{module.name}").cases(numbers):
            yield module.name, case
