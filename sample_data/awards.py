"""The awards."""

from sample_data.attachments import attachment
from sample_data.days import DATE, EVENING, MORNING, NOON
from sample_data.items import lot_items
from sample_data.parties import reference
from sample_data.phrases import PHRASES, title
from sample_data.plan import Json, Offer, Plan


def duration(plan: Plan) -> int:
    """Days that the contract is meant to last."""
    return 30 + (plan.dice >> 8) % (500 if plan.subject.category == "works" else 180)


def awards(plan: Plan) -> list[Json]:
    """One award a winner; a process that nobody won has one award without suppliers."""
    if not plan.winners:
        return [_unsuccessful(plan)]
    return [_award(plan, number, position, plan.offers[position]) for number, position in enumerate(plan.winners, 1)]


def _unsuccessful(plan: Plan) -> Json:
    return {"id": f"{plan.ocid}-A1", "title": title(plan), "status": "unsuccessful", "date": NOON[plan.award_day]}


def _award(plan: Plan, number: int, position: int, offer: Offer) -> Json:
    words = PHRASES[plan.buyer.language]
    start = plan.award_day + 20
    made: Json = {
        "id": f"{plan.ocid}-A{number}",
        "title": title(plan),
        "description": words["award"],
        "status": plan.award_status,
        # Some know only the day and fill in a midnight of Greenwich: the day in the text is still the day meant.
        "date": f"{DATE[plan.award_day]}T00:00:00Z" if plan.dice & 31 == 9 else NOON[plan.award_day],
        "value": {"amount": offer.amount, "currency": offer.currency},
        "suppliers": [reference(party) for party in offer.parties],
        "items": lot_items(plan, offer.lot),
        "contractPeriod": {"startDate": MORNING[start], "endDate": EVENING[start + duration(plan)]},
        "documents": [attachment(plan, f"a{number}", "awardNotice", words["decision"], EVENING[plan.award_day])],
    }
    if plan.buyer.bids and plan.method in {"open", "selective", "limited"}:
        made["relatedBid"] = f"B{position + 1}"
    if offer.lot:
        made["relatedLots"] = [f"L{offer.lot}"]
    if plan.dice & 127 == 5:
        made["amendments"] = [{"id": "a1", "date": EVENING[plan.award_day], "rationale": words["correction"]}]
    return made
