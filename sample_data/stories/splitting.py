"""Splitting (R049): three direct awards, each at 97 % of the limit of 40,000 XTS, within three weeks."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import actor
from sample_data.days import DATE, day
from sample_data.parts import Parts, build
from sample_data.plan import Json
from sample_data.world import buyer

_PRICE = 38_800.0
_SAME = ("QY-GOB-05", "QY-GOB-05", "QY-GOB-05")
_DIFFERENT = ("QY-GOB-05", "QY-GOB-06", "QY-GOB-07")


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    yield from _three(numbers, "splitter", _SAME, "alert", "three awards at 97 % of the limit in three weeks")
    yield from _three(numbers, "three_customers", _DIFFERENT, "no_alert", "three awards of three different buyers")
    yield from _three(numbers, "no_currency", _SAME, "unknown", "the amounts have no currency")


def _three(numbers: Iterator[int], key: str, buyers: tuple[str, ...], outcome: str, why: str) -> Iterator[Case]:
    for turn, identifier in enumerate(buyers):
        opened = DATE[day("2024-08-12") + 7 * turn]
        plan = plain(
            next(numbers), opened, [(actor(key), _PRICE)], method="direct", length=None, buyer=buyer(identifier)
        )
        made = build(plan)
        if key == "no_currency":
            _drop_currencies(made)
        yield publish(made, Answer("R049", outcome, f"splitting: {why}"))


def _drop_currencies(made: Parts) -> None:
    values: list[Json] = [made.tender["value"], made.planning["budget"]["amount"]]
    values += [one["value"] for one in (*made.awards, *made.contracts)]
    for value in values:
        del value["currency"]
