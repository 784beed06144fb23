"""R003, deadline: since 2024 the law gives bidders 15 days; before, it gave them 10."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import extra
from sample_data.days import MORNING, NOON
from sample_data.parts import build
from sample_data.plan import Json

# Outcome, day of opening, days, method, why.
_TOLD = [
    ("alert", "2024-03-04", 10, "open", "10 days where the law of 2024 says 15"),
    ("alert", "2024-09-02", 12, "selective", "12 days where the law says 15, after a prequalification"),
    ("alert", "2025-01-13", 14, "open", "14 days: one less than the law says"),
    ("no_alert", "2024-05-06", 15, "open", "exactly 15 days"),
    ("no_alert", "2023-09-04", 10, "open", "10 days, lawful under the law in force until 2023"),
    ("no_alert", "2023-12-27", 10, "open", "10 days that run into 2024: the law of the day it opened decides"),
    (
        "not_applicable",
        "2024-06-03",
        5,
        "limited",
        "a lawful invitation: the period for open tenders does not bind it",
    ),
    ("unknown", "2024-04-01", 10, None, "the method is missing, so whether the period binds it cannot be known"),
]


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    for outcome, opened, days, method, why in _TOLD:
        plan = plain(next(numbers), opened, _bidders(days), method=method, length=days)
        made = build(plan)
        made.tender["tenderPeriod"] = {"startDate": MORNING[plan.day], "endDate": MORNING[plan.day + days]}
        yield publish(made, Answer("R003", outcome, why))
    yield _one_hour_short(next(numbers))
    yield _inverted(next(numbers))
    yield _without_end(next(numbers))


def _bidders(turn: int) -> list[tuple[Json, float]]:
    return [(extra(turn), 18_000.0), (extra(turn + 1), 19_800.0), (extra(turn + 2), 20_500.0)]


def _one_hour_short(number: int) -> Case:
    plan = plain(number, "2024-10-07", _bidders(4))
    made = build(plan)
    made.tender["tenderPeriod"] = {"startDate": NOON[plan.day], "endDate": MORNING[plan.day + 15]}
    return publish(made, Answer("R003", "alert", "three hours short of 15 days: 14 whole days"))


def _inverted(number: int) -> Case:
    plan = plain(number, "2024-02-12", _bidders(5))
    made = build(plan)
    made.tender["tenderPeriod"] = {"startDate": MORNING[plan.day], "endDate": MORNING[plan.day - 12]}
    return publish(made, Answer("R003", "unknown", "the period ends before it starts"))


def _without_end(number: int) -> Case:
    made = build(plain(number, "2024-08-05", _bidders(6)))
    del made.tender["tenderPeriod"]["endDate"]
    return publish(made, Answer("R003", "unknown", "the end of the period is not published"))
