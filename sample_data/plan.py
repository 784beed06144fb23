"""What is decided about a process before any of it is written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sample_data.days import LAST

Json = dict[str, Any]

OCID_PREFIX = "ocds-xqy001-"


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer and how much it publishes."""

    id: str
    name: str
    language: str
    region: str
    bids: bool
    bidders: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of goods, services or works."""

    category: str
    code: str
    unit: str
    price: float
    words: dict[str, str]


@dataclass(slots=True)
class Offer:
    """One bid: who, for how much, and what became of it. Several parties bid together as a consortium."""

    parties: list[Json]
    amount: float
    status: str = "valid"
    lot: int = 0
    currency: str = "XTS"


@dataclass(slots=True)
class Plan:
    """The decisions behind one process. Days are counted by `sample_data.days`, amounts are in XTS.

    `winners` are positions in `offers`, one per award; `dice` are the bits that settle details such as how many items
    there are: 0 gives the plainest process.
    """

    number: int
    buyer: Buyer
    subject: Subject
    day: int
    amount: float
    offers: list[Offer] = field(default_factory=list)
    winners: Sequence[int] = ()
    method: str | None = "open"
    length: int | None = 20
    lots: int = 0
    award_day: int = LAST + 1
    award_status: str = "active"
    sign_day: int = LAST + 1
    payments: int = 0
    tender_status: str = "complete"
    criteria: str = "priceOnly"
    dice: int = 0
    ocid: str = field(init=False)

    def __post_init__(self) -> None:
        self.ocid = f"{OCID_PREFIX}{self.number:07d}"

    @property
    def awarded(self) -> bool:
        return self.award_day <= LAST

    @property
    def signed(self) -> bool:
        return self.award_day <= self.sign_day <= LAST
