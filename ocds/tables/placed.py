"""What the rows of a table tell of each of some processes, without grouping or joining them."""

from collections.abc import Iterator

import polars as pl

EVERY = pl.col("place").is_not_null()
"""Chooses all rows."""


class Placed:
    """Rows of a table beside the processes that they tell of.

    `processes` and `rows` have a column `process` and are in its order. What is told has one value a process.
    """

    def __init__(self, processes: pl.DataFrame, rows: pl.DataFrame) -> None:
        numbered = processes.select("process").with_row_index("place")
        places = rows.select("process").join(numbered, on="process", how="left", maintain_order="left")["place"]
        placed = rows.with_columns(places)
        self.rows = placed.drop_nulls("place") if places.null_count() else placed
        self._height = processes.height

    def any(self, chosen: pl.Expr) -> pl.Series:
        """Whether a process has a row that is chosen."""
        return pl.repeat(value=False, n=self._height, eager=True).scatter(self._places(self._chosen(chosen)), True)

    def count(self, chosen: pl.Expr) -> pl.Series:
        """How many of the rows of a process are chosen."""
        runs = self._places(self._chosen(chosen)).rle().struct
        return pl.repeat(0, self._height, dtype=pl.UInt32, eager=True).scatter(runs.field("value"), runs.field("len"))

    def first(self, chosen: pl.Expr) -> pl.Series:
        """The number of the first row of a process that is chosen, null where none is."""
        rows = self._chosen(chosen)
        places = self._places(rows)
        begins = places.ne_missing(places.shift())
        nowhere = pl.repeat(None, self._height, dtype=pl.UInt32, eager=True)
        return nowhere.scatter(places.filter(begins), rows.filter(begins))

    def of_first(self, chosen: pl.Expr, **names: str) -> Iterator[pl.Series]:
        """Columns of the first row of a process that is chosen, each by its new name."""
        first = self.first(chosen)
        return (self.rows[column].gather(first).alias(name) for name, column in names.items())

    def of_process(self, told: pl.Series) -> pl.Series:
        """What is told of its process, for each row."""
        return told.gather(self.rows["place"])

    def _chosen(self, chosen: pl.Expr) -> pl.Series:
        return self.rows.select(pl.arg_where(chosen)).to_series()

    def _places(self, rows: pl.Series) -> pl.Series:
        return self.rows["place"].gather(rows)
