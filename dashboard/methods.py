"""What the pages say of an indicator: its title, the names of its inputs, and what it was missing, in words."""

from collections.abc import Iterable

import checks
from checks import columns
from dashboard.i18n import gettext
from dashboard.words import MISSING, marked


def title(indicator: str) -> str:
    """Give the title of an indicator in the request's language; empty for one that this version does not have."""
    found = checks.catalog().get(indicator)
    return gettext(found.title) if found else ""


def paths(indicator: str, column: str) -> tuple[str, ...]:
    """OCDS paths of a column that the indicator reads; none for one that this version does not know."""
    found = checks.catalog().get(indicator)
    try:
        return columns.paths(found.table, column) if found else ()
    except KeyError:
        return ()


def input_words(column: str, indicators: Iterable[str]) -> str:
    """Give an input as people look for it: what is missing in words, its OCDS paths, else the column's name."""
    if not column:
        return gettext(marked("an input that the result does not name"))
    if column in MISSING:
        return gettext(MISSING[column])
    for indicator in indicators:
        if found := paths(indicator, column):
            return gettext(marked(" or ")).join(path.lstrip("/") for path in found)
    return column


def unknown_words(indicator: str, reason: str | None) -> str:
    """Why the indicator could not judge, for example “cannot be assessed: tender/procurementMethod missing”."""
    missing = [input_words(column.strip(), [indicator]) for column in (reason or "").split(",")]
    return gettext(marked("cannot be assessed: %(inputs)s missing"), inputs=", ".join(missing))
