"""The contracts and how they are carried out."""

from math import floor

from sample_data.attachments import attachment
from sample_data.awards import duration
from sample_data.days import EVENING, LAST, MORNING, NOON
from sample_data.items import lot_items
from sample_data.parties import reference
from sample_data.phrases import PHRASES, title
from sample_data.plan import Json, Offer, Plan


def contracts(plan: Plan) -> list[Json]:
    """One contract an award, with its implementation where payments are published."""
    return [_contract(plan, number, plan.offers[position]) for number, position in enumerate(plan.winners, 1)]


def implementation_day(plan: Plan) -> int:
    """When the implementation was last published."""
    return min(plan.sign_day + 31 * plan.payments + 1, LAST)


def _contract(plan: Plan, number: int, offer: Offer) -> Json:
    words = PHRASES[plan.buyer.language]
    signed = plan.sign_day
    end = signed + 5 + duration(plan)
    made: Json = {
        "id": f"{plan.ocid}-C{number}",
        "awardID": f"{plan.ocid}-A{number}",
        "title": title(plan),
        "status": "terminated" if plan.payments and end < LAST else "active",
        "dateSigned": EVENING[signed],
        "period": {"startDate": MORNING[signed + 5], "endDate": EVENING[end]},
        "value": {"amount": offer.amount, "currency": offer.currency},
    }
    if plan.dice >> 40 & 3 == 0:
        made["items"] = lot_items(plan, offer.lot)
    if plan.dice & 3:
        made["documents"] = [attachment(plan, f"c{number}", "contractSigned", words["contract"], EVENING[signed])]
    if plan.dice & 7 == 4:
        made["milestones"] = [_delivery(plan, "c1", signed + 40, met=False)]
    if plan.dice & 15 == 6:
        made["amendments"] = [{"id": "c1", "date": EVENING[signed], "rationale": words["change"]}]
        made["value"] = {"amount": round(offer.amount * 1.12, 2), "currency": offer.currency}
    if plan.payments:
        made["implementation"] = _implementation(plan, offer)
    return made


def _delivery(plan: Plan, local_id: str, due: int, *, met: bool) -> Json:
    made: Json = {
        "id": local_id,
        "title": PHRASES[plan.buyer.language]["delivery"],
        "type": "delivery",
        "status": "met" if met else "scheduled",
        "dueDate": EVENING[due],
    }
    if met:
        made["dateMet"] = NOON[min(due, LAST) - 1]
    return made


def _implementation(plan: Plan, offer: Offer) -> Json:
    day = implementation_day(plan)
    made: Json = {
        "transactions": [_payment(plan, offer, number) for number in range(1, plan.payments + 1)],
        "milestones": [_delivery(plan, "i1", plan.sign_day + 25, met=True)],
    }
    if plan.dice & 1:
        words = PHRASES[plan.buyer.language]
        made["documents"] = [attachment(plan, "i1", "physicalProgressReport", words["delivery"], EVENING[day])]
    return made


def _payment(plan: Plan, offer: Offer, number: int) -> Json:
    return {
        "id": f"{plan.number}-{number}",
        "date": NOON[min(plan.sign_day + 31 * number, LAST)],
        "value": {"amount": floor(offer.amount / plan.payments * 100) / 100, "currency": offer.currency},
        "payer": {"id": plan.buyer.id, "name": plan.buyer.name},
        "payee": reference(offer.parties[0]),
    }
