"""From a batch of compiled releases to entity tables."""

from collections.abc import Sequence

import polars as pl

from ocds.tables.columns import (
    Column,
    branches,
    counted_columns,
    position_names,
    read_columns,
    read_tables,
    schema,
)
from ocds.tables.instants import instants
from ocds.tables.joined import add_joined_columns
from ocds.tables.levels import Level, Levels

Tables = dict[str, pl.DataFrame]


def entity_tables(levels: Levels, publishers: Sequence[str | None], first_process: int) -> Tables:
    """The entity tables of compiled releases, each with the columns and dtypes of `columns.schema`.

    `levels` holds the releases; `publishers` names, for each, who published it; `first_process` is the key of the
    first one. Rows keep the order of the releases and of their arrays.
    """
    tables = {table: _read(table, levels) for table in read_tables()}
    _add_instants(tables)
    tables["process"] = tables["process"].with_columns(pl.Series("publisher", publishers, pl.String))
    add_joined_columns(tables)
    key = (pl.col("process").cast(pl.UInt64) + first_process).alias("process")
    named = {table: [key if name == "process" else name for name in schema(table)] for table in tables}
    return {table: frame.select(named[table]) for table, frame in tables.items()}


def _add_instants(tables: Tables) -> None:
    """Read the texts of all dates of all tables."""
    times = {table: [c.name for c in read_columns(table) if c.dtype == "time"] for table in tables}
    found = iter(instants([tables[table][f"{name}_text"] for table, names in times.items() for name in names]))
    for table, names in times.items():
        tables[table] = tables[table].hstack([next(found).alias(name) for name in names])


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
    values = levels.at(source).values
    here = [column for column in read_columns(table) if branch < len(column.paths)]
    raw = [_raw(column, values[column.paths[branch].removeprefix(source).removeprefix("/")]) for column in here]
    counts = [_count(column, levels.at(source).below) for column in counted_columns(table)]
    return levels.places(source).hstack([*raw, *counts])


def _count(column: Column, below: dict[str, Level]) -> pl.Series:
    """The lengths of an array that hangs on the level of a table."""
    key = column.paths[0].rpartition("}")[2].removeprefix("/")
    return below[key].lengths.alias(column.name).replace(0, None)


def _raw(column: Column, values: pl.Series) -> pl.Series:
    """The values of a column as they came, of times the texts; of lists of texts those that say something."""
    if column.dtype != "strs":
        return values.alias(f"{column.name}_text" if column.dtype == "time" else column.name)
    said = pl.element().filter(pl.element() != "")
    if not values.explode(empty_as_null=False, keep_nulls=False).ne_missing("").fill_null(value=False).all():
        values = values.list.eval(said)
    return values.alias(column.name).to_frame().select(pl.when(pl.first().list.len() > 0).then(pl.first())).to_series()
