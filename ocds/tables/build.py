"""From a batch of compiled releases to entity tables."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from ocds.tables.columns import DTYPES, Column, branches, position_names, positions, read_columns, read_tables, schema
from ocds.tables.instants import instants
from ocds.tables.joined import add_joined_columns
from ocds.tables.levels import Levels

Tables = dict[str, pl.DataFrame]
_SEPARATOR = "\x1f"


def entity_tables(levels: Levels, publishers: Sequence[str | None], first_process: int) -> Tables:
    """The entity tables of compiled releases, each with the columns and dtypes of `columns.schema`.

    `levels` holds the releases; `publishers` names, for each, who published it; `first_process` is the key of the
    first one. Rows keep the order of the releases and of their arrays.
    """
    tables = {table: _read(table, levels) for table in read_tables()}
    tables["process"] = tables["process"].with_columns(pl.Series("publisher", publishers, pl.String))
    add_joined_columns(tables)
    key = (pl.col("process").cast(pl.UInt64) + first_process).alias("process")
    return {table: frame.with_columns(key).select(schema(table).names()) for table, frame in tables.items()}


def _read(table: str, levels: Levels) -> pl.DataFrame:
    sources = branches(table)
    frames = [_read_branch(table, branch, levels) for branch in range(len(sources))]
    if len(frames) == 1:
        return frames[0]
    marked = [f.with_columns(pl.lit(i, pl.UInt8).alias("branch")) for i, f in enumerate(frames)]
    order = ["process", "branch", *position_names(table)]
    return pl.concat(marked, how="diagonal").sort(order, maintain_order=True)


def _read_branch(table: str, branch: int, levels: Levels) -> pl.DataFrame:
    source = branches(table)[branch]
    level = levels.at(source)
    release, places = level.places()
    ocids = _texts(levels.releases.values["ocid"])
    series = [release.alias("process"), ocids.gather(release).alias("ocid")]
    series += [place.alias(name) for name, place in zip(positions(source), places, strict=True)]
    for column in read_columns(table):
        if branch < len(column.paths):
            keys = column.paths[branch].removeprefix(source).removeprefix("/")
            series += _column(column, level.values[keys])
    return pl.DataFrame(series)


def _column(column: Column, raw: list[Any]) -> list[pl.Series]:
    if column.dtype == "time":
        text = pl.Series(f"{column.name}_text", raw, pl.String)
        return [instants(text).alias(column.name), text]
    if column.dtype == "strs":
        return [_lists(raw).alias(column.name)]
    if column.dtype == "str":
        return [_texts(raw).alias(column.name)]
    return [pl.Series(column.name, raw, DTYPES[column.dtype])]


def _texts(raw: list[Any]) -> pl.Series:
    """Texts, and identifiers that the publisher wrote as numbers."""
    try:
        return pl.Series(raw, dtype=pl.String)
    except TypeError:
        return pl.Series([value if value is None else str(value) for value in raw], dtype=pl.String)


def _lists(raw: list[Any]) -> pl.Series:
    """Lists of texts; polars would make a series of each, so they travel as one text with separators."""
    joined = {value: value and _SEPARATOR.join(filter(None, value)) for value in set(raw)}
    return pl.Series([joined[value] for value in raw], dtype=pl.String, strict=False).str.split(_SEPARATOR)
