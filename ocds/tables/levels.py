"""The arrays of many releases, laid flat: the values and array positions that tables are made of."""

import polars as pl
from arro3.io import read_json

from ocds.exceptions import MisfitError
from ocds.tables.shape import Array, Object, release_schema, release_shape

_BATCH = 1024
"""How many releases are read in one go: few enough for what is half read to stay in the processor's cache."""


class Level:
    """All objects of one array over many releases, field by field.

    `values` holds, for each chain of keys below the array (`value/amount`), one value an object, and for a chain that
    leads to an object whether that is there; `lengths` the number of these objects for each object of the level above;
    `below` the levels that hang on this one, by key.
    """

    def __init__(self, objects: pl.DataFrame, shape: Object, lengths: pl.Series | None = None) -> None:
        self.lengths = pl.Series(dtype=pl.UInt32) if lengths is None else lengths
        self.values: dict[str, pl.Series] = {}
        self.below: dict[str, Level] = {}
        self._take_apart(objects, shape, "")

    def _take_apart(self, objects: pl.DataFrame, shape: Object, prefix: str) -> None:
        for found, (key, node) in zip(objects, shape.fields.items(), strict=True):
            if isinstance(node, Object):
                if node.told:
                    self.values[prefix + key] = found.is_not_null()
                self._take_apart(found.struct.unnest(), node, f"{prefix}{key}/")
            elif isinstance(node, Array):
                items = found.explode(empty_as_null=False, keep_nulls=False)
                lengths = found.list.len().fill_null(0)
                self.below[prefix + key] = Level(items.struct.unnest(), node.item, lengths)
            else:
                self.values[prefix + key] = found


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
        self.releases = Level(releases, release_shape())
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
        lengths = self.at(path).lengths.alias("n").to_frame().with_row_index("parent")
        rows = lengths.select("parent", pl.int_ranges("n", dtype=pl.UInt32).alias(position))
        rows = rows.explode(position, empty_as_null=False)
        return self.places(parent).select(pl.all().gather(rows["parent"])).hstack([rows[position]])
