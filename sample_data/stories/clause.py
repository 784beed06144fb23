"""Clause: whether the published contract binds both sides against corruption."""

from collections.abc import Iterator

from sample_data.attachments import SITE, attachment
from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import extra
from sample_data.days import EVENING
from sample_data.parts import build

_SUBJECT = "PRIMERA. El proveedor entregará los bienes descritos en el anexo.\n"
_PAYMENT = "SEGUNDA. La entidad pagará dentro de los treinta días de la entrega.\n"
_INTEGRITY = (
    "TERCERA. Anticorrupción. Las partes declaran no haber ofrecido, dado, pedido ni recibido ventaja alguna; "
    "el incumplimiento de esta cláusula es causa de resolución del contrato.\n"
)
_COURTS = "TERCERA. Las partes se someten a los tribunales de Puerto Quillay.\n"

# Outcome, text of the contract, why.
_TOLD = [
    ("alert", _SUBJECT + _PAYMENT + _COURTS, "the contract is published and has no anti-corruption clause"),
    ("no_alert", _SUBJECT + _PAYMENT + _INTEGRITY, "the contract has an anti-corruption clause"),
    ("unknown", None, "the contract is not published"),
]


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    for outcome, text, why in _TOLD:
        plan = plain(next(numbers), "2024-07-15", [(extra(91), 92_000.0), (extra(92), 101_200.0)])
        made = build(plan)
        files = {}
        if text:
            name = f"contract-{plan.number}.txt"
            document = attachment(plan, "c1", "contractSigned", "Contrato", EVENING[plan.sign_day])
            made.contracts[0]["documents"] = [{**document, "url": f"{SITE}/{name}", "format": "text/plain"}]
            files[name] = text
        case = publish(made, Answer("clause", outcome, f"clause: {why}"))
        case.files = files
        yield case
