"""What a process buys, line by line."""

from sample_data.phrases import PHRASES
from sample_data.plan import Json, Plan


def lot_items(plan: Plan, lot: int) -> list[Json]:
    """Give the items of one lot, counted from 1; 0 stands for a process without lots."""
    subject = plan.subject
    words = PHRASES[plan.buyer.language]
    count = 1 + (plan.dice >> lot & 1)
    price = plan.amount / max(plan.lots, 1) / count
    made = []
    for line in range(1, count + 1):
        quantity = 1 + (plan.dice >> 4 * line) % 60
        item: Json = {
            "id": f"{lot}-{line}",
            "description": f"{words['item']} {line}: {subject.words[plan.buyer.language]}",
            "classification": {"scheme": "UNSPSC", "id": subject.code},
            "quantity": quantity,
            "unit": {"name": subject.unit, "value": {"amount": round(price / quantity, 2), "currency": "XTS"}},
        }
        if lot:
            item["relatedLot"] = f"L{lot}"
        made.append(item)
    return made


def all_items(plan: Plan) -> list[Json]:
    """Give the items of every lot."""
    if not plan.lots:
        return lot_items(plan, 0)
    return [item for lot in range(1, plan.lots + 1) for item in lot_items(plan, lot)]
