"""How often each field is published, and which indicators that can feed.

A field is filled where it holds something: not null, an empty text, array or object, nor white space alone. It counts
in two ways: over the objects that could hold it, and over processes, once in each however often it stands there. One
compiled release is one process.
"""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import polars as pl

import checks
from ocds.fields.checks import Judging
from ocds.fields.counts import Counts
from ocds.fields.parts import parts, releases
from ocds.fields.walk import Walk
from ocds.pipeline.workers import Workers
from ocds.pointers import field_path
from ocds.snapshots import scan
from ocds.standard.extensions import extensions
from ocds.standard.fields import Version

VERSION: Version = "1.1"
"""Compiled releases are of this version; older ones are upgraded when they are read."""


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
    """What was counted, field by field, and what that can feed."""

    counts: Counts
    indicators: list[Fed]


class _Settings(NamedTuple):
    """What a worker needs: the fields that feed indicators, the bits of those of each input, and what to judge by."""

    watched: tuple[str, ...]
    needs: dict[str, dict[str, int]]
    judging: Judging | None


class _Part(NamedTuple):
    """What was counted in one part: fields, and the releases that feed each input and each indicator."""

    counts: Counts
    inputs: Counter[tuple[str, str]]
    full: Counter[str]


def coverage(folder: Path, workers: int = 1, judging: Judging | None = None) -> Coverage:
    """Give the coverage of the compiled releases of a folder; `judging` asks for the checks of fields.

    The outcome does not depend on the number of workers. Without a day in `judging`, the newest date of a release
    counts as today.
    """
    needs = {name: _needs(name) for name in checks.catalog()}
    watched = sorted({field for columns in needs.values() for fields in columns.values() for field in fields})
    bit = {field: 1 << i for i, field in enumerate(watched)}
    bits = {
        name: {column: sum(bit[field] for field in set(fields)) for column, fields in columns.items()}
        for name, columns in needs.items()
    }
    if judging is not None and judging.as_of is None:
        judging = judging._replace(as_of=_newest(folder))
    found = _Part(Counts(), Counter(), Counter())
    files = parts(folder)
    with Workers(min(workers, len(files))) as pool:
        for _, part in pool.map(_count, files, _Settings(tuple(watched), bits, judging)):
            found.counts.add(part.counts)
            found.inputs.update(part.inputs)
            found.full.update(part.full)
    fed = [
        Fed(
            name,
            found.full[name],
            sorted((Input(c, f, found.inputs[name, c]) for c, f in columns.items()), key=_rarest),
        )
        for name, columns in needs.items()
    ]
    return Coverage(found.counts, fed)


def _count(part: Path, settings: _Settings) -> _Part:
    walk = Walk(VERSION, extensions(), settings.judging)
    published: Counter[int] = Counter()
    for release in releases(part):
        walk.add(release)
        published[sum(1 << i for i, field in enumerate(settings.watched) if walk.filled(field))] += 1
    inputs: Counter[tuple[str, str]] = Counter()
    full: Counter[str] = Counter()
    # Few sets of fields are published, so that each is held against the indicators once, not for every release.
    for fields, count in published.items():
        for name, columns in settings.needs.items():
            there = [column for column, either in columns.items() if fields & either]
            inputs.update({(name, column): count for column in there})
            full[name] += count * (len(there) == len(columns))
    return _Part(walk.counts(), inputs, full)


def _newest(folder: Path) -> dt.date | None:
    newest = scan(folder, "process").select(pl.max("release_date")).collect().item()
    return newest.date() if newest else None


def _rarest(one: Input) -> tuple[int, str]:
    return one.releases, one.column


def _needs(name: str) -> dict[str, tuple[str, ...]]:
    """Give the fields that each input of an indicator can come from."""
    return {column: tuple(map(field_path, paths)) for column, paths in checks.inputs(checks.catalog()[name]) if paths}
