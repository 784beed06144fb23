"""The parts of one process, and the two ways to lay them out: as releases, or merged into a compiled release."""

from dataclasses import dataclass, field

from sample_data.awards import awards
from sample_data.bids import bids
from sample_data.contracts import contracts, implementation_day
from sample_data.days import EVENING, LAST, MORNING
from sample_data.parties import buyer_party
from sample_data.plan import Json, Plan
from sample_data.planning import planning
from sample_data.tender import outcome, shows_bids, tender


@dataclass(slots=True)
class Parts:
    """Each section as the newest release leaves it; `outcome` is what the award adds to the tender."""

    ocid: str
    language: str
    buyer: Json
    planning: Json
    tender: Json
    dates: list[str]
    bidders: list[Json] = field(default_factory=list)
    outcome: Json = field(default_factory=dict)
    bids: list[Json] = field(default_factory=list)
    awards: list[Json] = field(default_factory=list)
    contracts: list[Json] = field(default_factory=list)


def build(plan: Plan) -> Parts:
    """Write down every section that the plan reaches."""
    buyer = {**buyer_party(plan.buyer), "roles": ["buyer", "procuringEntity"]}
    parts = Parts(plan.ocid, plan.buyer.language, buyer, planning(plan), tender(plan), [MORNING[plan.day]])
    if not plan.awarded:
        return parts
    parts.dates.append(EVENING[plan.award_day])
    parts.outcome = outcome(plan)
    parts.awards = awards(plan)
    if shows_bids(plan):
        parts.bids = bids(plan)
    if plan.signed:
        parts.dates.append(EVENING[min(plan.sign_day + 1, LAST)])
        parts.contracts = contracts(plan)
        if plan.payments:
            parts.dates.append(EVENING[implementation_day(plan)])
    if plan.payments and plan.signed:
        parts.buyer = {**buyer, "roles": [*buyer["roles"], "payer"]}
    parts.bidders = _bidders(plan, named=bool(parts.bids) or "tenderers" in parts.outcome)
    return parts


def _bidders(plan: Plan, *, named: bool) -> list[Json]:
    """Collect the tenderers whose names the process shows, and its suppliers, with their roles."""
    winners = {party["id"] for position in plan.winners for party in plan.offers[position].parties}
    won = ["supplier", "payee"] if plan.payments and plan.signed else ["supplier"]
    won = ["tenderer", *won] if named else won
    made: dict[str, Json] = {}
    for offer in plan.offers:
        for party in offer.parties:
            if party["id"] in winners:
                made[party["id"]] = {**party, "roles": won}
            elif named:
                made[party["id"]] = {**party, "roles": ["tenderer"]}
    return list(made.values())


def compiled(parts: Parts) -> Json:
    """Lay out the compiled release: what merging `releases` gives."""
    date = parts.dates[-1]
    made: Json = {
        "ocid": parts.ocid,
        "id": f"{parts.ocid}-{date}",
        "date": date,
        "tag": ["compiled"],
        "language": parts.language,
        "initiationType": "tender",
        "parties": [parts.buyer, *parts.bidders],
        "buyer": {"id": parts.buyer["id"], "name": parts.buyer["name"]},
        "planning": parts.planning,
        "tender": {**parts.tender, **parts.outcome},
    }
    if parts.bids:
        made["bids"] = {"details": parts.bids}
    if parts.awards:
        made["awards"] = parts.awards
    if parts.contracts:
        made["contracts"] = parts.contracts
    return made


def releases(parts: Parts) -> list[Json]:
    """Lay out the releases in order: tender; award; contract; implementation."""
    sections: list[tuple[list[str], Json]] = [
        (
            ["planning", "tender"],
            {"parties": [_unpaid(parts.buyer)], "planning": parts.planning, "tender": parts.tender},
        )
    ]
    if len(parts.dates) > 1:
        sections.append((["award"], _award_sections(parts)))
    if len(parts.dates) > 2:
        sections.append((["contract"], {"contracts": [_signed(contract) for contract in parts.contracts]}))
    if len(parts.dates) > 3:
        sections.append((["implementation"], _implementation_sections(parts)))
    return [_release(parts, number, tags, section) for number, (tags, section) in enumerate(sections, 1)]


def _release(parts: Parts, number: int, tags: list[str], section: Json) -> Json:
    return {
        "ocid": parts.ocid,
        "id": f"{parts.ocid}-{number}",
        "date": parts.dates[number - 1],
        "tag": tags,
        "language": parts.language,
        "initiationType": "tender",
        "buyer": {"id": parts.buyer["id"], "name": parts.buyer["name"]},
        **section,
    }


def _award_sections(parts: Parts) -> Json:
    parties = [_unpaid(party) for party in parts.bidders]
    made: Json = {"tender": parts.outcome, "awards": parts.awards}
    if parties:
        made["parties"] = parties
    if parts.bids:
        made["bids"] = {"details": parts.bids}
    return made


def _unpaid(party: Json) -> Json:
    return {**party, "roles": [role for role in party["roles"] if role not in {"payer", "payee"}]}


def _signed(contract: Json) -> Json:
    return {name: value for name, value in contract.items() if name != "implementation"} | {"status": "active"}


def _implementation_sections(parts: Parts) -> Json:
    parties = [parts.buyer, *(party for party in parts.bidders if "payee" in party["roles"])]
    paid = [{"id": party["id"], "roles": party["roles"]} for party in parties]
    kept = ("id", "awardID", "status", "implementation")
    running = [{name: contract[name] for name in kept if name in contract} for contract in parts.contracts]
    return {"parties": paid, "contracts": running}
