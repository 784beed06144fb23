"""The filters of the list of processes, read from the address and checked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dashboard.exceptions import BadQueryError
from dashboard.words import OUTCOMES, STAGES, marked

LONGEST = 200
LONGEST_OCID = 500
LONGEST_FIELDS = 1000
LAST_PAGE = 100_000
PAGE_SIZE = 50

SORTS = {
    "-date": marked("newest first"),
    "date": marked("oldest first"),
    "-amount": marked("largest amount first, by currency"),
    "amount": marked("smallest amount first, by currency"),
    "buyer": marked("by buyer"),
    "ocid": marked("by ocid"),
}


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; an empty text narrows nothing. ``page`` counts from 1."""

    q: str = ""
    indicator: str = ""
    outcome: str = ""
    stage: str = ""
    buyer: str = ""
    method: str = ""
    year: str = ""
    publisher: str = ""
    sort: str = "-date"
    page: int = 1

    def query(self, **changes: Any) -> dict[str, Any]:
        """Give the filter as the shortest query of an address, with some fields changed."""
        values = {**asdict(self), **changes}
        usual = asdict(Filter())
        return {name: value for name, value in values.items() if value != usual[name]}

    @property
    def any_alert(self) -> bool:
        """Whether it asks for an alert of whichever indicator: a list to work through, never a number to quote."""
        return self.outcome == "alert" and not self.indicator


def _one_of(field: str, value: str, known: Mapping[str, Any]) -> str:
    if value and value not in known:
        raise BadQueryError(field, ", ".join(known))
    return value


def page_number(value: str) -> int:
    """Give the number of a page; raises :class:`BadQueryError`."""
    if value.isascii() and value.isdigit() and len(value) <= 6 and 1 <= int(value) <= LAST_PAGE:
        return int(value)
    raise BadQueryError("page", f"1 – {LAST_PAGE}")


def read(query: Mapping[str, str], indicators: Mapping[str, Any]) -> Filter:
    """Give the filter that the query of an address asks for; raises :class:`BadQueryError`."""
    text = {name: query.get(name, "").strip() for name in asdict(Filter()) if name not in ("sort", "page")}
    for name, value in text.items():
        if len(value) > LONGEST or "\x00" in value:
            raise BadQueryError(name, f"0 – {LONGEST}")
    _one_of("indicator", text["indicator"], indicators)
    _one_of("outcome", text["outcome"], OUTCOMES)
    _one_of("stage", text["stage"], STAGES)
    if text["year"] and not (text["year"].isascii() and text["year"].isdigit() and len(text["year"]) == 4):
        raise BadQueryError("year", "2000 – 2099")
    sort = _one_of("sort", query.get("sort", "-date"), SORTS)
    return Filter(**text, sort=sort or "-date", page=page_number(query.get("page", "1") or "1"))


@dataclass(frozen=True)
class IssueFilter:
    """What a list of issues is narrowed to; an empty text narrows nothing.

    ``field`` is a path without positions (`awards/date`), or several with commas between; ``page`` counts from 1.
    """

    rule: str = ""
    publisher: str = ""
    ocid: str = ""
    field: str = ""
    page: int = 1

    @property
    def fields(self) -> list[str]:
        """The paths, one by one."""
        return [one.strip().strip("/") for one in self.field.split(",")]

    def query(self, page: int = 1) -> dict[str, Any]:
        """Give the filter as the shortest query of an address, with another page."""
        return {name: value for name, value in {**asdict(self), "page": page}.items() if value not in ("", 1)}


def issue_filter(query: Mapping[str, str]) -> IssueFilter:
    """Give the filter of issues that the query of an address asks for; raises :class:`BadQueryError`."""
    longest = {"rule": LONGEST, "publisher": LONGEST, "ocid": LONGEST_OCID, "field": LONGEST_FIELDS}
    text = {name: query.get(name, "") for name in longest}
    for name, value in text.items():
        if len(value) > longest[name] or "\x00" in value:
            raise BadQueryError(name, f"0 – {longest[name]}")
    return IssueFilter(**text, page=page_number(query.get("page", "1") or "1"))
