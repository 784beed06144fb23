"""How often each field is published, and which indicators that can feed.

A field counts where it holds something: not null, an empty text, array or object, nor white space alone. It counts
once in a release, however often it stands there. One compiled release is one process.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import zstandard

import checks


class Input(NamedTuple):
    """A column that an indicator reads: the fields it can come from, and in how many releases one of them is."""

    column: str
    fields: tuple[str, ...]
    releases: int


class Fed(NamedTuple):
    """An indicator: in how many releases every input is published, and its inputs, the rarest first."""

    indicator: str
    releases: int
    inputs: list[Input]


class Coverage(NamedTuple):
    """The number of releases, in how many of them each field is, and what that can feed."""

    releases: int
    fields: dict[str, int]
    indicators: list[Fed]


def coverage(folder: Path) -> Coverage:
    """Give the coverage of the compiled releases of a folder; fields in order of the alphabet."""
    needs = {name: _needs(name) for name in checks.catalog()}
    fields: Counter[str] = Counter()
    inputs: Counter[tuple[str, str]] = Counter()
    full: Counter[str] = Counter()
    releases = 0
    for release in _releases(folder):
        releases += 1
        present = set(published(release))
        fields.update(present)
        for name, columns in needs.items():
            there = [column for column, alternatives in columns.items() if not present.isdisjoint(alternatives)]
            inputs.update((name, column) for column in there)
            full[name] += len(there) == len(columns)
    fed = [
        Fed(name, full[name], sorted((Input(c, f, inputs[name, c]) for c, f in columns.items()), key=_rarest))
        for name, columns in needs.items()
    ]
    return Coverage(releases, dict(sorted(fields.items())), fed)


def _rarest(one: Input) -> tuple[int, str]:
    return one.releases, one.column


def _needs(name: str) -> dict[str, tuple[str, ...]]:
    """Give the fields that each input of an indicator can come from."""
    return {column: tuple(map(_field, paths)) for column, paths in checks.inputs(checks.catalog()[name]) if paths}


def _field(path: str) -> str:
    """Give a path without array positions: `/awards/{award}/suppliers/0/id` → `awards/suppliers/id`."""
    return "/".join(key for key in path.split("/") if key and not key.startswith("{") and not key.isdecimal())


def _releases(folder: Path) -> Iterator[Any]:
    for path in sorted((folder / "compiled").glob("*.zst")):
        with zstandard.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            yield from map(orjson.loads, lines)


def published(value: Any, field: str = "") -> Iterator[str]:
    """Every field below a value that holds something, objects and arrays included; a field may come more than once."""
    for key, member in value.items():
        below = f"{field}/{key}" if field else key
        if _holds(member):
            yield below
            for one in member if isinstance(member, list) else [member]:
                if isinstance(one, dict):
                    yield from published(one, below)


def _holds(value: Any) -> bool:
    if isinstance(value, str):
        return not value.isspace() and value != ""
    if isinstance(value, (list, dict)):
        return any(map(_holds, _members(value)))
    return value is not None


def _members(value: list[Any] | dict[str, Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
