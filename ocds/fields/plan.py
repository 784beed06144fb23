"""The fields of releases as a tree of counters, ready to be walked along."""

import re
from collections.abc import Collection, Mapping

from ocds.fields.checks import Judge, Judging, judges
from ocds.fields.counts import MOST_ADDITIONAL, MOST_UNKNOWN, CheckCount, CodeCount, CodesCount, Example, FieldCount
from ocds.fields.paths import Path, paths
from ocds.standard.codelists import codelist
from ocds.standard.fields import Version

OF_INTEREST = ("partyRole", "documentType", "milestoneType")
"""Codelists that are also counted as a whole, wherever they are used."""
_DEEPEST = 64
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Codes:
    """Counts codes: of each how often it stands, in how many releases, and in which it was met last."""

    __slots__ = ("codelist", "found", "known", "unknown", "unlisted")

    def __init__(self, name: str, known: frozenset[str]) -> None:
        self.codelist = name
        self.known = known
        self.found: dict[str, list[int]] = {}
        self.unknown = self.unlisted = 0

    def add(self, code: str, release: int) -> None:
        """Count a code in a release."""
        one = self.found.get(code)
        if one is None:
            if code not in self.known:
                if self.unknown >= MOST_UNKNOWN:
                    self.unlisted += 1
                    return
                self.unknown += 1
            self.found[code] = [1, 1, release]
            return
        one[0] += 1
        if one[2] != release:
            one[1] += 1
            one[2] = release

    def counted(self) -> CodesCount:
        """What was counted."""
        codes = {code: CodeCount(code in self.known, one[0], one[1]) for code, one in self.found.items()}
        return CodesCount(self.codelist, codes, self.unlisted)


class Tally:
    """Counts what a check says of the values of one field."""

    __slots__ = ("examples", "failed", "judge", "name", "passed", "path")

    def __init__(self, path: str, name: str, judge: Judge) -> None:
        self.path = path
        self.name = name
        self.judge = judge
        self.passed = self.failed = 0
        self.examples: list[Example] = []


class Node:
    """Counts one field.

    `children` are the fields of the objects that stand there; `objective` tells that the standard wants objects there,
    `special` that more than presence is looked at, `last` in which release the field held something last. What stands
    where an object should counts as one: each of its fields could have been there.
    """

    __slots__ = (
        "children", "codes", "depth", "empty", "exists", "last", "objective", "objects",
        "origin", "path", "place", "releases", "special", "tallies",
    )  # fmt: skip

    def __init__(self, path: str, origin: str, depth: int, place: Path | None = None) -> None:
        self.path = path
        self.origin = origin
        self.depth = depth
        self.place = place
        self.children: dict[str, Node] = {}
        self.codes: tuple[Codes, ...] = ()
        self.tallies: tuple[Tally, ...] = ()
        self.objective = bool(place and place.objects)
        self.special = self.objective
        self.objects = self.exists = self.empty = self.releases = 0
        self.last = -1

    def counted(self) -> FieldCount:
        """What was counted."""
        return FieldCount(
            self.origin,
            bool(self.place and self.place.field.deprecated),
            self.objects,
            self.exists,
            self.exists - self.empty,
            self.releases,
            self.codes[0].counted() if self.codes else None,
            {tally.name: CheckCount(tally.passed, tally.failed, tally.examples) for tally in self.tallies},
        )


class Plan:
    """The tree of the fields of a version with extensions; fields that they lack are added as they are met.

    `judging` asks for the checks of fields. A plan is counted in once, by one walk.
    """

    def __init__(self, version: Version, extensions: Collection[str], judging: Judging | None) -> None:
        self.root = Node("", version, 0)
        self.nodes: dict[str, Node] = {}
        self.codelists: dict[str, Codes] = {}
        self.beyond = Node("", "", _DEEPEST)
        self._room = MOST_ADDITIONAL
        for place in paths(version, extensions):
            parent, _, key = place.path.rpartition("/")
            above = self.nodes[parent] if parent else self.root
            node = Node(place.path, place.origin, above.depth + 1, place)
            above.children[key] = self.nodes[place.path] = node
            if place.field.codelist:
                node.codes = self._codes(place.field.codelist, version, extensions)
            if judging is not None:
                node.tallies = tuple(Tally(place.path, *each) for each in judges(place, judging).items())
            node.special = node.objective or bool(node.codes or node.tallies)

    def _codes(self, name: str, version: Version, extensions: Collection[str]) -> tuple[Codes, ...]:
        known = codelist(name, version, extensions)
        own = Codes(name, known)
        if name not in OF_INTEREST:
            return (own,)
        return own, self.codelists.setdefault(name, Codes(name, known))

    def additional(self, above: Node, key: str) -> Node:
        """The counter of a field that was not met before; one for all of them beyond the most that are kept."""
        if above.depth >= _DEEPEST or not self._room:
            return self.beyond
        self._room -= 1
        path = f"{above.path}/{key}" if above.path else key
        node = Node(path, _translated(above, key), above.depth + 1)
        above.children[key] = self.nodes[path] = node
        return node

    def counted(self) -> Mapping[str, FieldCount]:
        """What was counted, field by field."""
        return {path: node.counted() for path, node in self.nodes.items()}


def _translated(above: Node, key: str) -> str:
    """The origin of the field that a key translates (`title_es`), empty if it translates none."""
    base, _, language = key.partition("_")
    node = above.children.get(base)
    known = node and node.place and node.place.field.language and _LANGUAGE.fullmatch(language)
    return node.origin if node and known else ""
