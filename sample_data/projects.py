"""Infrastructure projects (OC4IDS): the story of three bridges that cost 48 % more, and some that did not."""

from collections.abc import Iterator

from sample_data.attachments import SITE
from sample_data.case import Answer
from sample_data.cast import extra
from sample_data.parties import reference
from sample_data.plan import Json

_COST = 2_400_000.0
_CAUSE = "El estudio de suelos mostró roca a seis metros; los pilares se rediseñaron."
_PREFIX = "oc4ids-xqy001-"

# Local id, place, final cost against the budget, cause documented, payments published.
_TOLD = [
    ("0001", "río Verde", 1.48, False, True),
    ("0002", "río Negro", 1.48, True, True),
    ("0003", "río Manso", 1.48, False, False),
    ("0004", "arroyo Hondo", 1.02, False, True),
    ("0005", "laguna Clara", 0.97, False, True),
    ("0006", "paso del Ciervo", 1.04, False, True),
]
_ANSWERS = {
    "0001": Answer("bridge", "alert", "bridge: the cost rose by 48 % and no explanation is published"),
    "0002": Answer("bridge", "no_alert", "bridge: the cost rose by 48 %, with a documented cause"),
    "0003": Answer("bridge", "unknown", "bridge: no payments are published, so what it cost cannot be known"),
}


def package() -> Json:
    """Return the project package."""
    return {
        "uri": f"{SITE}/projects.json",
        "version": "0.9",
        "publishedDate": "2025-06-30T17:30:00-05:00",
        "publisher": {"name": "Ministerio de Obras Públicas", "scheme": "QY-GOB", "uid": "01"},
        "projects": [_project(*told) for told in _TOLD],
    }


def answers() -> Iterator[tuple[str, Answer]]:
    """Give the id of each project of the story and its answer."""
    for local_id, answer in _ANSWERS.items():
        yield f"{_PREFIX}{local_id}", answer


def _project(local_id: str, place: str, factor: float, explained: bool, paid: bool) -> Json:
    process: Json = {"id": f"{_PREFIX}{local_id}-1", "summary": _summary(local_id, factor, explained, paid)}
    made: Json = {
        "id": f"{_PREFIX}{local_id}",
        "updated": "2025-06-20T17:30:00-05:00",
        "title": f"Puente sobre {place}",
        "description": "Construcción de un puente de hormigón de dos carriles.",
        "status": "completion",
        "type": "construction",
        "sector": ["transport.road"],
        "period": {"startDate": "2022-09-01T09:00:00-05:00", "endDate": "2025-03-31T17:30:00-05:00"},
        "budget": {"amount": {"amount": _COST, "currency": "XTS"}, "approvalDate": "2022-08-15T09:00:00-05:00"},
        "publicAuthority": {"id": "QY-GOB-01", "name": "Ministerio de Obras Públicas"},
        "contractingProcesses": [process],
    }
    if paid:
        value = {"amount": round(_COST * factor, 2), "currency": "XTS"}
        made["completion"] = {"endDate": "2025-03-31T17:30:00-05:00", "finalValue": value}
    if paid and explained:
        made["completion"]["finalValueDetails"] = _CAUSE
    return made


def _summary(local_id: str, factor: float, explained: bool, paid: bool) -> Json:
    firm = reference(extra(int(local_id)))
    made: Json = {
        "ocid": f"ocds-xqy001-p{local_id}",
        "nature": ["construction"],
        "title": "Contrato de obra",
        "status": "closed",
        "tender": {
            "procurementMethod": "open",
            "costEstimate": {"amount": _COST, "currency": "XTS"},
            "numberOfTenderers": 3,
            "procuringEntity": {"id": "QY-GOB-01", "name": "Ministerio de Obras Públicas"},
        },
        "suppliers": [firm],
        "contractValue": {"amount": _COST, "currency": "XTS"},
    }
    if explained:
        made["modifications"] = [
            {
                "id": "1",
                "date": "2023-11-08T12:00:00-05:00",
                "description": "Aumento del valor del contrato.",
                "rationale": _CAUSE,
                "type": "value",
                "oldContractValue": {"amount": _COST, "currency": "XTS"},
                "newContractValue": {"amount": round(_COST * factor, 2), "currency": "XTS"},
            }
        ]
    if paid:
        made["transactions"] = [
            {
                "id": str(number),
                "date": f"202{number + 2}-12-15T12:00:00-05:00",
                "value": {"amount": round(_COST * factor / 2, 2), "currency": "XTS"},
                "payer": {"id": "QY-GOB-01", "name": "Ministerio de Obras Públicas"},
                "payee": firm,
            }
            for number in (1, 2)
        ]
    return made
