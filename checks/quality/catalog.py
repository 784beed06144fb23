"""All checks of quality, found by walking `process`, `dataset` and `time`; there is no list to keep."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from checks.exceptions import UnknownCheckError
from checks.quality import dataset, process, time
from checks.quality.check import DatasetCheck, ProcessCheck, QualityCheck, TimeCheck

Check = TypeVar("Check", bound=QualityCheck)


@cache
def process_checks() -> dict[str, type[ProcessCheck]]:
    """Every check of one process at a time by its id, in order of ids."""
    return _found(process, ProcessCheck)


@cache
def dataset_checks() -> dict[str, type[DatasetCheck]]:
    """Every check of all processes together by its id, in order of ids."""
    return _found(dataset, DatasetCheck)


@cache
def time_checks() -> dict[str, type[TimeCheck]]:
    """Every check of a data set against an older one by its id, in order of ids."""
    return _found(time, TimeCheck)


@cache
def all_checks() -> dict[str, type[QualityCheck]]:
    """Every check by its id: of processes, of data sets, against an older one."""
    return {**process_checks(), **dataset_checks(), **time_checks()}


def known(check: str) -> type[QualityCheck] | None:
    """A check by its id; None for one that this version does not have."""
    return all_checks().get(check)


def check(name: str) -> type[QualityCheck]:
    """One check by its id, in any case; raises `UnknownCheckError` with the nearest one."""
    found = known(name.lower())
    if found is None:
        nearest = get_close_matches(name.lower(), all_checks(), 1)
        raise UnknownCheckError(name, nearest[0] if nearest else None)
    return found


def _found(package: ModuleType, kind: type[Check]) -> dict[str, type[Check]]:
    """The checks of a package: classes of its modules that have an id (what several of them build on has none)."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    modules = [import_module(f"{package.__name__}.{name}") for name in names]
    found = [
        member
        for module in modules
        for _, member in getmembers(module, isclass)
        if issubclass(member, kind) and member.__module__ == module.__name__ and hasattr(member, "id")
    ]
    return {check.id: check for check in sorted(found, key=lambda check: check.id)}
