"""R024, close prices: three firms take turns at winning, a tenth of a percent apart."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import actor, extra
from sample_data.days import DATE, day
from sample_data.parts import build
from sample_data.world import buyer, subject

_TRIO = ("trio_one", "trio_two", "trio_three")
_MEETINGS = 9


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    for turn in range(_MEETINGS):
        yield _trio(next(numbers), turn)
    yield _fixed_price(next(numbers), "2023-11-06")
    yield _fixed_price(next(numbers), "2024-09-09")
    yield _apart(next(numbers))
    yield _mixed_currencies(next(numbers))
    yield _unpublished(next(numbers))


def _trio(number: int, turn: int) -> Case:
    opened = DATE[day("2023-02-06") + 90 * turn]
    price = 310_000.0 + 8_000 * turn
    firms = [actor(_TRIO[(turn + place) % 3]) for place in range(3)]
    prices = [price, round(price * (1.001 + turn % 3 * 0.0001), 2), round(price * 1.002, 2)]
    plan = plain(
        number,
        opened,
        list(zip(firms, prices, strict=True)),
        buyer=buyer("QY-GOB-01"),
        subject=subject("72141100"),
    )
    why = f"meeting {turn + 1} of a trio that takes turns at winning, 0.1 % apart"
    return publish(build(plan), Answer("R024", "alert", why))


def _fixed_price(number: int, opened: str) -> Case:
    bidders = [(extra(41), 52_000.0), (extra(42), 52_000.0), (extra(43), 52_030.0)]
    made = build(plain(number, opened, bidders, subject=subject("51101500")))
    made.tender["procurementMethodDetails"] = "Precio fijo regulado"
    return publish(made, Answer("R024", "not_applicable", "the buyer fixes the price, so prices cannot differ"))


def _apart(number: int) -> Case:
    plan = plain(number, "2024-03-25", [(extra(44), 40_000.0), (extra(45), 44_000.0), (extra(46), 46_000.0)])
    return publish(build(plan), Answer("R024", "no_alert", "the second bid is 10 % above the winning one, as usual"))


def _mixed_currencies(number: int) -> Case:
    plan = plain(number, "2024-04-22", [(extra(47), 60_000.0), (extra(48), 60_060.0)])
    plan.offers[1].currency = "USD"
    return publish(build(plan), Answer("R024", "unknown", "the valid bids are in two currencies"))


def _unpublished(number: int) -> Case:
    bidders = [(extra(49), 58_000.0), (extra(50), 58_050.0)]
    plan = plain(number, "2024-05-27", bidders, buyer=buyer("QY-GOB-06"))
    return publish(build(plan), Answer("R024", "unknown", "the buyer does not publish the bids"))
