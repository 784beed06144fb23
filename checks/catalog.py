"""All indicators, found by walking `checks.indicators`; there is no list to keep."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules

from checks import indicators
from checks.exceptions import UnknownIndicatorError
from checks.indicator import Indicator


@cache
def catalog() -> dict[str, type[Indicator]]:
    """Every indicator by its id, in order of ids."""
    names = sorted(module.name for module in iter_modules(indicators.__path__))
    modules = [import_module(f"{indicators.__name__}.{name}") for name in names]
    found = [
        member
        for module in modules
        for _, member in getmembers(module, isclass)
        if issubclass(member, Indicator) and member.__module__ == module.__name__
    ]
    return {indicator.id: indicator for indicator in sorted(found, key=lambda i: i.id)}


def indicator(name: str) -> type[Indicator]:
    """One indicator by its id, in any case; raises `UnknownIndicatorError` with the nearest one."""
    found = catalog().get(name.upper())
    if found is None:
        nearest = get_close_matches(name.upper(), catalog(), 1, 0.5)
        raise UnknownIndicatorError(name, nearest[0] if nearest else None)
    return found
