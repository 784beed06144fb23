"""What the rows of a table tell of each of some processes, without grouping or joining them."""

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
        return self._all(pl.Series([False])).scatter(self._places(self._chosen(chosen)), True)

    def count(self, chosen: pl.Expr) -> pl.Series:
        """How many of the rows of a process are chosen."""
        runs = self._places(self._chosen(chosen)).rle().struct
        return self._all(pl.Series([0], dtype=pl.UInt32)).scatter(runs.field("value"), runs.field("len"))

    def first(self, chosen: pl.Expr) -> pl.Series:
        """The number of the first row of a process that is chosen, null where none is."""
        rows = self._chosen(chosen)
        places = self._places(rows)
        begins = places.ne_missing(places.shift())
        return self._all(pl.Series([None], dtype=pl.UInt32)).scatter(places.filter(begins), rows.filter(begins))

    def of_first(self, chosen: pl.Expr, **names: str) -> list[pl.Series]:
        """Columns of the first row of a process that is chosen, each by its new name."""
        columns = self.rows.select(**{name: pl.col(column) for name, column in names.items()})
        return columns[self.first(chosen)].get_columns()

    def of_process(self, told: pl.Series) -> pl.Series:
        """What is told of its process, for each row."""
        return told[self.rows["place"]]

    def _all(self, value: pl.Series) -> pl.Series:
        """One value for every process; polars takes longer to repeat one by an expression."""
        return value.new_from_index(0, self._height)

    def _chosen(self, chosen: pl.Expr) -> pl.Series:
        return self.rows.select(pl.arg_where(chosen)).to_series()

    def _places(self, rows: pl.Series) -> pl.Series:
        return self.rows["place"][rows]
