"""The tender section: as it is called, and what the award adds to it."""

from sample_data.attachments import attachment
from sample_data.days import EVENING, MORNING, NOON
from sample_data.items import all_items
from sample_data.parties import reference
from sample_data.phrases import PHRASES, method_details, title
from sample_data.plan import Json, Plan

INVITED = frozenset({"open", "selective", "limited", None})


def shows_bids(plan: Plan) -> bool:
    """Whether the bids of a process are published."""
    return plan.buyer.bids and plan.method in INVITED


def tender(plan: Plan) -> Json:
    """Write down the tender while it is open."""
    words = PHRASES[plan.buyer.language]
    made: Json = {
        "id": f"{plan.ocid}-T",
        "title": title(plan),
        "status": "active",
        "procuringEntity": {"id": plan.buyer.id, "name": plan.buyer.name},
        "value": {"amount": plan.amount, "currency": "XTS"},
        "procurementMethodDetails": method_details(plan),
        "mainProcurementCategory": plan.subject.category,
        "awardCriteria": plan.criteria,
        "items": all_items(plan),
        "documents": [attachment(plan, "t1", "tenderNotice", words["notice"], MORNING[plan.day])],
    }
    if plan.method:
        made["procurementMethod"] = plan.method
        if plan.method in words:
            made["procurementMethodRationale"] = words[plan.method]
    if plan.lots:
        made["lots"] = [_lot(plan, number) for number in range(1, plan.lots + 1)]
    if plan.length is not None:
        made.update(_periods(plan, plan.length))
        made["documents"].append(attachment(plan, "t2", "biddingDocuments", words["terms"], MORNING[plan.day]))
    if plan.dice & 15 == 3:
        made["minValue"] = {"amount": round(plan.amount * 0.7, 2), "currency": "XTS"}
        made["amendments"] = [{"id": "t1", "date": NOON[plan.day], "rationale": words["extension"]}]
    return made


def _lot(plan: Plan, number: int) -> Json:
    return {
        "id": f"L{number}",
        "title": f"{PHRASES[plan.buyer.language]['lot']} {number}",
        "status": plan.tender_status if plan.awarded else "active",
        "value": {"amount": round(plan.amount / plan.lots, 2), "currency": "XTS"},
    }


def _periods(plan: Plan, length: int) -> Json:
    end = plan.day + length
    made: Json = {
        "tenderPeriod": {"startDate": MORNING[plan.day], "endDate": EVENING[end]},
        "enquiryPeriod": {"startDate": MORNING[plan.day], "endDate": EVENING[plan.day + length // 2]},
        "awardPeriod": {"startDate": MORNING[end + 1], "endDate": EVENING[end + 45]},
    }
    if plan.dice & 3 == 2:
        made["milestones"] = [
            {
                "id": "t1",
                "title": PHRASES[plan.buyer.language]["opening"],
                "type": "assessment",
                "status": "scheduled",
                "dueDate": MORNING[end + 1],
            }
        ]
    return made


def outcome(plan: Plan) -> Json:
    """Write down what the release of the award adds to the tender."""
    made: Json = {"id": f"{plan.ocid}-T", "status": plan.tender_status}
    if plan.buyer.bidders:
        parties = [party for offer in plan.offers for party in offer.parties]
        made["numberOfTenderers"] = len({party["id"] for party in parties})
        if (plan.dice & 1 or shows_bids(plan)) and parties:
            made["tenderers"] = list({party["id"]: reference(party) for party in parties}.values())
    return made
