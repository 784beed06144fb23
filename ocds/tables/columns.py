"""The columns of the entity tables, as stated in `columns.csv`."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import polars as pl

INSTANT = pl.Datetime("us", "UTC")
DTYPES: dict[str, pl.DataType] = {
    "str": pl.String(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "time": INSTANT,
    "strs": pl.List(pl.String),
    "count": pl.UInt32(),
    "bool": pl.Boolean(),
}
BUILT = ("read", "counted", "written")
"""The stages of the columns that workers build."""


class Column(NamedTuple):
    """One column: its table, name, type, the OCDS paths it is read from and its meaning.

    `paths` are JSON Pointers in which `{award}` stands for the array position held by the column `award`. A table that
    unites several arrays (items of tenders, awards, contracts) has one path for each; the column `branch` tells which.
    `stage` tells when the column comes to be: `read` from the release, `counted` from an array in it, `written` with
    the table from other tables, `place` when the snapshot is written, `view` each time the table is read, after local
    words became codes.
    """

    table: str
    name: str
    dtype: str
    paths: tuple[str, ...]
    meaning: str
    stage: str


@cache
def columns() -> tuple[Column, ...]:
    """All columns of all tables, in the order in which they are written."""
    text = files("ocds.tables").joinpath("columns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Column(r["table"], r["column"], r["dtype"], tuple(r["path"].split()), r["meaning"], r["stage"]) for r in rows
    )


@cache
def read_columns(table: str) -> tuple[Column, ...]:
    """The columns of a table that are read straight from the release."""
    return tuple(c for c in columns() if c.table == table and c.stage == "read")


@cache
def counted_columns(table: str) -> tuple[Column, ...]:
    """The columns of a table that hold the length of an array; null where it is absent or empty."""
    return tuple(c for c in columns() if c.table == table and c.stage == "counted")


@cache
def read_tables() -> tuple[str, ...]:
    """The tables with columns read straight from the release."""
    return tuple(dict.fromkeys(c.table for c in columns() if c.stage == "read"))


@cache
def column(table: str, name: str) -> Column:
    """One column by name; the raw text of a time (`date_text`) has the paths of the time itself."""
    base = name.removesuffix("_text")
    for c in columns():
        if c.table == table and (c.name == name or (c.name == base and c.dtype == "time")):
            return c
    raise KeyError(table, name)


def positions(path: str) -> tuple[str, ...]:
    """The names of the array positions in a path: `/awards/{award}/items/{item}` → `("award", "item")`."""
    return tuple(key[1:-1] for key in path.split("/") if key.startswith("{"))


@cache
def position_names(table: str) -> tuple[str, ...]:
    """All array positions of a table, outermost first."""
    names = (n for c in read_columns(table) for p in c.paths for n in positions(p))
    return tuple(dict.fromkeys(names))


@cache
def schema(table: str, stages: tuple[str, ...] = BUILT) -> pl.Schema:
    """Columns and dtypes of a table as workers build it, or with the columns of more stages."""
    out: dict[str, pl.DataType] = {"process": pl.UInt64(), "ocid": pl.String()}
    if len(branches(table)) > 1:
        out["branch"] = pl.UInt8()
    out |= dict.fromkeys(position_names(table), pl.UInt32())
    for c in columns():
        if c.table == table and c.stage in stages:
            out[c.name] = DTYPES[c.dtype]
            if c.dtype == "time":
                out[f"{c.name}_text"] = pl.String()
    return pl.Schema(out)


@cache
def branches(table: str) -> tuple[str, ...]:
    """Where the rows of a table come from: the paths down to the last array position, in order of `branch`."""
    paths = (p for c in read_columns(table)[:1] for p in c.paths)
    return tuple(p[: p.rindex("}") + 1] if "}" in p else "" for p in paths)
