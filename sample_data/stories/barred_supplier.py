"""R046, barred supplier: whether a measure against the supplier was in force on the day of the award.

The measures stand in the lists of `sample_data/lists`.
"""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import actor, extra
from sample_data.days import EVENING, LAST, NIGHT, day
from sample_data.parts import build
from sample_data.plan import Offer, Plan

# Outcome, winner, day of the award, why.
_TOLD = [
    ("alert", "nanduri", "2024-04-16", "the measure is in force until this very day; same number, name in capitals"),
    ("no_alert", "calandriel", "2024-04-16", "the measure ended the day before the award"),
    ("no_alert", "pehuenaza", "2024-05-20", "the measure was lifted on 2024-02-15"),
    ("no_alert", "yaguapi", "2024-08-13", "a homonym: the barred firm has the same name and another number"),
    ("no_alert", "corvalindo", "2024-09-10", "a homonym: the barred person has another identity card"),
    ("no_alert", "surubiax", "2024-10-08", "the same number belongs to another firm in another country"),
    ("no_alert", "lapachuelo", "2024-11-12", "a fine, not a debarment"),
    ("no_alert", "quebrachal", "2024-12-10", "barred by the Ministry of Education for its own purchases only"),
    ("no_alert", "mburucal", "2025-02-11", "an old measure that expired in 2021"),
    ("no_alert", "albatur", "2025-03-11", "a homonym in another country, on the list of a bank"),
    ("unknown", "carpincho", "2022-11-10", "no list covers the day of the award"),
    ("unknown", "quispelar", "2024-07-09", "a person known by name only has the name of a barred person"),
    ("unknown", "timbolar", "2024-10-15", "the entry went, without a reason, some time between two dated lists"),
]


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    for outcome, key, awarded, why in _TOLD:
        yield publish(build(_won(next(numbers), key, awarded)), Answer("R046", outcome, why))
    yield _consortium(next(numbers))
    yield _not_yet_signed(next(numbers))
    yield _evening_before(next(numbers))
    yield _barred_loser(next(numbers))
    yield _cancelled(next(numbers))
    yield _without_date(next(numbers))


def _won(number: int, key: str, awarded: str) -> Plan:
    """Return an ordinary tender, opened in time to be awarded to the actor on that day."""
    bidders = [(actor(key), 33_000.0), (extra(number), 36_300.0), (extra(number + 1), 37_400.0)]
    plan = plain(number, "2022-07-01", bidders, award_day=day(awarded))
    plan.day = plan.award_day - 45
    plan.sign_day = plan.award_day + 12
    return plan


def _consortium(number: int) -> Case:
    plan = _won(number, "ombuzal", "2024-11-05")
    plan.offers[0].parties.insert(0, extra(61))
    why = "the second firm of the consortium has been barred without an end since 2024-02-10"
    return publish(build(plan), Answer("R046", "alert", why))


def _not_yet_signed(number: int) -> Case:
    plan = _won(number, "tacuarelo", "2025-06-27")
    plan.sign_day = LAST + 1
    made = build(plan)
    made.dates[-1] = EVENING[LAST]
    return publish(
        made, Answer("R046", "alert", "a sole trader suspended since May 2025; the contract is not signed yet")
    )


def _evening_before(number: int) -> Case:
    plan = _won(number, "aguaribay", "2024-05-31")
    made = build(plan)
    made.awards[0]["date"] = NIGHT[plan.award_day]
    why = "awarded at 22:30 of the evening before the measure began: in London it was already the next day"
    return publish(made, Answer("R046", "no_alert", why))


def _barred_loser(number: int) -> Case:
    plan = _won(number, "zorzalino", "2024-04-02")
    plan.offers.append(Offer([actor("nanduri")], 39_000.0))
    return publish(
        build(plan), Answer("R046", "no_alert", "a barred firm took part and lost; the supplier is not barred")
    )


def _cancelled(number: int) -> Case:
    plan = _won(number, "nanduri", "2024-03-12")
    plan.award_status = "cancelled"
    plan.sign_day = LAST + 1
    return publish(build(plan), Answer("R046", "not_applicable", "the award to the barred firm was cancelled"))


def _without_date(number: int) -> Case:
    made = build(_won(number, "ombuzal", "2024-06-18"))
    del made.awards[0]["date"]
    return publish(made, Answer("R046", "unknown", "the day of the award is not published"))
