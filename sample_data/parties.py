"""The invented firms, persons and buyers, each a pure function of its place in the register."""

from functools import lru_cache

from sample_data.plan import Buyer, Json
from sample_data.words import read

_FIRMS = read("firms")
_PERSONS = read("persons")
_PLACES = read("places")
_REGIONS = {region["name"]: region for region in _PLACES["region"]}
_STREETS = _PLACES["streets"]["names"]
# The closed codelist of nationalities knows no invented country; Antarctica has no citizens who could be meant.
NATIONALITY = "AQ"


def is_person(rank: int) -> bool:
    """Whether the supplier at this place of the register is a natural person (two in seven)."""
    return rank % 7 in {2, 5}


def firm_name(rank: int) -> str:
    """Give a name that no other rank below 128,000 has, even without its legal form."""
    code = rank * 40_503 % 128_000
    code, trade = divmod(code, 16)
    code, tail = divmod(code, 16)
    head, middle = divmod(code, 20)
    name = _FIRMS["heads"][head] + _FIRMS["middles"][middle] + _FIRMS["tails"][tail]
    return f"{_FIRMS['trades'][trade]} {name} {_FIRMS['forms'][rank % 5]}"


def person_name(rank: int) -> str:
    """Give a name of one given name and two surnames, different for every rank below 192,000."""
    code = rank * 77_773 % 192_000
    code, given = divmod(code, 30)
    first, second = divmod(code, 80)
    return f"{_PERSONS['given'][given]} {_surname(first)} {_surname(second)}"


def _surname(code: int) -> str:
    return str(_PERSONS["starts"][code % 10] + _PERSONS["ends"][code // 10])


def firm_number(rank: int) -> str:
    """Give an 11-digit number that starts with 20 and ends with an invented check digit."""
    return _checked(f"20{(rank * 73_856_093 + 10_000_019) % 100_000_000:08d}")


def card_number(rank: int) -> str:
    """Give the 8-digit number of a national identity card."""
    return f"{(rank * 57_885_161 + 31_415_927) % 100_000_000:08d}"


def tax_number(rank: int) -> str:
    """Give the tax number of a sole trader: it contains the number of the identity card."""
    return _checked(f"10{card_number(rank)}")


def _checked(digits: str) -> str:
    return f"{digits}{sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10}"


def address(region: str, rank: int) -> Json:
    """Give an address in the region; the rank chooses town, street and number."""
    place = _REGIONS[region]
    return {
        "streetAddress": f"{_STREETS[rank % 5]} {rank % 890 + 10}",
        "locality": place["localities"][rank % len(place["localities"])],
        "region": region,
        "postalCode": place["postal_code"],
        "countryName": _PLACES["country"],
    }


def home(rank: int) -> str:
    """Give the region where a supplier lives."""
    return str(_PLACES["region"][rank * 7 % 11 % 4]["name"])


def reference(party: Json) -> Json:
    """How other objects name the party."""
    return {"id": party["id"], "name": party["name"]}


@lru_cache(maxsize=8192)
def supplier(rank: int) -> Json:
    """Give the party at this place of the register, without its roles. Shared: copy before changing."""
    return _person(rank) if is_person(rank) else _firm(rank)


def _person(rank: int) -> Json:
    name = person_name(rank)
    scheme, number = ("QYA-TAXID", tax_number(rank)) if rank % 3 == 0 else ("QYA-IDCARD", card_number(rank))
    return {
        "id": f"{scheme}-{number}",
        "name": name,
        "identifier": {"scheme": scheme, "id": number, "legalName": name},
        "address": address(home(rank), rank),
        "contactPoint": {"name": name, "telephone": f"+999 2 {rank % 900_000 + 100_000}"},
    }


def _firm(rank: int) -> Json:
    number = firm_number(rank)
    name = firm_name(rank)
    party: Json = {
        "id": f"QY-RUC-{number}",
        "name": name,
        "identifier": {"scheme": "QY-RUC", "id": number, "legalName": name},
        "address": address(home(rank), rank),
        "contactPoint": {
            "name": person_name(rank + 1),
            "email": f"ventas@p{rank}.example",
            "telephone": f"+999 1 {rank % 900_000 + 100_000}",
        },
    }
    if rank % 2:
        party["additionalIdentifiers"] = [{"scheme": "QY-RNP", "id": f"P{rank:06d}"}]
    if rank % 4 == 0:
        party["beneficialOwners"] = [owner(rank + 3), owner(rank + 8)]
    if rank % 6 == 0:
        party["shareholders"] = [_shareholding(rank + 1, 0.75)]
    if rank % 120 == 60:
        _add_local_fields(party, rank)
    return party


def _add_local_fields(party: Json, rank: int) -> None:
    """Add what is published though no extension, or none any more, has it."""
    party["details"] = {"scale": _FIRMS["scales"][rank * 5 % 13 % 4]}
    for one, share in zip(party.get("beneficialOwners", ()), (0.6, 0.4), strict=False):
        one["shareholding"] = share
    for one in party.get("shareholders", ()):
        number = firm_number(rank + 1)
        one["shareholder"]["identifier"] = {"scheme": "QY-RUC", "id": number}


def owner(rank: int) -> Json:
    """Give a natural person who owns a firm, with others or alone."""
    number = card_number(rank)
    return {
        "id": f"QYA-IDCARD-{number}",
        "name": person_name(rank),
        "identifier": {"scheme": "QYA-IDCARD", "id": number},
        "nationalities": [NATIONALITY],
    }


def _shareholding(rank: int, share: float) -> Json:
    number = firm_number(rank)
    return {
        "id": "1",
        "shareholder": {
            "id": f"QY-RUC-{number}",
            "name": firm_name(rank),
        },
        "shareholding": share,
        "votingRights": "ordinary",
    }


@lru_cache(maxsize=8192)
def buyer_party(buyer: Buyer) -> Json:
    """Give the buyer as a party, without its roles. Shared: copy before changing."""
    scheme, _, number = buyer.id.rpartition("-")
    return {
        "id": buyer.id,
        "name": buyer.name,
        "identifier": {"scheme": scheme, "id": number, "legalName": buyer.name},
        "address": address(buyer.region, int(number)),
        "contactPoint": {
            "name": person_name(int(number)),
            "email": f"compras@{buyer.id.lower()}.quillay.example",
            "telephone": f"+999 1 {int(number):06d}",
        },
    }
