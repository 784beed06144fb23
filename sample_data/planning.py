"""The planning section."""

from sample_data.attachments import attachment
from sample_data.days import DATE, MORNING
from sample_data.phrases import PHRASES
from sample_data.plan import Json, Plan


def planning(plan: Plan) -> Json:
    """Why the purchase is needed and what it may cost."""
    words = PHRASES[plan.buyer.language]
    made: Json = {
        "rationale": words["plan"],
        "budget": {
            "id": f"P-{DATE[plan.day][:4]}-{plan.number % 97}",
            "amount": {"amount": round(plan.amount * 1.05, 2), "currency": "XTS"},
        },
    }
    if plan.dice & 3 == 1:
        made["documents"] = [attachment(plan, "p1", "procurementPlan", words["programme"], MORNING[plan.day - 20])]
    if plan.dice & 7 == 2:
        made["milestones"] = [
            {
                "id": "p1",
                "title": words["approval"],
                "type": "approval",
                "status": "met",
                "dueDate": MORNING[plan.day - 10],
                "dateMet": MORNING[plan.day - 12],
            }
        ]
    return made
