"""A planted process, its answers, and the plain process from which every story starts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sample_data import parts
from sample_data.days import LAST, day
from sample_data.plan import Json, Offer, Plan
from sample_data.world import buyer, subject


@dataclass(frozen=True)
class Answer:
    """What an indicator has to say of a process; `outcome` is alert, no_alert, unknown or not_applicable."""

    indicator: str
    outcome: str
    why: str


@dataclass
class Case:
    """A process as it is published: its releases, or (`compiled_only`) its compiled release alone.

    `secrets` are texts that must not appear in anything made for the public, with the reason; `files` are the texts
    of documents that the process links to.
    """

    releases: list[Json]
    compiled: Json
    answers: list[Answer] = field(default_factory=list)
    compiled_only: bool = False
    secrets: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def ocid(self) -> str:
        return str(self.compiled["ocid"])


def publish(made: parts.Parts, *answers: Answer) -> Case:
    """Return the case in which these parts are published, with its answers."""
    return Case(parts.releases(made), parts.compiled(made), list(answers))


def plain(number: int, opened: str, bidders: Sequence[tuple[Json, float]], **changes: Any) -> Plan:
    """Return the plan of an unremarkable open tender of the Ministry of Health, awarded to the first bidder.

    `opened` is the day it opens; a bidder is a party and its price in XTS; `changes` replace fields of the plan.
    """
    start = day(opened)
    length = changes.get("length", 20)
    plan = Plan(
        number,
        buyer("QY-GOB-02"),
        subject("42132200"),
        start,
        round(1.1 * bidders[0][1], 2),
        [Offer([party], price) for party, price in bidders],
        winners=[0],
        award_day=min(start + (length or 0) + 20, LAST),
    )
    for name, value in changes.items():
        setattr(plan, name, value)
    if plan.sign_day > LAST and "sign_day" not in changes:
        plan.sign_day = plan.award_day + 12
    return plan
