"""The arrays of many releases, laid flat: the values and array positions that tables are made of."""

import polars as pl
from arro3.io import read_json

from ocds.exceptions import MisfitError
from ocds.tables.shape import Array, Object, release_schema, release_shape

_BATCH = 1024
"""How many releases are read in one go: few enough for what is half read to stay in the processor's cache."""


class Level:
    """All objects of one array over many releases, field by field.

    `values` holds, for each chain of keys below the array (`value/amount`), one value an object: for a chain that
    leads to an object whether that is there, for one that leads to an array the array. `below` has the levels that
    hang on this one, by key. `above` tells for each object which one of the level above it hangs on, `position` its
    place in that array (UInt32 both).
    """

    def __init__(self, objects: pl.DataFrame, shape: Object, above: pl.Series, position: pl.Series) -> None:
        self.values: dict[str, pl.Series] = {}
        self.below: dict[str, Level] = {}
        self.above = above
        self.position = position
        self._take_apart(objects, shape, "")

    def _take_apart(self, objects: pl.DataFrame, shape: Object, prefix: str) -> None:
        for found, (key, node) in zip(objects, shape.fields.items(), strict=True):
            if isinstance(node, Object):
                if node.told:
                    self.values[prefix + key] = found.is_not_null()
                self._take_apart(found.struct.unnest(), node, f"{prefix}{key}/")
                continue
            self.values[prefix + key] = found
            if isinstance(node, Array):
                rows = _items(found)
                self.below[prefix + key] = Level(
                    rows["item"].struct.unnest(), node.item, rows["above"], rows["position"]
                )


def _items(arrays: pl.Series) -> pl.DataFrame:
    """The items of arrays: `item`, `above` (the row of its array) and `position` in it."""
    lists = arrays.to_frame("item").with_row_index("above")
    positions = pl.int_ranges(pl.col("item").list.len(), dtype=pl.UInt32).alias("position")
    return lists.with_columns(positions).explode("item", "position", empty_as_null=False, keep_nulls=False)


class Levels:
    """The levels of a batch of releases.

    `text` holds the releases one after another, each of which satisfies `shape.numbers_struct()`. Raises `MisfitError`
    where one does not fit `shape.release_schema()`.
    """

    def __init__(self, text: bytes) -> None:
        try:
            batches = read_json(text, release_schema(), batch_size=_BATCH)
            releases = pl.DataFrame(batches).rechunk()
        except pl.exceptions.ComputeError as error:
            raise MisfitError(str(error)) from error
        none = pl.Series(dtype=pl.UInt32)
        self.releases = Level(releases, release_shape(), none, none)
        self._places: dict[str, pl.DataFrame] = {}

    def at(self, path: str) -> Level:
        """The level at a path that ends in an array position: `/awards/{award}/items/{item}`."""
        level = self.releases
        for part in path.split("}")[:-1]:
            level = level.below[part.partition("{")[0].strip("/")]
        return level

    def places(self, path: str) -> pl.DataFrame:
        """For each object of a level, its release and the way there.

        Columns: `process` (row of the release, UInt32), `ocid`, and the array positions by name (UInt32 each).
        """
        if path not in self._places:
            self._places[path] = self._below(path) if path else self._of_releases()
        return self._places[path]

    def _of_releases(self) -> pl.DataFrame:
        return self.releases.values["ocid"].alias("ocid").to_frame().with_row_index("process")

    def _below(self, path: str) -> pl.DataFrame:
        above, _, position = path.removesuffix("}").rpartition("/{")
        parent = above[: above.rindex("}") + 1] if "}" in above else ""
        level = self.at(path)
        return self.places(parent)[level.above].hstack([level.position.alias(position)])
