"""Compiled releases from the short form in which cases are written."""

from typing import Any


def release_of(ocid: str, case: dict[str, Any]) -> dict[str, Any]:
    """The compiled release of a case.

    A case says in short `method`, `details`, `start`, `end`, `bidders` (their number), `bids` and `awards`; `release`
    holds whatever else the release has, in the words of OCDS.
    """
    release = {
        "ocid": ocid,
        "id": f"{ocid}-1",
        "date": "2025-06-30T00:00:00Z",
        "tag": ["compiled"],
        "tender": _tender(case),
        "parties": list(_parties(case)),
        "buyer": {"id": "QY-MIN-01", "name": "Ministerio de Obras"},
    }
    if "bids" in case:
        release["bids"] = {"details": [_bid(number, bid) for number, bid in enumerate(case["bids"], 1)]}
    if "awards" in case:
        release["awards"] = [_award(number, award) for number, award in enumerate(case["awards"], 1)]
    return _over(release, case.get("release", {}))


def ordinary(currency: str, number: int, distance: float) -> dict[str, Any]:
    """The release of an open tender whose second price is `distance` above the winning one."""
    prices = {"A": 1000, "B": 1000 * (1 + distance)}
    bids = [
        {"bidder": name, "amount": price, "status": "valid", "currency": currency} for name, price in prices.items()
    ]
    case = {"method": "open", "bids": bids, "awards": [{"suppliers": ["A"], "date": "2024-07-01"}]}
    return release_of(f"fill-{currency}-{number}", case)


def _tender(case: dict[str, Any]) -> dict[str, Any]:
    names = {"method": "procurementMethod", "details": "procurementMethodDetails", "bidders": "numberOfTenderers"}
    tender = {"id": "1"} | {names[key]: case[key] for key in names if key in case}
    period = {"startDate": case.get("start"), "endDate": case.get("end")}
    given = {key: day for key, day in period.items() if day}
    return tender | ({"tenderPeriod": given} if given else {})


def _bid(number: int, bid: dict[str, Any]) -> dict[str, Any]:
    found = {"id": str(number), "status": bid["status"], "tenderers": [{"id": bid["bidder"], "name": bid["bidder"]}]}
    if "amount" in bid:
        found["value"] = {"amount": bid["amount"], "currency": bid.get("currency", "XTS")}
    return found | ({"relatedLots": [bid["lot"]]} if "lot" in bid else {})


def _award(number: int, award: dict[str, Any]) -> dict[str, Any]:
    suppliers = [{"id": name, "name": name} for name in award["suppliers"]]
    kept = {key: award[key] for key in ("date", "documents") if key in award}
    return {"id": str(number), "status": award.get("status", "active"), "suppliers": suppliers} | kept


def _parties(case: dict[str, Any]) -> Any:
    for award in case.get("awards", []):
        for name in award["suppliers"]:
            if "number" in award:
                identifier = {"scheme": "QY-RUC", "id": award["number"]}
                yield {"id": name, "name": name, "roles": ["supplier"], "identifier": identifier}


def _over(release: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = dict(release)
    for key, value in more.items():
        known = merged.get(key)
        merged[key] = _over(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
