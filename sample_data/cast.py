"""The parties of the planted stories."""

from sample_data.parties import address, supplier
from sample_data.plan import Json
from sample_data.words import read

_CAST = read("cast")


def actor(key: str) -> Json:
    """Return the party of the stories with this key: with its identifier, or known by its name alone."""
    entry = _CAST[key]
    place = 40 + list(_CAST).index(key)
    if "number" not in entry:
        return {"id": f"PROV-{place:06d}", "name": entry["name"], "address": address("Capital", place)}
    return {
        "id": f"{entry['scheme']}-{entry['number']}",
        "name": entry["name"],
        "identifier": {"scheme": entry["scheme"], "id": entry["number"], "legalName": entry["name"]},
        "address": address("Capital", place),
    }


def extra(number: int) -> Json:
    """Return an ordinary firm of the register, to fill a story's other places."""
    return supplier((number * 7 + 1) % 210)
