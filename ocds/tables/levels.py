"""The arrays of many releases, laid flat: the values and array positions that tables are made of."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import polars as pl
from msgspec.structs import astuple

from ocds.tables.shape import Array, Object, release_shape


class Level:
    """All objects of one array over many releases, field by field.

    `values` holds, for each chain of keys below the array (`value/amount`), one value an object, and for a chain that
    leads to an object whether that is there; `lengths` the number of these objects for each object of the level above;
    `below` the levels that hang on this one, by key.
    """

    def __init__(self, shape: Object) -> None:
        self.size = 0
        self.lengths: list[int] = []
        self.values: dict[str, list[Any]] = {}
        self.below: dict[str, Level] = {}
        self._steps = self._plan(shape, "")

    def _plan(self, shape: Object, prefix: str) -> "_Steps":
        """How to take an object apart: one step a field, made once so that reading it costs no look-ups."""
        steps: list[_Step] = []
        for key, node in shape.fields.items():
            if isinstance(node, Object):
                told = self.values.setdefault(prefix + key, []) if node.told else None
                steps.append(self._plan(node, f"{prefix}{key}/")._replace(told=told))
            elif isinstance(node, Array):
                steps.append(self.below.setdefault(prefix + key, Level(node.item)))
            else:
                steps.append(self.values.setdefault(prefix + key, []))
        return _Steps(shape.struct(), steps)

    def add(self, objects: Sequence[Any]) -> None:
        """Append the fields of more objects, structs of the shape, and of what hangs below them."""
        self.size += len(objects)
        _take_apart(objects, self._steps)


class _Steps(NamedTuple):
    """What stands for an absent object, and where each field goes: a list, a level below, or further steps.

    `told` takes whether each object is there, if a column tells.
    """

    absent: Any
    steps: "list[_Step]"
    told: list[Any] | None = None


_Step = list[Any] | Level | _Steps


def _take_apart(objects: Sequence[Any], plan: _Steps) -> None:
    if not objects:
        return
    if plan.told is not None:
        plan.told.extend([value is not None for value in objects])
    if None in objects:
        absent = plan.absent
        objects = [value or absent for value in objects]
    for step, found in zip(plan.steps, zip(*map(astuple, objects), strict=True), strict=False):
        if type(step) is list:
            step.extend(found)
        elif type(step) is _Steps:
            _take_apart(found, step)
        else:
            arrays = [array or () for array in found]
            step.lengths.extend(map(len, arrays))  # type: ignore[union-attr]
            step.add(list(chain.from_iterable(arrays)))  # type: ignore[union-attr]


class Levels:
    """The levels of a batch of releases, read from small groups of them at a time.

    Objects are visited while they are still warm in the processor's cache: reading fields from a whole chunk of
    decoded releases costs twice as much as reading them a few hundred kilobytes at a time.
    """

    def __init__(self) -> None:
        self.releases = Level(release_shape())
        self._places: dict[str, pl.DataFrame] = {}

    def add(self, releases: list[Any]) -> None:
        """Read a few more releases, structs of `shape.release_shape()`."""
        self.releases.add(releases)

    def at(self, path: str) -> Level:
        """The level at a path that ends in an array position: `/awards/{award}/items/{item}`."""
        level = self.releases
        for part in path.split("}")[:-1]:
            level = level.below[part.partition("{")[0].strip("/")]
        return level

    def places(self, path: str) -> pl.DataFrame:
        """For each object of a level, its release and the way there; to be asked for when all releases are in.

        Columns: `process` (row of the release, UInt32), `ocid`, and the array positions by name (UInt32 each).
        """
        if path not in self._places:
            self._places[path] = self._below(path) if path else self._of_releases()
        return self._places[path]

    def _of_releases(self) -> pl.DataFrame:
        ocids = [ocid if ocid is None else str(ocid) for ocid in self.releases.values["ocid"]]
        return pl.DataFrame({"ocid": pl.Series(ocids, dtype=pl.String)}).with_row_index("process")

    def _below(self, path: str) -> pl.DataFrame:
        above, _, position = path.removesuffix("}").rpartition("/{")
        parent = above[: above.rindex("}") + 1] if "}" in above else ""
        lengths = pl.DataFrame({"n": pl.Series(self.at(path).lengths, dtype=pl.UInt32)}).with_row_index("parent")
        rows = lengths.select("parent", pl.int_ranges("n", dtype=pl.UInt32).alias(position))
        rows = rows.explode(position, empty_as_null=False)
        return self.places(parent).select(pl.all().gather(rows["parent"])).hstack([rows[position]])
