"""Pairs of dates that have an order in time."""

from typing import NamedTuple

import polars as pl

from checks.quality.check import Tables, shared
from checks.quality.pointers import pointed
from ocds.messages import marked
from ocds.tables.columns import branches, column, position_names
from ocds.tables.scan import Scan

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


def in_row(tables: Tables, table: str, *names: str) -> pl.LazyFrame:
    """Hold against each other two dates of the same row, the earlier and the later one."""
    pair = [Dated(table, name) for name in names]
    columns = [read for dated, side in zip(pair, _SIDES, strict=True) for read in dated.columns(side)]
    there = [pl.col(f"{name}_text") != "" for name in names]
    return _told(tables.scan(table).filter(there).select("process", *columns).with_columns(ok=_in_order()), *pair)


def in_order(tables: Tables, earlier: Dated, later: Dated) -> pl.LazyFrame:
    """Hold each earlier date against each later one of the same process, and of the same key if they have one.

    Columns: `process`, `ok` (null where one of the two is no date), `pointer` of the earlier date and `value`. Where
    one of them is a day without a time, the days are compared as they are written.
    """
    return _told(_pairs(tables, earlier, later), earlier, later)


@shared
def _pairs(tables: Tables, earlier: Dated, later: Dated) -> pl.LazyFrame:
    """Each earlier date beside each later one, and whether they are in order."""
    sides = [
        dated.rows(tables.scan).select("process", *dated.keys(), *dated.columns(side))
        for dated, side in zip((earlier, later), _SIDES, strict=True)
    ]
    on = ["process", *(["key"] if earlier.key else [])]
    return sides[0].join(sides[1], on=on, how="inner").with_columns(ok=_in_order()).drop("earlier_at", "later_at")


def _in_order() -> pl.Expr:
    """Whether the earlier date is not after the later one; null where one of them is no date."""
    texts, instants = ([pl.col(f"{side}_{name}") for side in _SIDES] for name in ("text", "at"))
    is_day = pl.min_horizontal(text.str.len_bytes() for text in texts) == _DAY
    days = [text.str.head(_DAY) for text in texts]
    known = instants[0].is_not_null() & instants[1].is_not_null()
    return pl.when(known & is_day).then(days[0] <= days[1]).when(known).then(instants[0] <= instants[1])


def _told(pairs: pl.LazyFrame, earlier: Dated, later: Dated) -> pl.LazyFrame:
    value = pl.format("{} > {} ({})", "earlier_text", "later_text", later.pointer("later"))
    return pairs.select("process", "ok", earlier.pointer("earlier").alias("pointer"), value.alias("value"))
