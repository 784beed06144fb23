"""The tables that gather rows of many processes: suppliers, buyers, pairs and markets.

Money is summed per currency, as whole hundredths, so that the sum does not depend on the order of the rows; amounts
without a currency are not summed.
"""

from collections.abc import Callable

import polars as pl

from ocds.codes import Words, code
from ocds.persons import person
from ocds.tables.instants import local_day

Scan = Callable[[str], pl.LazyFrame]
MOST_BIDDERS = 40
"""Processes with more distinct bidders form no pairs: their number grows with the square."""
MARKET_DIGITS = 4
"""How many characters of an item's classification make a market."""
_AMOUNT = pl.Decimal(38, 2)
_Columns = dict[str, pl.DataType | type[pl.DataType]]

_COLUMNS: dict[str, _Columns] = {
    "supplier": {
        "supplier": pl.String, "name": pl.String, "scheme": pl.String, "identifier": pl.String,
        "country": pl.String, "person": pl.Boolean, "processes": pl.UInt32, "awards": pl.UInt32,
        "buyers": pl.UInt32, "first_award": pl.Date, "last_award": pl.Date,
    },
    "buyer": {"buyer": pl.String, "name": pl.String, "processes": pl.UInt32, "awards": pl.UInt32},
    "buyer_supplier": {
        "buyer": pl.String, "supplier": pl.String, "currency": pl.String, "processes": pl.UInt32,
        "awards": pl.UInt32, "amount": _AMOUNT,
    },
    "bidder_pair": {"a": pl.String, "b": pl.String, "met": pl.UInt32},
    "market": {
        "scheme": pl.String, "market": pl.String, "currency": pl.String, "processes": pl.UInt32, "awards": pl.UInt32,
    },
}  # fmt: skip
AGGREGATES = {table: pl.Schema(columns) for table, columns in _COLUMNS.items()}


def aggregates(scan: Scan, words: Words) -> dict[str, pl.LazyFrame]:
    """Each of the tables of `AGGREGATES`, sorted by its key.

    Suppliers are all that any award names; what is counted and summed are active awards. A bidder pair met in at least
    two processes. A supplier's names and identifiers are those of its last row.
    """
    active = (code("award_status", pl.col("award_status"), words) == "active").fill_null(value=False)
    named = scan("award_supplier").with_columns(
        active=active, buyer=pl.coalesce("buyer_id", "buyer_name"), day=local_day(pl.col("award_date_text"))
    )
    awards = named.filter("active")
    return {
        "supplier": _suppliers(named),
        "buyer": _buyers(scan, awards),
        "buyer_supplier": _buyer_suppliers(awards),
        "bidder_pair": _bidder_pairs(scan("bidder")),
        "market": _markets(scan("item"), awards),
    }


def _count(column: str) -> pl.Expr:
    return pl.col(column).n_unique().cast(pl.UInt32)


def _rows() -> pl.Expr:
    return pl.struct("process", "award").n_unique().cast(pl.UInt32)


def _suppliers(named: pl.LazyFrame) -> pl.LazyFrame:
    stated = [pl.col(name).drop_nulls().last() for name in ("name", "scheme", "identifier", "country")]
    key = named.drop("supplier").rename({"supplier_key": "supplier"}).filter(pl.col("supplier").is_not_null())
    counted = {"processes": pl.col("process"), "awards": pl.struct("process", "award"), "buyers": pl.col("buyer")}
    found = key.group_by("supplier").agg(
        *stated,
        *(rows.filter("active").drop_nulls().n_unique().cast(pl.UInt32).alias(name) for name, rows in counted.items()),
        first_award=pl.col("day").filter("active").min(),
        last_award=pl.col("day").filter("active").max(),
    )
    natural = person(pl.col("scheme"), pl.col("identifier")).fill_null(value=False).alias("person")
    return found.with_columns(natural).select(AGGREGATES["supplier"].names()).sort("supplier")


def _buyers(scan: Scan, awards: pl.LazyFrame) -> pl.LazyFrame:
    processes = scan("process").with_columns(buyer=pl.coalesce("buyer_id", "buyer_name"))
    found = (
        processes.filter(pl.col("buyer").is_not_null())
        .group_by("buyer")
        .agg(name=pl.col("buyer_name").drop_nulls().last(), processes=pl.len().cast(pl.UInt32))
    )
    given = awards.group_by("buyer").agg(awards=_rows())
    joined = found.join(given, on="buyer", how="left").with_columns(pl.col("awards").fill_null(0))
    return joined.select(AGGREGATES["buyer"].names()).sort("buyer")


def _buyer_suppliers(awards: pl.LazyFrame) -> pl.LazyFrame:
    hundredths = (pl.col("amount") * 100).round().cast(pl.Int128, strict=False)
    known = awards.filter(pl.col("buyer").is_not_null()).drop("supplier").rename({"supplier_key": "supplier"})
    once = known.unique(["process", "award", "supplier"], keep="first", maintain_order=True)
    summed = pl.when(hundredths.count() > 0, pl.col("currency").first().is_not_null()).then(hundredths.sum())
    found = once.group_by("buyer", "supplier", "currency").agg(
        processes=_count("process"), awards=_rows(), amount=summed
    )
    amount = (pl.col("amount").cast(_AMOUNT) / 100).cast(_AMOUNT)
    return (
        found.with_columns(amount).select(AGGREGATES["buyer_supplier"].names()).sort("buyer", "supplier", "currency")
    )


def _bidder_pairs(bidders: pl.LazyFrame) -> pl.LazyFrame:
    met = bidders.select("process", "id").drop_nulls().unique()
    few = met.filter(pl.len().over("process").is_between(2, MOST_BIDDERS))
    pairs = few.rename({"id": "a"}).join(few.rename({"id": "b"}), on="process").filter(pl.col("a") < pl.col("b"))
    found = pairs.group_by("a", "b").agg(met=pl.len().cast(pl.UInt32))
    return found.filter(pl.col("met") > 1).sort("a", "b")


def _markets(items: pl.LazyFrame, awards: pl.LazyFrame) -> pl.LazyFrame:
    awarded = items.filter(pl.col("award").is_not_null(), pl.col("classification_id").is_not_null()).select(
        "process",
        "award",
        scheme="classification_scheme",
        market=pl.col("classification_id").str.slice(0, MARKET_DIGITS),
    )
    known = awards.select("process", "award", "currency").unique()
    found = (
        awarded.unique()
        .join(known, on=["process", "award"])
        .group_by("scheme", "market", "currency")
        .agg(processes=_count("process"), awards=_rows())
    )
    return found.select(AGGREGATES["market"].names()).sort("scheme", "market", "currency")
