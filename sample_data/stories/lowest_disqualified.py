"""R036, lowest bid disqualified: the cheapest offer was thrown out, with or without a documented reason."""

from collections.abc import Iterator

from sample_data.attachments import attachment
from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import extra
from sample_data.days import EVENING
from sample_data.parts import build
from sample_data.plan import Plan
from sample_data.world import buyer


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    for opened in ("2023-04-03", "2024-01-15", "2024-11-04"):
        plan = _plan(next(numbers), opened, "disqualified")
        yield publish(
            build(plan), Answer("R036", "alert", "the lowest bid was disqualified and no reason is published")
        )
    yield _documented(next(numbers), "award")
    yield _documented(next(numbers), "tender")
    plan = _plan(next(numbers), "2024-03-18", "withdrawn")
    yield publish(build(plan), Answer("R036", "no_alert", "the lowest bid was withdrawn by its bidder"))
    yield _dearest_disqualified(next(numbers))
    plan = _plan(next(numbers), "2024-04-08", "Rechazado-Financiero")
    yield publish(build(plan), Answer("R036", "unknown", "a local status word that no profile maps"))
    plan = _plan(next(numbers), "2024-05-13", "disqualified")
    plan.buyer = buyer("QY-GOB-05")
    yield publish(build(plan), Answer("R036", "unknown", "the buyer does not publish the bids"))


def _plan(number: int, opened: str, status: str) -> Plan:
    bidders = [(extra(31), 41_000.0), (extra(32), 36_000.0), (extra(33), 45_100.0)]
    plan = plain(number, opened, bidders, buyer=buyer("QY-GOB-01"))
    plan.offers[1].status = status
    return plan


def _documented(number: int, section: str) -> Case:
    plan = _plan(number, "2024-02-19", "disqualified")
    made = build(plan)
    report = attachment(plan, "e1", "evaluationReports", "Informe de evaluación", EVENING[plan.award_day])
    report["description"] = "La oferta más baja no presentó la garantía exigida en el pliego."
    holder = made.awards[0] if section == "award" else made.tender
    holder["documents"].append(report)
    return publish(
        made, Answer("R036", "no_alert", f"the evaluation report published with the {section} gives the reason")
    )


def _dearest_disqualified(number: int) -> Case:
    plan = _plan(number, "2024-06-17", "valid")
    plan.winners = [1]
    plan.offers[2].status = "disqualified"
    return publish(build(plan), Answer("R036", "no_alert", "a dearer bid was disqualified, not the lowest"))
