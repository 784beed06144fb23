"""What was missing where an indicator could not judge, in words."""

from collections.abc import Iterable

import checks
from checks.columns import paths
from dashboard.words import MISSING, OUTCOMES
from veeduria.texts import gettext


def input_words(column: str, indicators: Iterable[str]) -> str:
    """Give an input as people look for it: in words, else by its OCDS paths, else the column's name."""
    if column in MISSING:
        return gettext(MISSING[column])
    for name in indicators:
        indicator = checks.catalog().get(name)
        try:
            found = paths(indicator.table, column) if indicator else ()
        except KeyError:
            continue
        if found:
            return gettext(" or ").join(path.lstrip("/") for path in found)
    return column or gettext("an input that the result does not name")


def outcome_words(indicator: str, outcome: str, reason: str | None) -> str:
    """Give an outcome as it is shown: alert, no alert, cannot be assessed and why, does not apply."""
    if outcome != "unknown":
        return gettext(OUTCOMES[outcome])
    inputs = [input_words(column.strip(), [indicator]) for column in (reason or "").split(",")]
    return gettext("cannot be assessed: %(inputs)s missing", inputs=", ".join(inputs))
