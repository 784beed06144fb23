"""Asks the tables and the walk about documents, where there are many of them."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from ocds.extending.schema import Extended
from ocds.machine import UNABLE
from ocds.reading.kinds import COMPILED, RELEASE, Said
from ocds.reading.pieces import Package
from ocds.reading.texts import Extent
from ocds.validation.document import validators
from ocds.validation.gate import version_with_parties
from ocds.validation.options import Options
from ocds.validation.package import standard_of

_ENOUGH = 100_000_000
"""From so many bytes on the walk is worth its loading; it must be compiled once, which takes seconds."""
_TAKES = ("numba", "nanoarrow")


def prepared(options: Options, size: int) -> Options:
    """Options by which walks are compiled, if that pays for so many bytes and what it takes is there."""
    return options._replace(quickly=size >= _ENOUGH and all(map(find_spec, _TAKES)))


def load(options: Options) -> None:
    """Load the walk if it was asked for: processes that are forked from this one need not load it."""
    verdict = quick(Package(), options)
    if verdict:
        list(verdict.told(b"", []))


@cache
def quick(package: Package, options: Options) -> "Quick | None":
    """Give the quick verdict on releases of a package, if it was asked for and they follow OCDS 1.1 as we have it."""
    if not options.quickly or "1.0" in {version_with_parties(package), options.version}:
        return None
    standard = standard_of(package, "1.1", options)
    return None if standard.patches else _quick(standard, options.prefixes)


@cache
def _quick(standard: Extended, prefixes: frozenset[str] | None) -> "Quick | None":
    try:
        return Quick(standard, prefixes)
    except UNABLE:
        return None


class Told(NamedTuple):
    """What a release tells of itself: its kind, and as JSON its ocid, id, date and the name of its buyer."""

    kind: str
    ocid: bytes
    id: bytes
    date: bytes
    buyer: bytes

    def said(self) -> Said:
        """The same but for the buyer, as texts; as JSON they have no escapes."""
        return Said(self.kind, self.ocid[1:-1].decode(), self.id[1:-1].decode(), self.date[1:-1].decode())


class Quick:
    """Tells faultless releases of a standard from those that need a closer look."""

    def __init__(self, standard: Extended, prefixes: frozenset[str] | None) -> None:
        from ocds.faultless.tables import tables  # noqa: PLC0415 (slow to load, as the next: only where there is much)
        from ocds.faultless.walk import walked  # noqa: PLC0415

        self._walked, self._tables = walked, tables(validators(RELEASE, standard).strict)
        self._prefixes = None if prefixes is None else tuple(f'"{prefix}'.encode() for prefix in prefixes)

    def said(self, text: bytes, extents: list[Extent]) -> Iterator[Said | None]:
        """What releases say of themselves that stand in a text; None for each that takes a closer look."""
        return (told and told.said() for told in self.told(text, extents))

    def told(self, text: bytes, extents: list[Extent]) -> Iterator[Told | None]:
        """The same as JSON, with the buyer."""
        for passes, ocid, end, own, own_end, date, date_end, tag, _, buyer, buyer_end in self._walked(
            text, extents, self._tables
        ):
            found = text[ocid:end]
            if passes and (self._prefixes is None or found.startswith(self._prefixes)):
                codes = text[tag : text.index(b"]", tag)]  # none of which has a bracket
                kind = COMPILED if b'"compiled"' in codes else RELEASE
                yield Told(kind, found, text[own:own_end], text[date:date_end], text[buyer:buyer_end] or b"null")
            else:
                yield None
