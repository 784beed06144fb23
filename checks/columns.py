"""Which columns an indicator reads: derived from its expressions, never declared."""

from checks.indicator import Indicator
from ocds.tables.columns import column, positions


def scope_columns(indicator: Indicator) -> frozenset[str]:
    """The columns that decide whether the indicator applies."""
    return frozenset(indicator.scope().meta.root_names())


def value_columns(indicator: Indicator) -> frozenset[str]:
    """The columns that the value is computed from."""
    return frozenset(indicator.value().meta.root_names())


def flag_columns(indicator: Indicator) -> frozenset[str]:
    """The columns that the flag reads beside the value and its limit."""
    return frozenset(indicator.flag().meta.root_names()) - {"value", "limit"}


def input_columns(indicator: Indicator) -> tuple[str, ...]:
    """Every column without which the indicator cannot be judged, in alphabetical order."""
    fence = indicator.fence.by if indicator.fence else ()
    found = scope_columns(indicator) | value_columns(indicator) | flag_columns(indicator) | frozenset(fence)
    return tuple(sorted(found))


def needed_columns(indicator: Indicator) -> frozenset[str]:
    """Every column that a run has to read: inputs, what the sentence shows, and the positions of both."""
    read = {*input_columns(indicator), *indicator.shows, *indicator.parties}
    if indicator.dated_by:
        read.add(indicator.dated_by)
    times = {f"{name}_text" for name in read if is_time(indicator.table, name)}
    places = {place for name in read for path in paths(indicator.table, name) for place in positions(path)}
    stored = {"award", "supplier", "bid", "contract"}
    return frozenset(read | times | (places - stored))


def paths(table: str, name: str) -> tuple[str, ...]:
    """The OCDS paths of a column; a word has those of its code."""
    return column(table, name.removesuffix("_word")).paths


def is_time(table: str, name: str) -> bool:
    """Whether a column is a date, kept as an instant beside its text."""
    return column(table, name.removesuffix("_word")).dtype == "time"
