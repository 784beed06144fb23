"""Takes out of everything that is shown what must not be shown: the one place where that happens.

Hidden: identifiers of natural persons (wherever the same value stands, also inside free text), contact points, street
addresses, birth dates, and the bids of a tender that is still open. It works on data, before any template sees it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from dashboard.rules import words
from dashboard.stages import with_stage
from ocds.persons import mask, person
from ocds.snapshots import Snapshot

HIDDEN = "•••"
SEALED = "••• (tender still open)"
TOO_DEEP = "…"
DEEPEST = 60
SHORTEST = 5

CONTACTS = frozenset({"contactPoint", "contactpoint"})
PRIVATE = frozenset({"streetAddress", "birthDate", "dateOfBirth", "email", "telephone", "faxNumber"})
NAMES = frozenset({"name", "legalName"})
WHOLE_ID = re.compile(r"(?P<scheme>[A-Z]{2,3}-[A-Z]{2,10})[-:_/](?P<number>.+)")
IDENTIFYING = frozenset({"identifier", "additionalIdentifiers"})
CONTAINERS = IDENTIFYING | {"address", "parties", "bids", "tenderers"}
PARTY_PRIVATE = ("street", "contact_name", "email", "telephone")
PAIR = {"scheme": pl.String, "identifier": pl.String}
PERSONAL = ("PASSPORT", "TAXID", "IDCARD")
WITH_SCHEME = re.compile(rf"(?P<scheme>[A-Z]{{3}}-(?:{'|'.join(PERSONAL)})[-:_/ ]?)(?P<number>\w+(?:[.-]\w+)*)")
OBJECT = re.compile(r"[\[{].*(?:[\]}]|$)", re.DOTALL)
SEALED_TENDER = frozenset({"tenderers", "numberOfTenderers"})


@dataclass(frozen=True)
class Redactor:
    """What to hide in one process: ``persons`` are identifiers of natural persons, ``private`` other private values.

    ``sealed``: the tender was open on the day of the snapshot, so its bids are hidden.
    """

    persons: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    sealed: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spellings = [_spelling(value) for value in sorted(self.persons, key=len, reverse=True)]
        spellings += [re.escape(value) for value in sorted(self.private, key=len, reverse=True)]
        return re.compile("|".join(spellings), re.IGNORECASE)

    @cached_property
    def _compact(self) -> tuple[str, ...]:
        return tuple(_compact(value) for value in self.persons | self.private)

    def text(self, value: str) -> str:
        """Free text without the values to hide, and without any identifier that names a personal scheme."""
        if any(word in value for word in PERSONAL):
            value = WITH_SCHEME.sub(lambda match: match["scheme"] + mask(match["number"]), value)
        compact = _compact(value)
        # Few texts hold any of them, and building the pattern costs a hundred times this look.
        if not any(hidden in compact for hidden in self._compact):
            return value
        return self._pattern.sub(self._replacement, value)

    def _replacement(self, match: re.Match[str]) -> str:
        found = match.group()
        return HIDDEN if found in self.private else mask(found)

    def clean(self, value: Any, pointer: tuple[str, ...] = ()) -> Any:
        """Give parsed JSON without what must be hidden; ``pointer`` is where it stands in the release."""
        if len(pointer) > DEEPEST:
            return TOO_DEEP
        if value is not None and is_private(pointer):
            return HIDDEN
        if value is not None and self.sealed and is_sealed(pointer):
            return SEALED
        if isinstance(value, dict):
            seal = self.sealed and _only_bidder(value, pointer)
            return {
                self.text(key): SEALED if seal else self.clean(item, (*pointer, key)) for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.clean(item, (*pointer, str(index))) for index, item in enumerate(value)]
        return self._leaf(value)

    def _leaf(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, int) and not isinstance(value, bool) and str(value) in self.persons:
            return self.text(str(value))
        return value

    def at(self, pointer: tuple[str, ...], value: str) -> str:
        """Give a value as text that was read at ``pointer`` (parts), hidden if what stands there is."""
        if is_private(pointer):
            return HIDDEN
        return SEALED if self.sealed and is_sealed(pointer) else self.text(value)

    def row(self, row: dict[str, Any]) -> dict[str, Any]:
        """Give a row of a table without the values to hide; lists and structs within it too."""
        return {name: self.clean(value) for name, value in row.items()}


def _compact(value: str) -> str:
    return "".join(filter(str.isalnum, value)).casefold()


def _spelling(identifier: str) -> str:
    """Give a pattern for an identifier however it is punctuated, but not inside a longer number."""
    kept = [re.escape(char) for char in identifier if char.isalnum()]
    return r"(?<![0-9])" + r"[\s./-]?".join(kept) + r"(?![0-9])"


def is_private(pointer: Collection[str]) -> bool:
    """Whether what stands at ``pointer`` is private whatever its value."""
    parts = list(pointer)
    return bool(parts) and (any(part in CONTACTS for part in parts) or parts[-1] in PRIVATE)


def is_sealed(pointer: Collection[str]) -> bool:
    """Whether what stands at ``pointer`` is sealed while the tender is open."""
    parts = [part for part in pointer if part]
    return bool(parts) and (
        "bids" in parts or (parts[-1] in SEALED_TENDER and "tender" in parts) or "tenderers" in parts
    )


def _only_bidder(value: dict[str, Any], pointer: tuple[str, ...]) -> bool:
    if len(pointer) != 2 or pointer[0] != "parties":
        return False
    roles = value.get("roles")
    return isinstance(roles, list) and set(map(str, roles)) == {"tenderer"}


def walk(value: Any, pointer: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of parsed JSON with its place, down to the depth that is shown."""
    yield pointer, value
    if len(pointer) > DEEPEST:
        return
    items: Iterable[tuple[str, Any]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = ((str(index), item) for index, item in enumerate(value))
    for key, item in items:
        yield from walk(item, (*pointer, key))


def _long_enough(values: Iterable[Any]) -> frozenset[str]:
    """Give the values as text, without those so short that hiding them would hide ordinary words and numbers."""
    texts = (str(value).strip() for value in values if value is not None and not isinstance(value, (dict, list)))
    return frozenset(text for text in texts if sum(map(str.isalnum, text)) >= SHORTEST)


def _of_persons(pairs: pl.DataFrame) -> pl.DataFrame:
    """Give the rows of ``scheme`` and ``identifier`` that tell a natural person."""
    return pairs.filter(person(pl.col("scheme"), pl.col("identifier")))


def of_release(release: Any, *, sealed: bool) -> Redactor:
    """Give what to hide in one compiled release (parsed JSON)."""
    schemes: list[str] = []
    identifiers: list[str] = []
    private: set[Any] = set()
    names: set[Any] = set()
    for pointer, value in walk(release):
        if isinstance(value, dict):
            if isinstance(value.get("scheme"), str) and isinstance(value.get("id"), (str, int)):
                schemes.append(value["scheme"])
                identifiers.append(str(value["id"]))
            continue
        if isinstance(value, list) or not pointer:
            continue
        if is_private(pointer):
            private.add(value)
        elif pointer[-1] in NAMES:
            names.add(value)
        elif pointer[-1] == "id" and (match := WHOLE_ID.match(str(value))):
            schemes.append(match["scheme"])
            identifiers.append(match["number"])
    pairs = pl.DataFrame({"scheme": schemes, "identifier": identifiers}, schema=PAIR)
    persons = _of_persons(pairs)["identifier"]
    return Redactor(_long_enough(persons), _long_enough(private - names), sealed=sealed)


@dataclass(frozen=True)
class Hidden:
    """What to hide in the rows of some processes, by ocid, and the stage of each."""

    redactors: dict[str, Redactor]
    stages: dict[str, str]

    def of(self, ocid: str | None) -> Redactor:
        """Give the redactor of a process; that of none hides what is private by its place alone."""
        return self.redactors.get(ocid or "", NOTHING)


NOTHING = Redactor()


def of_processes(snap: Snapshot, ocids: Iterable[str]) -> Hidden:
    """Give what to hide in the rows of some processes, from the tables."""
    processes = snap.scan("process").filter(pl.col("ocid").is_in(list(set(ocids)))).collect()
    keys = processes["process"].to_list()
    mine = pl.col("process").is_in(keys)
    held = [
        snap.scan(table).filter(mine).select("ocid", "scheme", "identifier")
        for table in ("party", "owner", "identifier", "award_supplier")
    ]
    pairs, contacts, staged = pl.collect_all(
        [
            pl.concat(held),
            snap.scan("party").filter(mine).select("ocid", "name", *PARTY_PRIVATE),
            with_stage(snap, processes.lazy(), keys).select("ocid", "stage"),
        ]
    )
    stages = dict(staged.iter_rows())
    persons: dict[str, set[str]] = {}
    for ocid, identifier in _of_persons(pairs).select("ocid", "identifier").iter_rows():
        persons.setdefault(ocid, set()).add(identifier)
    private: dict[str, set[str]] = {}
    for ocid, name, *values in contacts.iter_rows():
        private.setdefault(ocid, set()).update(value for value in values if value and value != name)
    redactors = {
        ocid: Redactor(
            _long_enough(persons.get(ocid, ())), _long_enough(private.get(ocid, ())), sealed=stage == "open"
        )
        for ocid, stage in stages.items()
    }
    return Hidden(redactors, stages)


def screening(row: dict[str, Any], redactor: Redactor) -> dict[str, Any]:
    """Give a row of the screening table; what matched a person by name alone is left out: it may be somebody else."""
    shown = redactor.row(row)
    if row["reason"] == "name_only_person" or (redactor.persons and row["supplier_key"] and _masked(row, redactor)):
        shown["entries"] = [entry for entry in shown["entries"] or [] if entry["how"] != "name"]
    return shown


def _masked(row: dict[str, Any], redactor: Redactor) -> bool:
    key = str(row["supplier_key"])
    return redactor.text(key) != key


def issue(row: dict[str, Any], redactor: Redactor) -> dict[str, Any]:
    """Give a row of the issue table. The value is JSON text of whatever stands at the pointer, in whichever release.

    It is hidden at a private, sealed or identifying place, and when it is a whole object, which may hold such places;
    `message` is made of what is shown.
    """
    pointer = tuple((row["pointer"] or "").split("/"))
    value = row["value"] or ""
    shown = redactor.row(row)
    if value.startswith(("{", "[")) or pointer[-1] in CONTAINERS or _identifies(pointer):
        shown["value"] = HIDDEN if value else ""
    else:
        shown["value"] = redactor.at(pointer, value)
    detail = row["detail"] or ""
    if value and shown["value"] != value:
        detail = detail.replace(value, HIDDEN).replace(value.strip('"') or value, HIDDEN)
    detail = redactor.text(OBJECT.sub(HIDDEN, detail))
    shown["message"] = words().sentence(row["rule"], row["pointer"] or "", shown["value"], detail)
    return shown


def _identifies(pointer: tuple[str, ...]) -> bool:
    return pointer[-1] == "id" and not IDENTIFYING.isdisjoint(pointer)


def values(snap: Snapshot, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows of ``ocid``, ``pointer`` and ``value`` (a text made of what was read there) as they may be shown."""
    hidden = of_processes(snap, [row["ocid"] for row in rows if row["ocid"]])
    named = [match for row in rows if (match := WHOLE_ID.match(row["value"] or ""))]
    pairs = {"scheme": [match["scheme"] for match in named], "identifier": [match["number"] for match in named]}
    persons = frozenset(_of_persons(pl.DataFrame(pairs, schema=PAIR))["identifier"])
    shown = []
    for row in rows:
        redactor = hidden.of(row["ocid"])
        here = frozenset(one for one in persons if one in (row["value"] or ""))
        redactor = replace(redactor, persons=redactor.persons | here) if here else redactor
        pointer, value = row["pointer"], row["value"]
        shown.append(
            {
                **row,
                "pointer": redactor.text(pointer) if pointer else pointer,
                "value": redactor.at(tuple((pointer or "").split("/")), value) if value else value,
            }
        )
    return shown
