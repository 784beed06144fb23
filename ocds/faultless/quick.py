"""Asks the tables and the walk about documents, where there are many of them."""

from functools import cache
from importlib.util import find_spec

import orjson

from ocds.extending.schema import Extended
from ocds.reading.kinds import COMPILED, RELEASE, Said, is_compiled
from ocds.reading.pieces import Package
from ocds.validation.document import validators
from ocds.validation.gate import version_with_parties
from ocds.validation.options import Options
from ocds.validation.package import standard_of

_ENOUGH = 100_000_000
"""From so many bytes on the walk is worth its loading; it must be compiled once, which takes seconds."""
_TAKES = ("numba", "nanoarrow")
_DEEPEST = 32
_MOST_KNOWN = 512
"""Distinct items in the arrays around one place; each is compared with all before it in its array."""


def prepared(options: Options, size: int) -> Options:
    """Options by which walks are compiled, if that pays for so many bytes and what it takes is there."""
    return options._replace(quickly=size >= _ENOUGH and all(map(find_spec, _TAKES)))


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
    except RuntimeError:  # nowhere to keep what is compiled: to compile it in each process takes longer than it saves
        return None


class Quick:
    """Tells faultless releases of a standard from those that need a closer look."""

    def __init__(self, standard: Extended, prefixes: frozenset[str] | None) -> None:
        import numpy as np  # noqa: PLC0415 (slow to load, as the next: only where there is much)

        from ocds.faultless.tables import TOLD, tables  # noqa: PLC0415
        from ocds.faultless.walk import FIRST, passes  # noqa: PLC0415

        self._passes = passes
        self._tables = tables(validators(RELEASE, standard).strict)
        self._prefixes = None if prefixes is None else tuple(prefixes)
        self._stack = np.empty((_DEEPEST, FIRST + 1), np.int64)
        self._known = np.empty(_MOST_KNOWN, np.int64)
        self._unsaid = np.zeros((len(TOLD), 2), np.int64)

    def __call__(self, raw: bytes) -> Said | None:
        """What a release says of itself if nothing is wrong with it; None where that takes a closer look."""
        said = self._unsaid.copy()  # another thread may ask before this one has read it
        if not self._passes(raw, *self._tables, self._stack, self._known, said):
            return None
        ocid, release_id, date, tag, buyer = said.tolist()
        found = raw[ocid[0] + 1 : ocid[1] - 1].decode()
        if self._prefixes is not None and not found.startswith(self._prefixes):
            return None
        tags = orjson.loads(raw[tag[0] : raw.index(b"]", tag[0]) + 1])  # codes, none of which has a bracket
        return Said(
            COMPILED if is_compiled(tags) else RELEASE,
            found,
            raw[release_id[0] + 1 : release_id[1] - 1].decode(),
            raw[date[0] + 1 : date[1] - 1].decode(),
            orjson.loads(raw[buyer[0] : buyer[1]]) if buyer[0] >= 0 else None,
        )
