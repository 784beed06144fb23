"""Owner: a barred person owns most of the firm that wins."""

from collections.abc import Iterator

from sample_data.case import Answer, Case, plain, publish
from sample_data.cast import actor, extra
from sample_data.parties import NATIONALITY
from sample_data.parts import build
from sample_data.plan import Json

_NAME = "Hermenegilda Tupizal Orivaro"


def cases(numbers: Iterator[int]) -> Iterator[Case]:
    """Tell the story."""
    barred = _owner("90000720", "1971-03-14")
    yield _case(
        next(numbers), "owned_by_barred", barred, "alert", "a person barred since 2023 owns 60 % of the supplier"
    )
    homonym = _owner("90000731", "1990-11-02")
    yield _case(next(numbers), "owned_by_homonym", homonym, "no_alert", "the owner has the name of the barred person, "
                "another identity card and another day of birth")  # fmt: skip
    yield _case(next(numbers), "owner_unknown", None, "unknown", "the owners are not published")


def _owner(card: str, born: str) -> Json:
    return {
        "id": f"QYA-IDCARD-{card}",
        "name": _NAME,
        "identifier": {"scheme": "QYA-IDCARD", "id": card},
        "nationalities": [NATIONALITY],
        "birthDate": born,
        "shareholding": 0.6,
    }


def _case(number: int, key: str, owner: Json | None, outcome: str, why: str) -> Case:
    firm = actor(key)
    if owner:
        firm["beneficialOwners"] = [owner]
    plan = plain(number, "2024-05-06", [(firm, 47_000.0), (extra(71), 51_700.0), (extra(72), 52_900.0)])
    return publish(build(plan), Answer("owner", outcome, f"owner: {why}"))
