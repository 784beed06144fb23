"""What a check of data quality is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ClassVar, NamedTuple, TypeVarTuple

import msgspec
import polars as pl

from checks.quality.rates import Rates
from ocds.codes import Words
from ocds.tables.scan import Scan

Arguments = TypeVarTuple("Arguments")


@dataclass(frozen=True, eq=False)
class Tables:
    """What checks read: entity tables, and rates to compare amounts across currencies (None: those stay unknown).

    `words` are the local words of a profile and the codes that they stand for, beside those that are known anyway.
    `kept` holds what several checks start from (see `shared`), as soon as one of them asked for it.
    """

    scan: Scan
    rates: Rates | None = None
    words: Words = field(default_factory=dict)
    kept: dict[tuple[object, ...], pl.LazyFrame] = field(default_factory=dict, init=False, repr=False)


def in_memory(plan: pl.LazyFrame) -> pl.DataFrame:
    """The rows of a plan, in one piece: `pl.format` of polars 2.1 panics where the first of several is empty."""
    return plan.collect(engine="in-memory").rechunk()


def shared(
    plan: Callable[[Tables, *Arguments], pl.LazyFrame],
) -> Callable[[Tables, *Arguments], pl.LazyFrame]:
    """Make a plan that several checks start from compute once for the same tables: polars computes it for each."""

    @wraps(plan)
    def computed(tables: Tables, *arguments: *Arguments) -> pl.LazyFrame:
        key = (plan, *arguments)
        if key not in tables.kept:
            tables.kept[key] = in_memory(plan(tables, *arguments)).lazy()
        return tables.kept[key]

    return computed


class QualityCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all checks of quality: a frozen class whose fields are its parameters and whose docstring is its page.

    `id` is the name by which the check is known (`coherent.period`). `says` is the sentence about something that
    fails (it may hold `%(pointer)s` and `%(value)s`), `cure` how to mend it, `lacking` the reason why it does not
    apply where nothing in the data could be looked at. `version` grows when outcomes may change.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    says: ClassVar[str]
    cure: ClassVar[str]
    lacking: ClassVar[str]
    version: ClassVar[int] = 1
    references: ClassVar[tuple[str, ...]]


class ProcessCheck(QualityCheck, frozen=True, kw_only=True):
    """A check of one process at a time: it passes where all that it applies to passes."""

    def applications(self, tables: Tables) -> pl.LazyFrame:
        """Give one row for each thing the check applies to.

        Columns: `process` (UInt64), `ok` (Boolean), `pointer` (String, JSON Pointer into the compiled release),
        `value` (String, what was read, in short).
        """
        raise NotImplementedError


class Measured(NamedTuple):
    """The outcome of a check of a data set.

    `passed` is None where it could not be judged, and then `reason` tells why (the check's `lacking`, or another).
    `value` is between 0 and 100, `meta` holds what it was computed from, with examples, as JSON.
    """

    passed: bool | None
    value: float | None
    meta: dict[str, Any]
    reason: str | None = None


class DatasetCheck(QualityCheck, frozen=True, kw_only=True):
    """A check of all processes together."""

    def measured(self, tables: Tables) -> Measured:
        """Judge the data set. Examples are chosen deterministically: the first in order of `ocid`."""
        raise NotImplementedError


class TimeCheck(QualityCheck, frozen=True, kw_only=True):
    """A check of what became of the processes of an older data set in a newer one."""

    def applications(self, older: Tables, newer: Tables) -> pl.LazyFrame:
        """Give one row for each process of the older data set that the check applies to: `ocid`, `ok`, `value`."""
        raise NotImplementedError
