"""From a batch of compiled releases to entity tables."""

from collections.abc import Sequence

import polars as pl

from ocds.tables.columns import (
    Column,
    branches,
    counted_columns,
    read_columns,
    read_tables,
    schema,
)
from ocds.tables.instants import instants
from ocds.tables.joined import add_joined_columns
from ocds.tables.levels import Levels

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
    frames = [_read_branch(table, branch, levels) for branch in range(len(branches(table)))]
    if len(frames) == 1:
        return frames[0]
    numbers = [pl.Series("branch", [i], pl.UInt8).new_from_index(0, f.height) for i, f in enumerate(frames)]
    marked = [frame.hstack([number]) for frame, number in zip(frames, numbers, strict=True)]
    return pl.concat(marked, how="diagonal").sort("process", maintain_order=True)


def _read_branch(table: str, branch: int, levels: Levels) -> pl.DataFrame:
    source = branches(table)[branch]
    values = levels.at(source).values
    here = [column for column in read_columns(table) if branch < len(column.paths)]
    here += counted_columns(table)
    found = [values[c.paths[branch].rpartition("}")[2].removeprefix("/")].alias(_name(c)) for c in here]
    return levels.places(source).hstack(found)


def _name(column: Column) -> str:
    return f"{column.name}_text" if column.dtype == "time" else column.name
