"""Must never leak: a sole trader's national identity number, and the sealed bids of a tender that is still open."""

from collections.abc import Iterator

from sample_data.bids import bids
from sample_data.case import Case, plain, publish
from sample_data.cast import actor, extra
from sample_data.days import EVENING, LAST, day
from sample_data.parts import build


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    yield _sole_trader(next(numbers))
    yield _sealed_bids(next(numbers))


def _sole_trader(number: int) -> Case:
    trader = actor("sole_trader")
    tax_number = trader["identifier"]["id"]
    case = publish(build(plain(number, "2024-09-16", [(trader, 8_200.0), (extra(94), 9_020.0)])))
    case.secrets = [
        (tax_number, "the tax number of a sole trader"),
        (tax_number[2:10], "the number of the identity card inside the tax number"),
    ]
    return case


def _sealed_bids(number: int) -> Case:
    plan = plain(number, "2025-06-16", [(extra(95), 63_017.31), (extra(96), 69_318.47)], award_day=LAST + 1, length=30)
    made = build(plan)
    made.dates = [EVENING[day("2025-06-26")]]
    made.bids = bids(plan)
    for bid, received in zip(made.bids, ("2025-06-24", "2025-06-25"), strict=True):
        bid["date"] = f"{received}T12:00:00-05:00"
        bid["status"] = "pending"
    case = publish(made)
    case.releases[0]["bids"] = {"details": made.bids}
    case.secrets = [(f"{offer.amount:.2f}", "the price of a sealed bid: the tender is open") for offer in plan.offers]
    return case
