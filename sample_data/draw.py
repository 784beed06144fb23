"""Draws the plan of one process: lifelike methods, bidders, prices, dates and outcomes."""

from bisect import bisect
from collections.abc import Callable
from math import exp, log
from random import Random

from sample_data.days import DATE, FIRST, LAST
from sample_data.parties import supplier
from sample_data.plan import Buyer, Json, Offer, Plan
from sample_data.world import BUYERS, SHARES, SUBJECTS, World, unit

_METHODS = ("open", "selective", "limited", "direct", None)
_METHOD_SHARES = (0.435, 0.555, 0.695, 0.995)
# One bidder in some 6 % of competitive processes, three as the usual number, rarely up to fifty.
_BIDDER_SHARES = (0.0, 0.055, 0.225, 0.495, 0.715, 0.845, 0.925, 0.97, 0.997)
_COMPETITIVE = frozenset({"open", "selective", None})


def draw(world: World, number: int, random: Random, winner: Json | None = None) -> Plan:
    """Draw the plan of process `number`. It depends on the world's settings and the number alone.

    `winner` puts a given party in the place of the first bidder and makes sure that it wins.
    """
    random.seed(world.seed << 40 | number)
    uniform = random.random
    subject = SUBJECTS[int(uniform() * len(SUBJECTS))]
    method = _METHODS[bisect(_METHOD_SHARES, uniform())]
    # Publication grows over the years, so that the first months are the thinnest.
    day = FIRST + int((LAST - FIRST + 1) * (0.8 if winner else 1.0) * uniform() ** 0.8)
    plan = Plan(
        number,
        _buyer(world, uniform),
        subject,
        day,
        round(subject.price * random.lognormvariate(0.0, 0.9), 2),
        method=method,
        length=_length(method, day, uniform),
        dice=random.getrandbits(48),
    )
    _fill(plan, _bidders(world, method, uniform, winner), uniform, sure=winner is not None)
    return plan


def _buyer(world: World, uniform: Callable[[], float]) -> Buyer:
    buyer = BUYERS[bisect(SHARES, uniform())]
    return unit(buyer, 1 + int(uniform() * world.units)) if world.units > 1 else buyer


def _length(method: str | None, day: int, uniform: Callable[[], float]) -> int | None:
    """Whole days to submit bids: lawful for most, too short for some three in a hundred."""
    if method == "direct":
        return None
    lawful = 15 if DATE[day] >= "2024-01-01" else 10
    if uniform() < 0.03:
        return lawful - 1 - int(uniform() * 5)
    return lawful + int(uniform() * 22)


def _bidders(world: World, method: str | None, uniform: Callable[[], float], winner: Json | None) -> list[Json]:
    count = 1
    if method in _COMPETITIVE:
        drawn = bisect(_BIDDER_SHARES, uniform())
        count = drawn if drawn < 9 else 9 + int(uniform() * 42)
    elif method == "limited":
        count = 1 + int(uniform() * 3)
    chosen: dict[str, Json] = {winner["id"]: winner} if winner else {}
    span = log(len(world.register))
    while len(chosen) < count:
        # Even in the logarithm of the rank: the law of Zipf.
        party = supplier(world.register[int(exp(span * uniform())) - 1])
        chosen[party["id"]] = party
    return list(chosen.values())


def _fill(plan: Plan, parties: list[Json], uniform: Callable[[], float], *, sure: bool) -> None:
    """Prices, lots, winners, dates and statuses."""
    fate = 1.0 if sure else uniform()
    plan.offers = _offers(plan, parties, uniform, sure=sure)
    plan.award_day = plan.day + (plan.length or 0) + 7 + int(uniform() * 35)
    if fate < 0.08:
        plan.tender_status = "unsuccessful" if fate < 0.05 else "cancelled"
        for offer in plan.offers:
            offer.status = "disqualified" if fate < 0.05 else "withdrawn"
        return
    plan.winners = _winners(plan)
    if fate < 0.11:
        plan.award_status = "cancelled" if fate < 0.095 else "pending"
        return
    plan.sign_day = plan.award_day + 4 + int(uniform() * 26)
    if uniform() < 0.4 and plan.sign_day + 40 < LAST:
        plan.payments = 1 + int(uniform() * 4)


def _offers(plan: Plan, parties: list[Json], uniform: Callable[[], float], *, sure: bool) -> list[Offer]:
    """Let the first party bid lowest, the second 8 to 12 % above it, the others above that."""
    lowest = plan.amount * (0.82 + 0.16 * uniform())
    offers = [Offer([parties[0]], round(lowest, 2))]
    if len(parties) == 1:
        return offers
    price = lowest * (1.08 + 0.02 * (uniform() + uniform()))
    for party in parties[1:]:
        offers.append(Offer([party], round(price, 2)))
        price *= 1 + 0.05 * uniform()
    if len(offers) > 3 and plan.dice >> 20 & 7 == 0:
        plan.lots = min(len(offers), 2 + (plan.dice >> 23 & 1))
        for position, offer in enumerate(offers):
            offer.lot = position % plan.lots + 1
            offer.amount = round(offer.amount / plan.lots, 2)
    elif len(offers) > 2:
        _reject(offers, uniform())
    if plan.dice >> 26 & 63 == 0 and len(offers) > 2 and not plan.lots:
        offers[0].parties.append(offers.pop().parties[0])
    if len(offers) > 1 and not sure and plan.dice >> 32 & 15 == 0:
        plan.criteria = "ratedCriteria"
    return offers


def _reject(offers: list[Offer], luck: float) -> None:
    """One bid in some processes is disqualified or withdrawn: almost never the lowest."""
    if luck < 0.012:
        offers.append(Offer(offers[-1].parties, round(offers[0].amount * 0.93, 2), "disqualified"))
        del offers[-2]
    elif luck < 0.2:
        offers[-1].status = "disqualified"
    elif luck < 0.25:
        offers[-1].status = "withdrawn"


def _winners(plan: Plan) -> list[int]:
    """Give the lowest bid of each lot; where quality counts too, the second lowest."""
    if plan.lots:
        return list(range(plan.lots))
    return [1] if plan.criteria == "ratedCriteria" else [0]
