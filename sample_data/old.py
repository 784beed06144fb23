"""Turns a release of OCDS 1.1 into one of 1.0: no parties, every organization written out where it stands."""

from sample_data.plan import Json

_INLINE = ("identifier", "additionalIdentifiers", "name", "address", "contactPoint")
_TENDER = frozenset({
    "id", "title", "status", "items", "minValue", "value", "procurementMethod", "procurementMethodDetails",
    "procurementMethodRationale", "awardCriteria", "tenderPeriod", "enquiryPeriod", "awardPeriod", "numberOfTenderers",
    "tenderers", "procuringEntity", "documents", "amendment",
})  # fmt: skip


def downgrade(release: Json, parties: dict[str, Json]) -> Json:
    """Return the release of 1.0; `parties` are those of the whole process, by id."""
    made = {name: value for name, value in release.items() if name not in {"parties", "bids"}}
    made["buyer"] = _organization(release["buyer"], parties)
    if "planning" in made:
        made["planning"] = {name: value for name, value in made["planning"].items() if name != "milestones"}
    if "tender" in made:
        made["tender"] = _tender(made["tender"], parties)
    if "awards" in made:
        made["awards"] = [_award(award, parties) for award in made["awards"]]
    if "contracts" in made:
        made["contracts"] = [_contract(contract, parties) for contract in made["contracts"]]
    return made


def _organization(reference: Json, parties: dict[str, Json]) -> Json:
    party = parties.get(reference["id"], reference)
    return {name: party[name] for name in _INLINE if name in party}


def _amended(section: Json) -> Json:
    """Amendments were one object in 1.0."""
    made = {name: value for name, value in section.items() if name not in {"amendments", "milestones"}}
    if "amendments" in section:
        first = section["amendments"][0]
        made["amendment"] = {"date": first["date"], "rationale": first["rationale"]}
    return made


def _items(items: list[Json]) -> list[Json]:
    return [{name: value for name, value in item.items() if name != "relatedLot"} for item in items]


def _tender(tender: Json, parties: dict[str, Json]) -> Json:
    made = {name: value for name, value in _amended(tender).items() if name in _TENDER}
    if "procuringEntity" in made:
        made["procuringEntity"] = _organization(made["procuringEntity"], parties)
    if "tenderers" in made:
        made["tenderers"] = [_organization(one, parties) for one in made["tenderers"]]
    if "items" in made:
        made["items"] = _items(made["items"])
    return made


def _award(award: Json, parties: dict[str, Json]) -> Json:
    made = {name: value for name, value in _amended(award).items() if name not in {"relatedBid", "relatedLots"}}
    if "suppliers" in made:
        made["suppliers"] = [_organization(one, parties) for one in made["suppliers"]]
        made["items"] = _items(made["items"])
    return made


def _contract(contract: Json, parties: dict[str, Json]) -> Json:
    made = _amended(contract)
    if "items" in made:
        made["items"] = _items(made["items"])
    if "implementation" in made:
        paid = [_transaction(one, parties) for one in made["implementation"]["transactions"]]
        made["implementation"] = {"transactions": paid}
    return made


def _transaction(transaction: Json, parties: dict[str, Json]) -> Json:
    return {
        "id": transaction["id"],
        "date": transaction["date"],
        "amount": transaction["value"],
        "providerOrganization": parties[transaction["payer"]["id"]]["identifier"],
        "receiverOrganization": parties[transaction["payee"]["id"]]["identifier"],
    }
