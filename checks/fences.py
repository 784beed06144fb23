"""Fences: limits drawn from the data, for each group of peers."""

from fractions import Fraction

import polars as pl

from checks.indicator import Fence, Side


def quantile(column: str, p: float) -> pl.Expr:
    """The quantile `p` of type 8 (Hyndman and Fan, 1996: median-unbiased) of a group's values; null without values."""
    ordered, n = pl.col(column).sort(), pl.len()
    h = (n + 1 / 3) * p + 1 / 3
    k = h.floor().clip(1, n).cast(pl.Int64)
    low, high = ordered.get(k - 1), ordered.get(pl.min_horizontal(k, n - 1))
    return (
        pl.when(h < 1).then(ordered.first()).when(h >= n).then(ordered.last()).otherwise(low + (h - k) * (high - low))
    )


def limits(values: pl.DataFrame, fence: Fence) -> pl.DataFrame:
    """The fence of each group.

    `values` has `value` (Float64, finite) and the columns `fence.by`. Gives these columns, `limit` (Float64, null
    where there is none) and `limit_unknown` (why there is none: `few_values`, `no_spread`).
    """
    by = list(fence.by)
    grouped = values.with_columns(pl.lit(0).alias("_all")).group_by("_all", *by, maintain_order=True)
    groups = grouped.agg(n=pl.len(), q1=quantile("value", 0.25), q3=quantile("value", 0.75)).sort(*(by or ["_all"]))
    drawn = [_fence(row["q1"], row["q3"], fence.side) for row in groups.iter_rows(named=True)]
    few = pl.col("n") < fence.minimum
    spread = pl.col("drawn").is_null()
    return groups.with_columns(pl.Series("drawn", drawn, pl.Float64)).select(
        *by,
        pl.when(~few).then("drawn").alias("limit"),
        pl.when(few).then(pl.lit("few_values")).when(spread).then(pl.lit("no_spread")).alias("limit_unknown"),
    )


def _fence(q1: float, q3: float, side: Side) -> float | None:
    """Q1 − 1.5·IQR or Q3 + 1.5·IQR, rounded once, as a fused multiply-add would."""
    spread = q3 - q1
    if spread == 0 or q1 <= 0:
        return None
    reach = Fraction(3, 2) * Fraction(spread)
    drawn = float(Fraction(q1) - reach if side is Side.LOWER else Fraction(q3) + reach)
    return drawn if drawn > 0 else None
