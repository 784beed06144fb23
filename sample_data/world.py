"""The settings of a generated country, and its buyers and subjects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from sample_data.plan import Buyer, Subject
from sample_data.words import read


@dataclass(frozen=True)
class World:
    """What a generated country looks like.

    `register` holds the places of the suppliers, the ones that win most first; `units` is how many offices each of the
    ten buyers has; `damaged` is the share of processes with a planted error.
    """

    seed: int = 1
    register: Sequence[int] = range(100_000)
    units: int = 40
    damaged: float = 0.025


def _buyers() -> tuple[tuple[Buyer, ...], tuple[float, ...]]:
    rows = read("buyers")["buyer"]
    shares = [row.pop("share") for row in rows]
    return tuple(Buyer(**row) for row in rows), tuple(total / sum(shares) for total in accumulate(shares))


def _subjects() -> tuple[Subject, ...]:
    rows = read("subjects")["subject"]
    names = ("category", "code", "unit", "price")
    return tuple(Subject(**{name: row.pop(name) for name in names}, words=row) for row in rows)


BUYERS, SHARES = _buyers()
SUBJECTS = _subjects()


@lru_cache(maxsize=4096)
def unit(buyer: Buyer, number: int) -> Buyer:
    """Give an office of the buyer, with an id and a name of its own."""
    word = "Unidade" if buyer.language == "pt" else "Unidad"
    return replace(buyer, id=f"{buyer.id}{number:03d}", name=f"{buyer.name}, {word} {number}")


def subject(code: str) -> Subject:
    """Give the subject with this code of the invented catalogue."""
    return next(one for one in SUBJECTS if one.code == code)


def buyer(identifier: str) -> Buyer:
    """Give the buyer with this id."""
    return next(one for one in BUYERS if one.id == identifier)
