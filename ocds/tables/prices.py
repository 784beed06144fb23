"""Who won, at what price, and what the others bid: facts of each process drawn from its bids and awards.

Following OCDS Cardinal: awards are settled when each has a final status; there is a sole winner when one award is
active and names one supplier; prices are compared among valid bids of one bidder each, in one currency. A status that
is no code and that no profile maps makes every fact that depends on it unknown.
"""

from collections.abc import Callable

import polars as pl

from ocds.codes import Words, coded

Scan = Callable[[str], pl.LazyFrame]
AWARDED = ("active_awards",)
WINNER = (
    "sole_winner_is_lowest", "winning_amount", "winning_currency", "winner", "second_amount", "second", "winning_bid",
    "second_bid",
)  # fmt: skip
LOWEST = (
    "valid_bids", "lowest_amount", "lowest_status", "lowest_bidder", "lowest_valid_amount", "lowest_bid",
    "lowest_valid_bid",
)  # fmt: skip
_FINAL = pl.col("status").is_in(["active", "cancelled", "unsuccessful"]).fill_null(value=False)
_UNMAPPED = pl.col("status").is_null() & pl.col("status_word").is_not_null()
_ACTIVE = (pl.col("status") == "active").fill_null(value=False)


def in_order(frame: pl.DataFrame, by: str = "process") -> pl.DataFrame:
    """The frame in order of processes, and known to be: so it is grouped and joined many times faster."""
    return frame.set_sorted(by) if frame[by].is_sorted() else frame.sort(by, maintain_order=True)


def award_facts(scan: Scan, words: Words) -> pl.DataFrame:
    """`process`, `active_awards` (UInt32, null where a status is unmapped), `settled`, `sole_winner` (an id)."""
    awards = coded("award", scan("award"), words).filter(pl.col("status_word").is_not_null())
    known = awards.select(
        "process", "suppliers", "supplier_id", unmapped=_UNMAPPED, active=_ACTIVE, settled=_FINAL
    ).collect()
    facts = (
        in_order(known)
        .group_by("process", maintain_order=True)
        .agg(
            pl.any("unmapped"),
            pl.sum("active").cast(pl.UInt32).alias("awards"),
            pl.all("settled"),
            pl.col("suppliers", "supplier_id").filter("active").first(),
        )
    )
    told = ~pl.col("unmapped")
    sole = pl.col("settled") & (pl.col("awards") == 1) & (pl.col("suppliers") == 1)
    return facts.select(
        "process",
        pl.when(told).then("awards").alias("active_awards"),
        pl.when(~told).then(pl.lit("award_status")).alias("active_awards_unknown"),
        pl.when(told).then("settled").alias("settled"),
        pl.when(sole).then("supplier_id").alias("sole_winner"),
    )


def submitted_bids(scan: Scan, words: Words) -> pl.DataFrame:
    """Submitted bids, with `valid` and `unmapped`; an amount that is not finite is none."""
    bids = coded("bid", scan("bid"), words)
    withdrawn = pl.col("status").is_in(["invited", "withdrawn"]).fill_null(value=False)
    submitted = bids.filter(pl.col("status_word").is_not_null() & ~withdrawn).select(
        "process", "bid", "status", "currency", "bidders", "bidder_id",
        amount=pl.when(pl.col("amount").is_finite()).then("amount"),
        valid=(pl.col("status") == "valid").fill_null(value=False),
        unmapped=_UNMAPPED,
    )  # fmt: skip
    return in_order(submitted.collect())


def _state(bids: pl.DataFrame, priced: pl.Expr) -> pl.DataFrame:
    """For each process, whether a bid has an unmapped status, and in how many currencies bids are priced."""
    currency = pl.when(priced).then(pl.col("currency").cast(pl.Categorical).to_physical())  # no order is needed
    several = (
        bids.select("process", "unmapped", low=currency, high=currency, some=priced)
        .group_by("process")
        .agg(pl.any("unmapped"), pl.min("low"), pl.max("high"), pl.any("some"))
    )
    return several.select(
        "process", "unmapped", "some", mixed=(pl.col("low") != pl.col("high")).fill_null(value=False)
    )


def _cheapest(bids: pl.DataFrame, **names: str) -> pl.DataFrame:
    """The cheapest of each process's bids; of equal ones the first in the file."""
    first = bids.sort("process", "amount", "bid").unique("process", keep="first", maintain_order=True)
    return first.select("process", **{name: pl.col(column) for name, column in names.items()})


def winner_facts(awards: pl.DataFrame, bids: pl.DataFrame) -> pl.DataFrame:
    """The columns `WINNER` for every process that published bids or awards, from the facts of both."""
    awards = awards.select("process", "settled", "sole_winner", "active_awards")
    alone = (pl.col("bidders") == 1) & pl.col("bidder_id").is_not_null() & pl.col("amount").is_not_null()
    valid = pl.col("valid") & alone & pl.col("currency").is_not_null()
    sole = awards.filter(pl.col("sole_winner").is_not_null()).select("process", "sole_winner")
    priced = (
        bids.filter(valid)
        .select("process", "bid", "amount", "currency", "bidder_id")
        .join(sole, on="process", maintain_order="left")
    )
    own = pl.col("bidder_id") == pl.col("sole_winner")
    winning = _cheapest(
        priced.filter(own), winning_amount="amount", winning_currency="currency", winner="bidder_id", winning_bid="bid"
    )
    second = _cheapest(priced.filter(~own), second_amount="amount", second="bidder_id", second_bid="bid")
    state = _state(bids, valid)
    facts = awards.join(state, on="process", how="full", coalesce=True)
    facts = facts.join(winning, on="process", how="left").join(second, on="process", how="left")
    reason = (
        pl.when(pl.col("active_awards").is_null() & pl.col("settled").is_null()).then(pl.lit("award_status"))
        .when(pl.col("unmapped").is_null()).then(pl.lit("bids"))
        .when("unmapped").then(pl.lit("bid_status"))
        .when("mixed").then(pl.lit("one_currency"))
    )  # fmt: skip
    lowest = (pl.col("winning_amount") <= pl.col("second_amount")).fill_null(value=False)
    unawarded = (pl.col("active_awards") == 0).fill_null(value=False)
    return facts.with_columns(reason.alias("reason")).select(
        "process",
        pl.when(unawarded).then(pl.lit(value=False)).when(pl.col("reason").is_null()).then(lowest)
        .alias("sole_winner_is_lowest"),
        pl.when(~unawarded).then("reason").alias("sole_winner_is_lowest_unknown"),
        *WINNER[1:],
    )  # fmt: skip


def lowest_facts(bids: pl.DataFrame) -> pl.DataFrame:
    """The columns `LOWEST` for every process with submitted bids; null with a reason where they cannot be told."""
    amount = pl.col("amount").is_not_null()
    priced = bids.filter(amount)
    lowest = _cheapest(
        priced, lowest_amount="amount", lowest_status="status", lowest_bidder="bidder_id", lowest_bid="bid"
    )
    valid = _cheapest(priced.filter("valid"), lowest_valid_amount="amount", lowest_valid_bid="bid")
    count = priced.group_by("process").agg(pl.sum("valid").cast(pl.UInt32).alias("valid_bids"))
    facts = _state(bids, amount).join(count, on="process", how="left")
    facts = facts.join(lowest, on="process", how="left").join(valid, on="process", how="left")
    reason = (
        pl.when("unmapped").then(pl.lit("bid_status"))
        .when(~pl.col("some")).then(pl.lit("bid_amounts"))
        .when("mixed").then(pl.lit("one_currency"))
    )  # fmt: skip
    told = reason.is_null()
    return facts.select(
        "process", reason.alias("valid_bids_unknown"), *(pl.when(told).then(name).alias(name) for name in LOWEST)
    )
