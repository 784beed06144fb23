"""The arrays of many releases, laid flat: the values and array positions that tables are made of."""

from itertools import chain
from typing import Any

import polars as pl
from msgspec.structs import astuple

from ocds.tables.shape import Array, Object, release_shape


class Level:
    """All objects of one array over many releases, field by field.

    `values` holds, for each chain of keys below the array (`value/amount`), one value an object. `above` is the level
    this one hangs on and `lengths` the number of its objects for each object there.
    """

    def __init__(self, shape: Object, above: "Level | None" = None) -> None:
        self.above = above
        self.size = 0
        self.lengths: list[int] = []
        self.values: dict[str, list[Any]] = {}
        self.below: dict[str, Level] = {}
        self._shape = shape
        self._plan(shape, "")

    def _plan(self, shape: Object, prefix: str) -> None:
        for key, node in shape.fields.items():
            if isinstance(node, Object):
                self._plan(node, f"{prefix}{key}/")
            elif isinstance(node, Array):
                self.below[prefix + key] = Level(node.item, self)
            else:
                self.values[prefix + key] = []

    def add(self, objects: list[Any]) -> None:
        """Append the fields of more objects, structs of the shape, and of what hangs below them."""
        self.size += len(objects)
        self._add(objects, self._shape, "")

    def _add(self, objects: list[Any], shape: Object, prefix: str) -> None:
        if not objects:
            return
        absent = shape.struct()
        rows = map(astuple, [value or absent for value in objects])
        for (key, node), found in zip(shape.fields.items(), zip(*rows, strict=True), strict=True):
            if isinstance(node, str):
                self.values[prefix + key].extend(found)
            elif isinstance(node, Object):
                self._add(found, node, f"{prefix}{key}/")
            else:
                arrays = [array or () for array in found]
                level = self.below[prefix + key]
                level.lengths.extend(map(len, arrays))
                level.add(list(chain.from_iterable(arrays)))

    def places(self) -> tuple[pl.Series, list[pl.Series]]:
        """For each object, the row of its release (UInt32) and the array positions that lead to it (UInt32 each)."""
        if self.above is None:
            return pl.int_range(self.size, dtype=pl.UInt32, eager=True), []
        release, positions = self.above.places()
        lengths = pl.Series(self.lengths, dtype=pl.UInt32)
        parent = pl.int_range(len(lengths), dtype=pl.UInt32, eager=True).repeat_by(lengths).explode(empty_as_null=False)
        start = (lengths.cum_sum() - lengths).gather(parent)
        place = pl.int_range(self.size, dtype=pl.UInt32, eager=True) - start
        return release.gather(parent), [*(p.gather(parent) for p in positions), place]


class Levels:
    """The levels of a batch of releases, read from small groups of them at a time.

    Objects are visited while they are still warm in the processor's cache: reading fields from a whole chunk of
    decoded releases costs twice as much as reading them a few hundred kilobytes at a time.
    """

    def __init__(self) -> None:
        self.releases = Level(release_shape())

    def add(self, releases: list[Any]) -> None:
        """Read a few more releases, structs of `shape.release_shape()`."""
        self.releases.add(releases)

    def at(self, path: str) -> Level:
        """The level at a path that ends in an array position: `/awards/{award}/items/{item}`."""
        level = self.releases
        for part in path.split("}")[:-1]:
            level = level.below[part.partition("{")[0].strip("/")]
        return level
