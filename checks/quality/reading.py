"""What checks of processes read: the columns that they ask for, in memory, each table read once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import polars as pl
from polars.io.plugins import register_io_source

from checks.quality.catalog import process_checks
from checks.quality.check import Tables, in_memory
from checks.quality.rates import Rates
from ocds.tables.columns import schema

Columns = Mapping[str, Sequence[str]]
"""Columns of tables, by table."""


def columns_read(rates: Rates | None) -> Columns:
    """The columns that all checks read: what they ask for where no table has a row."""
    read: dict[str, list[str]] = {}

    def scan(table: str) -> pl.LazyFrame:
        def nothing(columns: list[str] | None, *_: object) -> Iterator[pl.DataFrame]:
            asked = [*schema(table)] if columns is None else columns
            read[table] = sorted({*read.get(table, ()), *asked})
            yield pl.DataFrame(schema=schema(table)).select(asked)

        return register_io_source(nothing, schema=schema(table))

    tables = Tables(scan, rates)
    for check in process_checks().values():
        in_memory(check().applications(tables))
    return read


def held(tables: Tables, processes: pl.Series, columns: Columns | None) -> Tables:
    """The tables in memory, all of them or some columns, with the places of processes instead of their numbers."""
    places = pl.DataFrame([_ordered(processes)]).with_row_index("place")

    @cache
    def scan(table: str) -> pl.LazyFrame:
        frame = in_memory(tables.scan(table).select(columns[table] if columns else pl.all()))
        numbers = pl.DataFrame([_ordered(frame["process"])])
        found = numbers.join(places, on="process", how="left", maintain_order="left")["place"]
        return frame.with_columns(process=_ordered(found.cast(pl.UInt64))).lazy()

    return replace(tables, scan=scan)


def _ordered(numbers: pl.Series) -> pl.Series:
    """The numbers, with a mark where they are in order: polars joins those without hashing them."""
    return numbers.set_sorted() if numbers.is_sorted() else numbers
