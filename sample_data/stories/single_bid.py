"""R018, single bid: a competition that nobody else came to."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import extra
from sample_data.parts import build
from sample_data.plan import Offer
from sample_data.world import buyer


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    yield _one_bidder(next(numbers), "open", "an open tender with one bidder")
    yield _one_bidder(next(numbers), "selective", "a selective tender with one bidder")
    yield _one_bidder_two_bids(next(numbers))
    yield _lots(next(numbers))
    yield _two_bidders(next(numbers))
    yield _direct(next(numbers))
    yield _without_method(next(numbers))
    yield _nothing_published(next(numbers))


def _one_bidder(number: int, method: str, why: str) -> Case:
    plan = plain(number, "2024-03-11", [(extra(11), 24_000.0)], method=method)
    return publish(build(plan), Answer("R018", "alert", why))


def _one_bidder_two_bids(number: int) -> Case:
    only = extra(12)
    made = build(plain(number, "2024-07-01", [(only, 26_000.0), (only, 28_600.0)]))
    made.outcome.pop("numberOfTenderers")
    return publish(made, Answer("R018", "alert", "two bids of one and the same bidder, and no number published"))


def _lots(number: int) -> Case:
    offers = [Offer([extra(13 + lot)], 9_000.0 + 700 * lot, lot=lot) for lot in (1, 2, 3)]
    plan = plain(number, "2024-04-15", [(extra(14), 27_000.0)], offers=offers, winners=[0, 1, 2], lots=3)
    return publish(build(plan), Answer("R018", "no_alert", "each lot has one bid, the tender has three bidders"))


def _two_bidders(number: int) -> Case:
    plan = plain(number, "2023-10-02", [(extra(17), 14_000.0), (extra(18), 15_300.0)])
    return publish(build(plan), Answer("R018", "no_alert", "two bidders"))


def _direct(number: int) -> Case:
    plan = plain(number, "2024-05-20", [(extra(19), 6_500.0)], method="direct", length=None)
    return publish(
        build(plan), Answer("R018", "not_applicable", "a lawful direct award: one offer is all there can be")
    )


def _without_method(number: int) -> Case:
    plan = plain(number, "2024-06-10", [(extra(20), 22_000.0)], method=None)
    return publish(build(plan), Answer("R018", "unknown", "one bidder, but the method is missing"))


def _nothing_published(number: int) -> Case:
    plan = plain(number, "2024-02-05", [(extra(21), 31_000.0)], buyer=buyer("QY-PROV-03"))
    return publish(build(plan), Answer("R018", "unknown", "an open tender without bids, bidders or their number"))
