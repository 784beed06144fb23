"""An amount held against the sum of others, in one currency or in US dollars."""

import polars as pl

from checks.quality.check import Tables
from checks.quality.rates import DOLLARS
from ocds.tables.instants import local_day

TOLERANCE = 1e-9
"""By how much of an amount two sums may differ and be the same: sums of decimals are not exact."""
_AMOUNT, _CURRENCY = pl.col("amount"), pl.col("currency")
_SOUND = _AMOUNT.is_not_null() & _CURRENCY.is_not_null()


def compared(whole: pl.LazyFrame, parts: pl.LazyFrame, on: list[str], tables: Tables) -> pl.LazyFrame:
    """Hold each whole against the sum of its parts: those with the same values in the columns `on`.

    Both have the columns `on` (with `process` among them), `amount` and `currency`. Gives the wholes that have parts,
    and neither an amount nor a currency missing, with the columns `sum` (Float64) and `one_sign` (Boolean: whether
    all amounts are above zero, or all below). Where currencies differ, `amount` and `sum` are US dollars at the rates
    of the day of the release, null where a rate is missing.
    """
    sums = parts.group_by(on, maintain_order=True).agg(
        sum=_AMOUNT.sum(),
        least=_AMOUNT.min(),
        most=_AMOUNT.max(),
        sound=_SOUND.all(),
        single=pl.when(_CURRENCY.n_unique() == 1).then(_CURRENCY.first()),
    )
    found = whole.filter(_SOUND).join(sums, on=on, how="inner", maintain_order="left").filter("sound")
    above, below = (_AMOUNT > 0) & (pl.col("least") > 0), (_AMOUNT < 0) & (pl.col("most") < 0)
    found = found.with_columns(one_sign=above | below).drop("least", "most", "sound")
    alike = pl.col("single").eq_missing(_CURRENCY)
    same, mixed = (found.filter(keep).drop("single") for keep in (alike, ~alike))
    return pl.concat([same, _in_dollars(mixed, parts, on, tables)])


def _in_dollars(whole: pl.LazyFrame, parts: pl.LazyFrame, on: list[str], tables: Tables) -> pl.LazyFrame:
    """The wholes with `amount`, `sum` and `currency` in US dollars."""
    dollars = pl.lit(DOLLARS).alias("currency")
    if tables.rates is None:
        return whole.with_columns(pl.lit(None, pl.Float64).alias(name) for name in ("amount", "sum")).with_columns(
            dollars
        )
    days = tables.scan("process").select("process", day=local_day(pl.col("release_date_text")))
    whole = whole.join(days, on="process", how="left", maintain_order="left")
    parts = parts.join(whole.select(*on, "day"), on=on, how="inner", maintain_order="left")
    whole, parts = (
        tables.rates.dollars(frame, "amount", "currency", pl.col("day"), "amount") for frame in (whole, parts)
    )
    complete = pl.when(_AMOUNT.is_not_null().all()).then(_AMOUNT.sum())
    sums = parts.group_by(on, maintain_order=True).agg(complete.alias("in_dollars"))
    found = whole.join(sums, on=on, how="left", maintain_order="left").with_columns(dollars, sum="in_dollars")
    return found.drop("day", "in_dollars")


def is_near(share: float) -> pl.Expr:
    """Whether `sum` differs from `amount` by no more than a share of it; null where one is not known."""
    return (pl.col("sum") - _AMOUNT).abs() <= (share + TOLERANCE) * _AMOUNT.abs()


def is_within() -> pl.Expr:
    """Whether `sum` is no greater than `amount`; null where one is not known."""
    return pl.col("sum") - _AMOUNT <= TOLERANCE * _AMOUNT.abs()


def both_amounts() -> pl.Expr:
    """The column `value`: `amount` and `sum` with their currency."""
    return pl.format("{} | {} {}", _decimal("amount"), _decimal("sum"), "currency").alias("value")


def _decimal(name: str) -> pl.Expr:
    amount = pl.col(name)
    return pl.coalesce(amount.cast(pl.Decimal(38, 2), strict=False).cast(pl.String), amount.cast(pl.String))
