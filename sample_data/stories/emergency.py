"""Emergency: what is bought without a tender because it cannot wait."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import extra
from sample_data.parts import build
from sample_data.world import buyer, subject

_LAW = "Emergencia, art. 33 de la Ley 12"
_FLOOD = f"{_LAW}: la crecida del 9 de marzo de 2024 se llevó el puente."

# Outcome, buyer, subject, rationale, price, why.
_TOLD = [
    ("alert", "QY-GOB-08", "56101700", f"{_LAW}.", 88_000.0, "office furniture bought as an emergency"),
    ("no_alert", "QY-GOB-07", "72141000", _FLOOD, 290_000.0, "a bridge repaired after the flood"),
    ("unknown", "QY-GOB-05", "15101505", None, 61_000.0, "bought as an emergency without a published rationale"),
]


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    for outcome, buyer_id, code, rationale, price, why in _TOLD:
        plan = plain(
            next(numbers),
            "2024-03-14",
            [(extra(int(price) % 89), price)],
            method="direct",
            length=None,
            buyer=buyer(buyer_id),
            subject=subject(code),
        )
        made = build(plan)
        made.tender["procurementMethodDetails"] = "Contratación directa por emergencia"
        if rationale:
            made.tender["procurementMethodRationale"] = rationale
        else:
            del made.tender["procurementMethodRationale"]
        yield publish(made, Answer("emergency", outcome, f"emergency: {why}"))
