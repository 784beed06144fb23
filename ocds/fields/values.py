"""What stands at a path of a compiled release."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ocds.pointers import escape


class Occurrence(NamedTuple):
    """One place where a field could stand.

    `pointer` is its JSON Pointer, `exists` tells whether its key is there, `value` is what stands there. `misplaced`
    tells that something else stands where its object should.
    """

    pointer: str
    exists: bool
    value: Any = None
    misplaced: bool = False


def occurrences(release: dict[str, Any], path: str) -> Iterator[Occurrence]:
    """Every place of a release where the field at `path` could stand: one for each object that would hold it."""
    *parents, field = path.split("/")
    for pointer, parent in _reached("", release, parents):
        below = f"{pointer}/{escape(field)}"
        if isinstance(parent, dict):
            yield Occurrence(below, field in parent, parent.get(field))
        else:
            yield Occurrence(below, exists=False, misplaced=True)


def _reached(pointer: str, value: Any, keys: list[str]) -> Iterator[tuple[str, Any]]:
    """What stands where keys lead to; each member of an array on its own; what holds nothing is no place."""
    if isinstance(value, list):
        for i, member in enumerate(value):
            if isinstance(member, dict) or (not keys and holds(member)):
                yield from _reached_member(f"{pointer}/{i}", member, keys)
    elif isinstance(value, dict) or (not keys and holds(value)):
        yield from _reached_member(pointer, value, keys)


def _reached_member(pointer: str, value: Any, keys: list[str]) -> Iterator[tuple[str, Any]]:
    if not keys:
        yield pointer, value
    else:
        yield from _reached(f"{pointer}/{escape(keys[0])}", value.get(keys[0]), keys[1:])


def holds(value: Any) -> bool:
    """Whether a value tells something: not null, an empty text, array or object, white space, or only such members."""
    if isinstance(value, str):
        return not value.isspace() and value != ""
    if isinstance(value, list | dict):
        return any(map(holds, _members(value)))
    return value is not None


def _members(value: list[Any] | dict[str, Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
