"""Pairs of dates that have an order in time."""

from typing import NamedTuple

import polars as pl

from checks.quality.check import Scan
from checks.quality.pointers import pointed
from ocds.messages import marked
from ocds.tables.columns import branches, column, position_names

_DAY = len("2024-01-31")
_SIDES = ("earlier", "later")


class Dated(NamedTuple):
    """The dates in one column of a table, or of one of its branches, and the column that tells what they belong to."""

    table: str
    name: str
    branch: int | None = None
    key: str | None = None

    def rows(self, scan: Scan) -> pl.LazyFrame:
        """The rows that have such a date."""
        frame = scan(self.table).filter(pl.col(f"{self.name}_text") != "")
        return frame if self.branch is None else frame.filter(pl.col("branch") == self.branch)

    def keys(self) -> list[pl.Expr]:
        """The column `key`, if the dates belong to something smaller than a process."""
        return [pl.col(self.key).alias("key")] if self.key else []

    def columns(self, side: str) -> list[pl.Expr]:
        """The date, its text and the positions that tell where it stands, under names that begin with the side."""
        places = [*position_names(self.table), *(["branch"] if len(branches(self.table)) > 1 else [])]
        read = {self.name: "at", f"{self.name}_text": "text"} | {place: place for place in places}
        return [pl.col(name).alias(f"{side}_{alias}") for name, alias in read.items()]

    def pointer(self, side: str) -> pl.Expr:
        """Where the date stands, from the columns of its side."""
        paths = [path.replace("{", f"{{{side}_") for path in column(self.table, self.name).paths]
        if len(paths) == 1 or self.branch is not None:
            return pointed(paths[self.branch or 0])
        return pl.coalesce(pl.when(pl.col(f"{side}_branch") == i).then(pointed(path)) for i, path in enumerate(paths))


NO_DATES = marked("No two dates that this check compares are published.")
RELEASE = Dated("process", "release_date")


def in_row(scan: Scan, table: str, *names: str) -> pl.LazyFrame:
    """Hold against each other two dates of the same row, the earlier and the later one."""
    pair = [Dated(table, name) for name in names]
    columns = [read for dated, side in zip(pair, _SIDES, strict=True) for read in dated.columns(side)]
    there = [pl.col(f"{name}_text") != "" for name in names]
    return _judged(scan(table).filter(there).select("process", *columns), *pair)


def in_order(scan: Scan, earlier: Dated, later: Dated) -> pl.LazyFrame:
    """Hold each earlier date against each later one of the same process, and of the same key if they have one.

    Columns: `process`, `ok` (null where one of the two is no date), `pointer` of the earlier date and `value`. Where
    one of them is a day without a time, the days are compared as they are written.
    """
    sides = [
        dated.rows(scan).select("process", *dated.keys(), *dated.columns(side))
        for dated, side in zip((earlier, later), _SIDES, strict=True)
    ]
    found = sides[0].join(sides[1], on=["process", *(["key"] if earlier.key else [])], how="inner")
    return _judged(found, earlier, later)


def _judged(pairs: pl.LazyFrame, earlier: Dated, later: Dated) -> pl.LazyFrame:
    texts, instants = ([pl.col(f"{side}_{name}") for side in _SIDES] for name in ("text", "at"))
    is_day = pl.min_horizontal(text.str.len_bytes() for text in texts) == _DAY
    days = [text.str.head(_DAY) for text in texts]
    known = instants[0].is_not_null() & instants[1].is_not_null()
    ok = pl.when(known & is_day).then(days[0] <= days[1]).when(known).then(instants[0] <= instants[1])
    value = pl.format("{} > {} ({})", *texts, later.pointer("later"))
    return pairs.select("process", ok.alias("ok"), earlier.pointer("earlier").alias("pointer"), value.alias("value"))
