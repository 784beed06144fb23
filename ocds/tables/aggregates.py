"""The tables that gather rows of many processes: suppliers, buyers, pairs and markets.

Money is summed per currency, as whole hundredths, so that the sum does not depend on the order of the rows; amounts
without a currency are not summed.
"""

from collections.abc import Callable

import polars as pl

from ocds.codes import Words, code
from ocds.persons import person
from ocds.tables.instants import local_day
from ocds.tables.scan import Scan, in_order

MOST_BIDDERS = 40
"""Processes with more distinct bidders form no pairs: their number grows with the square."""
MARKET_DIGITS = 4
"""How many characters of an item's classification make a market."""
_AMOUNT = pl.Decimal(38, 2)
_RANKS = 2**32
_AWARD = (pl.col("process").cast(pl.Int128) * _RANKS + pl.col("award")).alias("number")
"""One number an award, in the order in which they stand."""
_BEGINS = pl.col("number").ne_missing(pl.col("number").shift())
"""Tells the first row of each award."""
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
Gathered = dict[str, pl.DataFrame]
"""Some of the tables of `AGGREGATES`, each sorted by its key."""
Gather = Callable[[Scan, Words], Gathered]


def of_awards(scan: Scan, words: Words) -> Gathered:
    """Suppliers, buyers, their pairs, and markets.

    Suppliers are all that any award names; what is counted and summed are active awards. A supplier's names and
    identifiers are those of its last row.
    """
    named = _named(scan("award_supplier"), words)
    paid = _paid(named)
    found = {"supplier": _suppliers(named, paid)}
    del named  # the next step takes the room
    found["buyer_supplier"] = _buyer_suppliers(paid)
    awards = paid.filter(_BEGINS)
    del paid
    return found | {"buyer": _buyers(scan("process"), awards), "market": _markets(scan("item"), awards)}


def _paid(named: pl.DataFrame) -> pl.DataFrame:
    """The suppliers of active awards, each once an award."""
    active = named.filter("active").drop("name", "scheme", "identifier", "country")
    active = active.with_columns(award=_BEGINS.cum_sum())
    return active.filter(_packed(active, "award", "supplier").is_first_distinct())


def _named(award_suppliers: pl.LazyFrame, words: Words) -> pl.DataFrame:
    """The suppliers of awards, in order of awards; suppliers and buyers as ranks."""
    stored = award_suppliers.select(
        *("process", "name", "scheme", "identifier", "country", "amount", "currency", "award_status"),
        _AWARD,
        supplier="supplier_key",
        buyer=pl.coalesce("buyer_id", "buyer_name"),
        day="award_date_text",
    )
    active = (code("award_status", pl.col("award_status"), words) == "active").fill_null(value=False)
    named = in_order(stored.collect().rechunk(), "number")
    day = local_day(pl.col("day"))
    return named.with_columns(_ranked(named["supplier"]), _ranked(named["buyer"]), day, active=active)


def of_bidders(scan: Scan, _: Words) -> Gathered:
    """Pairs of bidders that met in at least two processes."""
    bidders = in_order(scan("bidder").select("process", "id").drop_nulls().collect())
    met = bidders.group_by("process", maintain_order=True).agg(pl.col("id").unique())
    few = met.filter(pl.col("id").list.len().is_between(2, MOST_BIDDERS)).explode("id")
    names = few["id"].unique().sort()
    ranks = few["id"].cast(pl.Enum(names)).to_physical().cast(pl.UInt64)
    one = few.lazy().select("process", rank=ranks)
    pairs = one.join(one, on="process").filter(pl.col("rank") < pl.col("rank_right"))
    # One number a pair, for they are many: sorted, equal ones stand together.
    pair = pairs.select(pair=pl.col("rank") * _RANKS + pl.col("rank_right")).collect().sort("pair")
    found = pair.group_by("pair", maintain_order=True).agg(met=pl.len()).filter(pl.col("met") > 1)
    a, b = names.gather(found["pair"] // _RANKS), names.gather(found["pair"] % _RANKS)
    return {"bidder_pair": _finished("bidder_pair", pl.DataFrame({"a": a, "b": b, "met": found["met"]}), "a", "b")}


def _ranked(texts: pl.Series) -> pl.Series:
    """Texts as their ranks among all of them: many times cheaper to group and to sort by."""
    return texts.cast(pl.Enum(texts.drop_nulls().unique().sort()))


def _packed(frame: pl.DataFrame, *columns: str) -> pl.Expr:
    """The ranks in several columns as one number, in the same order: it is cheaper to sort, group and look up by.

    What is null comes first. The number of all combinations is far below that of UInt64.
    """
    number = pl.lit(0, pl.UInt64)
    for column in columns:
        rank = pl.col(column).to_physical().cast(pl.UInt64) + 1
        highest = frame.select(rank.max()).item() or 0
        number = number * (highest + 1) + rank.fill_null(0)
    return number


def _distinct(ordered: str) -> pl.Expr:
    """How many values a column in order has."""
    return pl.col(ordered).ne_missing(pl.col(ordered).shift()).sum()


def _finished(table: str, frame: pl.DataFrame, *key: str) -> pl.DataFrame:
    """The table, sorted by a key unless it is in order already."""
    columns = AGGREGATES[table]
    ordered = frame.sort(key) if key else frame
    return ordered.select(columns.names()).cast(columns)


def _suppliers(named: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    stated = [pl.col(name).drop_nulls().last() for name in ("name", "scheme", "identifier", "country")]
    known = named.group_by("supplier").agg(*stated).drop_nulls("supplier")
    counted = paid.group_by("supplier").agg(
        processes=pl.col("process").n_unique(),
        awards=pl.len(),
        buyers=pl.col("buyer").drop_nulls().n_unique(),
        first_award=pl.col("day").min(),
        last_award=pl.col("day").max(),
    )
    natural = person(pl.col("scheme"), pl.col("identifier")).fill_null(value=False).alias("person")
    counts = pl.col("processes", "awards", "buyers").fill_null(0)
    return _finished(
        "supplier", known.join(counted, on="supplier", how="left").with_columns(natural, counts), "supplier"
    )


def _buyers(processes: pl.LazyFrame, awards: pl.DataFrame) -> pl.DataFrame:
    named = processes.select(buyer=pl.coalesce("buyer_id", "buyer_name"), name="buyer_name").drop_nulls("buyer")
    found = named.group_by("buyer").agg(name=pl.col("name").drop_nulls().last(), processes=pl.len()).collect()
    given = awards.group_by("buyer").agg(awards=pl.len()).cast({"buyer": pl.String})
    joined = found.join(given, on="buyer", how="left").with_columns(pl.col("awards").fill_null(0))
    return _finished("buyer", joined, "buyer")


def _buyer_suppliers(paid: pl.DataFrame) -> pl.DataFrame:
    hundredths = (pl.col("amount") * 100).round().cast(pl.Int128, strict=False)
    summed = pl.when(hundredths.count() > 0, pl.col("currency").first().is_not_null()).then(hundredths.sum())
    known = paid.filter(pl.col("buyer").is_not_null())
    known = known.with_columns(_ranked(known["currency"]))
    # Nearly every row is a group of its own: once they are sorted, equal ones stand together and the groups in order.
    found = (
        known.with_columns(group=_packed(known, "buyer", "supplier", "currency"))
        .sort("group", maintain_order=True)
        .group_by("group", maintain_order=True)
        .agg(
            pl.first("buyer", "supplier", "currency"), processes=pl.n_unique("process"), awards=pl.len(), amount=summed
        )
    )
    amount = (pl.col("amount").cast(_AMOUNT) / 100).cast(_AMOUNT)
    return _finished("buyer_supplier", found.with_columns(amount))


def _markets(items: pl.LazyFrame, awards: pl.DataFrame) -> pl.DataFrame:
    market = pl.col("classification_id").str.slice(0, MARKET_DIGITS).alias("market")
    classified = items.filter(pl.col("award").is_not_null(), pl.col("classification_id").is_not_null())
    classes = in_order(classified.select(_AWARD, market, scheme="classification_scheme").collect(), "number")
    known = awards.select("number", "award", "process", "currency")
    found = (
        classes.join(known, on="number", maintain_order="left")
        .group_by("scheme", "market", "currency")
        .agg(processes=_distinct("process"), awards=_distinct("award"))
    )
    return _finished("market", found, "scheme", "market", "currency")
