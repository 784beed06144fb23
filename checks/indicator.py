"""What an indicator is: three expressions over one entity table, with its parameters as fields."""

from enum import Enum
from typing import ClassVar

import msgspec
import polars as pl

value = pl.col("value")
"""In `flag()`: the value of the indicator."""
limit = pl.col("limit")
"""In `flag()`: the limit it is held against, from the law, a fence or the default."""


class Phase(Enum):
    """The phase of contracting that an indicator speaks of."""

    PLANNING = "planning"
    TENDER = "tender"
    AWARD = "award"
    CONTRACT = "contract"
    IMPLEMENTATION = "implementation"


class Standing(Enum):
    """How well the method is founded: a peer's or the guide's exact method, adapted from another system, or ours."""

    ESTABLISHED = "established"
    ADAPTED = "adapted"
    OURS = "ours"


class Severity(Enum):
    """How much an alert matters if it is true."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Side(Enum):
    """Which end of a distribution is unusual."""

    LOWER = "lower"
    UPPER = "upper"


class Fence(msgspec.Struct, frozen=True):
    """A limit drawn from the data: the inner fence of Tukey, Q1 − 1.5·IQR or Q3 + 1.5·IQR, for each group of peers.

    Quartiles are of type 8 (Hyndman and Fan, 1996). There is no limit where a group has fewer than `minimum` values,
    where the quartiles coincide, or where the fence is not above zero: it could not tell anything apart.
    """

    side: Side
    by: tuple[str, ...] = ()
    minimum: int = 20


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all indicators: a frozen class whose fields are its parameters and whose docstring is its page.

    `scope()` tells which rows it speaks of, `value()` what it measures and `flag()` when that is an alert, each as one
    polars expression over the columns of `table` without a join. A null scope or value means unknown.
    `threshold` names the parameter that is the `limit`, which a profile may date by the law; `dated_by` is the column
    whose day decides which law holds. `fence` is a limit drawn from the data where no parameter is given. `optional`
    names the columns whose absence is no gap.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    table: ClassVar[str] = "process"
    phase: ClassVar[Phase]
    standing: ClassVar[Standing]
    severity: ClassVar[Severity]
    version: ClassVar[int] = 1
    references: ClassVar[tuple[str, ...]]
    says: ClassVar[str]
    shows: ClassVar[tuple[str, ...]] = ()
    parties: ClassVar[tuple[str, ...]] = ()
    threshold: ClassVar[str | None] = None
    dated_by: ClassVar[str | None] = None
    optional: ClassVar[tuple[str, ...]] = ()
    fence: ClassVar[Fence | None] = None
    reviewed: ClassVar[bool] = False

    @classmethod
    def is_default(cls) -> bool:
        """Whether the indicator is on where a profile says nothing: its method is established, or was reviewed."""
        return cls.standing is Standing.ESTABLISHED or cls.reviewed

    def confidence(self) -> pl.Expr:
        """How sure the data makes us of an alert: `high`, or `medium` where the limit is not the law's."""
        guessed = pl.col("limit_source").is_in(["default", "fence"]).fill_null(value=False)
        return pl.when(guessed).then(pl.lit("medium")).otherwise(pl.lit("high"))

    def scope(self) -> pl.Expr:
        """Whether the indicator applies; null where that cannot be known."""
        raise NotImplementedError

    def value(self) -> pl.Expr:
        """What is measured; null where it cannot be."""
        raise NotImplementedError

    def flag(self) -> pl.Expr:
        """Whether `value`, with `limit` where there is one, is an alert."""
        raise NotImplementedError
