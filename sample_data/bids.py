"""The bids, where the buyer publishes them."""

from sample_data.days import NOON
from sample_data.parties import reference
from sample_data.plan import Json, Plan


def bids(plan: Plan) -> list[Json]:
    """One bid an offer, received in the last three days of the tender period."""
    end = plan.day + (plan.length or 0)
    return [_bid(plan, position, NOON[end - position % 3]) for position in range(len(plan.offers))]


def _bid(plan: Plan, position: int, received: str) -> Json:
    offer = plan.offers[position]
    made: Json = {
        "id": f"B{position + 1}",
        "date": received,
        "status": offer.status,
        "tenderers": [reference(party) for party in offer.parties],
        "value": {"amount": offer.amount, "currency": offer.currency},
    }
    if offer.lot:
        made["relatedLots"] = [f"L{offer.lot}"]
    return made
