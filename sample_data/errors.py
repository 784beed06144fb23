"""The errors planted in a small share of the processes, such as publishers make."""

from collections.abc import Callable

from sample_data.parts import Parts
from sample_data.plan import Json

_LOCAL_DATE = "31/12/2024"


def damage(parts: Parts, luck: float) -> None:
    """Plant one error. `luck` is between 0 and 1; below 0.6 the tender period ends before it starts."""
    if luck < 0.6 and "tenderPeriod" in parts.tender:
        _invert(parts.tender["tenderPeriod"])
        return
    _DAMAGES[int(luck * 1000) % len(_DAMAGES)](parts)


def _invert(period: Json) -> None:
    period["startDate"], period["endDate"] = period["endDate"], period["startDate"]


def _local_date(parts: Parts) -> None:
    parts.tender["documents"][0]["datePublished"] = _LOCAL_DATE


def _item_without_id(parts: Parts) -> None:
    parts.tender["items"][0].pop("id")


def _amount_as_text(parts: Parts) -> None:
    value = parts.tender["value"]
    value["amount"] = f"{value['amount']:,.2f}"


def _status_of_its_own(parts: Parts) -> None:
    (parts.outcome or parts.tender)["status"] = "Publicado"


def _contract_without_award(parts: Parts) -> None:
    for contract in parts.contracts:
        contract.pop("awardID")


_DAMAGES: tuple[Callable[[Parts], None], ...] = (
    _local_date,
    _item_without_id,
    _amount_as_text,
    _status_of_its_own,
    _contract_without_award,
)
