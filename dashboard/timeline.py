"""The dated events of a compiled release, in order."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.i18n import gettext, money
from dashboard.words import marked

MOST = 200

MILESTONES = ("planning", "tender", "contracts/*", "contracts/*/implementation")
AMENDED = ("tender", "awards/*", "contracts/*")
EVENTS = {
    "tender/enquiryPeriod/startDate": marked("Questions open"),
    "tender/enquiryPeriod/endDate": marked("Questions close"),
    "tender/tenderPeriod/startDate": marked("Tender opens for bids"),
    "tender/tenderPeriod/endDate": marked("Deadline for bids"),
    "tender/awardPeriod/endDate": marked("Decision due"),
    "awards/*/date": marked("Award"),
    "contracts/*/dateSigned": marked("Contract signed"),
    "contracts/*/period/startDate": marked("Contract starts"),
    "contracts/*/period/endDate": marked("Contract ends"),
    "contracts/*/implementation/transactions/*/date": marked("Payment"),
    **{f"{place}/amendments/*/date": marked("Amendment") for place in AMENDED},
    **{f"{place}/milestones/*/dueDate": marked("Milestone due") for place in MILESTONES},
    **{f"{place}/milestones/*/dateMet": marked("Milestone met") for place in MILESTONES},
    "date": marked("Newest release published"),
}


@dataclass(frozen=True)
class Event:
    """``day`` is the text as published; ``later``: after the day of the snapshot, so foreseen or not yet known."""

    day: str
    label: str
    detail: str
    later: bool


def _found(value: Any, tokens: list[str], holder: Any) -> Iterator[tuple[str, Any]]:
    if not tokens:
        if isinstance(value, str) and value:
            yield value, holder
    elif tokens[0] == "*":
        for item in value if isinstance(value, list) else ():
            yield from _found(item, tokens[1:], item)
    elif isinstance(value, dict):
        yield from _found(value.get(tokens[0]), tokens[1:], value if len(tokens) == 1 else holder)


def _detail(holder: Any) -> str:
    """Give what an award, contract, payment, amendment or milestone says of itself, in one line."""
    if not isinstance(holder, dict):
        return ""
    said = [str(holder[name]) for name in ("title", "rationale", "status") if isinstance(holder.get(name), str)]
    listed = holder.get("suppliers")
    suppliers = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    said += [one["name"] for one in suppliers if isinstance(one.get("name"), str)]
    value = holder.get("value")
    if isinstance(value, dict) and isinstance(value.get("amount"), (int, float)):
        said.append(money(value["amount"], value.get("currency")))
    return " · ".join(said)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def events(release: Any, as_of: str) -> list[Event]:
    """Give the dated events of a compiled release (redacted before), oldest first, what is no date last."""
    found = []
    for pattern, message in EVENTS.items():
        star = "*" in pattern
        for day, holder in _found(release, pattern.split("/"), None):
            found.append(Event(day, gettext(message), _detail(holder) if star else "", later=day[:10] > as_of))
    return sorted(found, key=lambda event: (not _is_day(event.day), event.day[:10]))[:MOST]
