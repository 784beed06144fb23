"""Who won, at what price, and what the others bid: facts of each process drawn from its bids and awards.

Following OCDS Cardinal: awards are settled when each has a final status; there is a sole winner when one award is active
and names one supplier; prices are compared among valid bids of one bidder each, in one currency. A status that is no
code and that no profile maps makes every fact that depends on it unknown.
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
_FINAL = ["active", "cancelled", "unsuccessful"]
_UNMAPPED = pl.col("status").is_null() & pl.col("status_word").is_not_null()
_ACTIVE = (pl.col("status") == "active").fill_null(value=False)


def award_facts(scan: Scan, words: Words) -> pl.LazyFrame:
    """`process`, `active_awards` (UInt32, null where a status is unmapped), `settled`, `sole_winner` (an id)."""
    awards = coded("award", scan("award"), words).select("process", "status", "status_word", "suppliers", "supplier_id")
    known = awards.filter(pl.col("status_word").is_not_null())
    facts = known.group_by("process").agg(
        unmapped=_UNMAPPED.any(),
        active=_ACTIVE.sum().cast(pl.UInt32),
        settled=pl.col("status").is_in(_FINAL).all(),
        suppliers=pl.col("suppliers").filter(_ACTIVE).first(),
        supplier=pl.col("supplier_id").filter(_ACTIVE).first(),
    )
    sole = pl.col("settled") & (pl.col("active") == 1) & (pl.col("suppliers") == 1)
    return facts.select(
        "process",
        pl.when(~pl.col("unmapped")).then("active").alias("active_awards"),
        pl.when(pl.col("unmapped")).then(pl.lit("award_status")).alias("active_awards_unknown"),
        pl.when(~pl.col("unmapped")).then("settled").alias("settled"),
        pl.when(sole).then("supplier").alias("sole_winner"),
    )


def _bids(scan: Scan, words: Words) -> pl.LazyFrame:
    """Submitted bids, cheapest first within each process; a tie keeps the order of the file."""
    bids = coded("bid", scan("bid"), words)
    submitted = pl.col("status_word").is_not_null() & ~pl.col("status").is_in(["invited", "withdrawn"]).fill_null(value=False)
    return bids.filter(submitted).select(
        "process", "bid", "status", "status_word", "currency", "bidders", "bidder_id",
        amount=pl.when(pl.col("amount").is_finite()).then("amount"),
    )  # fmt: skip


def winner_facts(scan: Scan, words: Words) -> pl.LazyFrame:
    """The columns `WINNER` for every process that published bids or awards."""
    awards = award_facts(scan, words).select("process", "settled", "sole_winner", "active_awards")
    bids = _bids(scan, words)
    alone = (pl.col("bidders") == 1) & pl.col("bidder_id").is_not_null() & pl.col("amount").is_not_null()
    valid = (pl.col("status") == "valid").fill_null(value=False) & alone & pl.col("currency").is_not_null()
    state = bids.group_by("process").agg(
        unmapped_bids=_UNMAPPED.any(), currencies=pl.col("currency").filter(valid).n_unique()
    )
    priced = bids.filter(valid).join(awards.select("process", "sole_winner"), on="process", how="inner")
    priced = priced.filter(pl.col("sole_winner").is_not_null()).sort("process", "amount", "bid")
    own = pl.col("bidder_id") == pl.col("sole_winner")
    prices = priced.group_by("process").agg(
        *_first(own, winning_amount="amount", winning_currency="currency", winner="bidder_id", winning_bid="bid"),
        *_first(~own, second_amount="amount", second="bidder_id", second_bid="bid"),
    )
    facts = awards.join(state, on="process", how="full", coalesce=True).join(prices, on="process", how="left")
    reason = (
        pl.when(pl.col("active_awards").is_null() & pl.col("settled").is_null())
        .then(pl.lit("award_status"))
        .when(pl.col("currencies").is_null()).then(pl.lit("bids"))
        .when("unmapped_bids").then(pl.lit("bid_status"))
        .when(pl.col("currencies") > 1).then(pl.lit("one_currency"))
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


def _first(where: pl.Expr, **names: str) -> list[pl.Expr]:
    return [pl.col(column).filter(where).first().alias(name) for name, column in names.items()]


def lowest_facts(scan: Scan, words: Words) -> pl.LazyFrame:
    """The columns `LOWEST` for every process with submitted bids; null with a reason where they cannot be told."""
    bids = _bids(scan, words)
    state = bids.group_by("process").agg(
        unmapped=_UNMAPPED.any(), currencies=pl.col("currency").filter(pl.col("amount").is_not_null()).n_unique()
    )
    priced = bids.filter(pl.col("amount").is_not_null()).sort("process", "amount", "bid")
    valid = (pl.col("status") == "valid").fill_null(value=False)
    facts = priced.group_by("process").agg(
        valid.sum().cast(pl.UInt32).alias("valid_bids"),
        *_first(valid, lowest_valid_amount="amount", lowest_valid_bid="bid"),
        lowest_amount=pl.first("amount"),
        lowest_status=pl.first("status"),
        lowest_bidder=pl.first("bidder_id"),
        lowest_bid=pl.first("bid"),
    )
    reason = (
        pl.when("unmapped").then(pl.lit("bid_status"))
        .when(pl.col("valid_bids").is_null()).then(pl.lit("bid_amounts"))
        .when(pl.col("currencies") > 1).then(pl.lit("one_currency"))
    )  # fmt: skip
    known = state.join(facts, on="process", how="left").with_columns(reason.alias("valid_bids_unknown"))
    told = pl.col("valid_bids_unknown").is_null()
    return known.select("process", "valid_bids_unknown", *(pl.when(told).then(name).alias(name) for name in LOWEST))
