"""The levels of releases by way of nested columns: any release that fits, as Arrow reads it."""

import polars as pl
from arro3.io import read_json

from ocds.exceptions import MisfitError
from ocds.tables.level import Level
from ocds.tables.shape import Array, Object, release_schema, release_shape

_BATCH = 1024
"""How many releases are read in one go: few enough for what is half read to stay in the processor's cache."""


def nested(text: bytes) -> Level:
    """The level of releases.

    `text` holds the releases one after another, each of which satisfies `shape.numbers_struct()`. Raises `MisfitError`
    where one does not fit `shape.release_schema()`.
    """
    try:
        batches = read_json(text, release_schema(), batch_size=_BATCH)
        releases = pl.DataFrame(batches).rechunk()
    except pl.exceptions.ComputeError as error:
        raise MisfitError(str(error)) from error
    none = pl.Series(dtype=pl.UInt32)
    level = Level(none, none)
    _take_apart(level, releases, release_shape(), "")
    return level


def _take_apart(level: Level, objects: pl.DataFrame, shape: Object, prefix: str) -> None:
    for found, (key, node) in zip(objects, shape.fields.items(), strict=True):
        chain = prefix + key
        if isinstance(node, Object):
            if node.told:
                level.values[chain] = found.is_not_null()
            _take_apart(level, found.struct.unnest(), node, f"{chain}/")
        elif isinstance(node, Array):
            level.values[chain] = _lengths(found)
            level.below[chain] = _items(found, node.item)
        else:
            level.values[chain] = _said(found) if node == "strs" else found


def _items(arrays: pl.Series, shape: Object) -> Level:
    lists = arrays.to_frame("item").with_row_index("above")
    positions = pl.int_ranges(pl.col("item").list.len(), dtype=pl.UInt32).alias("position")
    rows = lists.with_columns(positions).explode("item", "position", empty_as_null=False, keep_nulls=False)
    level = Level(rows["above"], rows["position"])
    _take_apart(level, rows["item"].struct.unnest(), shape, "")
    return level


def _lengths(arrays: pl.Series) -> pl.Series:
    return arrays.list.len().replace(0, None)


def _said(texts: pl.Series) -> pl.Series:
    """The texts of lists that say something; null where none does."""
    said = texts.list.eval(pl.element().filter(pl.element() != ""))
    return pl.select(pl.when(said.list.len() > 0).then(said)).to_series()
