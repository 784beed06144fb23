"""Who won, at what price, and what the others bid: facts of each process drawn from its bids and awards.

Following OCDS Cardinal: awards are settled when each has a final status; there is a sole winner when one award is
active and names one supplier; prices are compared among valid bids of one bidder each, in one currency. A status that
is no code and that no profile maps makes every fact that depends on it unknown.
"""

import polars as pl

from ocds.codes import Words, coded
from ocds.tables.placed import EVERY, Placed
from ocds.tables.scan import Scan, in_order, read

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


def award_facts(processes: pl.DataFrame, scan: Scan, words: Words) -> pl.DataFrame:
    """Of each process `awarded` (whether an award states a status), `active_awards`, `settled`, `sole_winner` (an id).

    `active_awards` (UInt32) and `settled` are null without such an award, and where a status is unmapped; then
    `active_awards_unknown` says so.
    """
    stored = read(scan, "award", "process", "status", "suppliers", "supplier_id").lazy()
    stated = coded("award", stored, words).filter(pl.col("status_word").is_not_null()).collect()
    awards = Placed(processes, stated)
    facts = pl.DataFrame(
        [
            awards.any(EVERY).alias("awarded"),
            awards.any(_UNMAPPED).alias("unmapped"),
            awards.count(_ACTIVE).alias("awards"),
            (~awards.any(~_FINAL)).alias("settled"),
            *awards.of_first(_ACTIVE, suppliers="suppliers", supplier_id="supplier_id"),
        ]
    )
    told = pl.col("awarded") & ~pl.col("unmapped")
    sole = pl.col("settled") & (pl.col("awards") == 1) & (pl.col("suppliers") == 1)
    return facts.select(
        "awarded",
        pl.when(told).then("awards").alias("active_awards"),
        pl.when("unmapped").then(pl.lit("award_status")).alias("active_awards_unknown"),
        pl.when(told).then("settled").alias("settled"),
        pl.when(sole).then("supplier_id").alias("sole_winner"),
    )


def submitted_bids(processes: pl.DataFrame, scan: Scan, words: Words) -> Placed:
    """Submitted bids, each process's from the cheapest on, of equal ones in the order of the file.

    With `valid`, `unmapped`, and `money`, which differs where the currency does; an amount that is not finite is none.
    """
    stored = read(scan, "bid", "process", "bid", "status", "amount", "currency", "bidders", "bidder_id").lazy()
    withdrawn = pl.col("status").is_in(["invited", "withdrawn"]).fill_null(value=False)
    submitted = coded("bid", stored, words).filter(pl.col("status_word").is_not_null() & ~withdrawn).select(
        "process", "bid", "status", "currency", "bidders", "bidder_id",
        amount=pl.when(pl.col("amount").is_finite()).then("amount"),
        valid=(pl.col("status") == "valid").fill_null(value=False),
        unmapped=_UNMAPPED,
        money=pl.col("currency").cast(pl.Categorical).to_physical(),  # no order is needed
    )  # fmt: skip
    return Placed(processes, in_order(submitted.collect().sort("process", "amount", "bid")))


def _mixed(bids: Placed, priced: pl.Expr) -> pl.Series:
    """Whether the priced bids of a process are in several currencies."""
    money = bids.rows["money"]
    first = money[bids.of_process(bids.first(priced & pl.col("money").is_not_null()))]
    return bids.any(priced & (money != first))


def winner_facts(awards: pl.DataFrame, bids: Placed) -> pl.DataFrame:
    """The columns `WINNER` of each process, from the facts of its awards and its bids; null where there are none."""
    alone = (pl.col("bidders") == 1) & pl.col("bidder_id").is_not_null() & pl.col("amount").is_not_null()
    valid = pl.col("valid") & alone & pl.col("currency").is_not_null()
    own = pl.col("bidder_id") == bids.of_process(awards["sole_winner"])
    of_winner = {"winning_amount": "amount", "winning_currency": "currency", "winner": "bidder_id"}
    facts = awards.with_columns(
        bids.any(EVERY).alias("bids"),
        bids.any(pl.col("unmapped")).alias("unmapped"),
        _mixed(bids, valid).alias("mixed"),
        *bids.of_first(valid & own, **of_winner, winning_bid="bid"),
        *bids.of_first(valid & ~own, second_amount="amount", second="bidder_id", second_bid="bid"),
    )
    reason = (
        pl.when(~pl.col("bids") & ~pl.col("awarded")).then(None)
        .when(pl.col("active_awards").is_null()).then(pl.lit("award_status"))
        .when(~pl.col("bids")).then(pl.lit("bids"))
        .when("unmapped").then(pl.lit("bid_status"))
        .when("mixed").then(pl.lit("one_currency"))
    )  # fmt: skip
    lowest = (pl.col("winning_amount") <= pl.col("second_amount")).fill_null(value=False)
    unawarded = (pl.col("active_awards") == 0).fill_null(value=False)
    told = pl.col("reason").is_null() & (pl.col("bids") | pl.col("awarded"))
    return facts.with_columns(reason.alias("reason")).select(
        pl.when(unawarded).then(pl.lit(value=False)).when(told).then(lowest).alias("sole_winner_is_lowest"),
        pl.when(~unawarded).then("reason").alias("sole_winner_is_lowest_unknown"),
        *WINNER[1:],
    )


def lowest_facts(bids: Placed) -> pl.DataFrame:
    """The columns `LOWEST` of each process; null without submitted bids, and with a reason where they are untold."""
    priced = pl.col("amount").is_not_null()
    of_lowest = {"lowest_amount": "amount", "lowest_status": "status", "lowest_bidder": "bidder_id"}
    facts = pl.DataFrame(
        [
            bids.any(EVERY).alias("bids"),
            bids.any(pl.col("unmapped")).alias("unmapped"),
            bids.any(priced).alias("some"),
            _mixed(bids, priced).alias("mixed"),
            bids.count(priced & pl.col("valid")).alias("valid_bids"),
            *bids.of_first(priced, **of_lowest, lowest_bid="bid"),
            *bids.of_first(priced & pl.col("valid"), lowest_valid_amount="amount", lowest_valid_bid="bid"),
        ]
    )
    reason = (
        pl.when("unmapped").then(pl.lit("bid_status"))
        .when(pl.col("bids") & ~pl.col("some")).then(pl.lit("bid_amounts"))
        .when("mixed").then(pl.lit("one_currency"))
    )  # fmt: skip
    told = pl.col("bids") & reason.is_null()
    return facts.select(reason.alias("valid_bids_unknown"), *(pl.when(told).then(name).alias(name) for name in LOWEST))
