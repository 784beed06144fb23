"""Counts the fields of compiled releases, in one pass over each."""

from collections.abc import Collection
from typing import Any

import orjson

from ocds.fields.checks import Judging
from ocds.fields.counts import EXAMPLES, Counts, Example
from ocds.fields.plan import Node, Plan, Tally
from ocds.fields.values import holds, occurrences
from ocds.standard.fields import Version

_CUT = 200


class Walk:
    """Counts the fields of one release after the other, of a version of the standard with extensions.

    `judging` asks for the checks of fields.
    """

    def __init__(self, version: Version, extensions: Collection[str], judging: Judging | None = None) -> None:
        self._plan = Plan(version, extensions, judging)
        self._releases = 0
        self._failing: dict[Tally, None] = {}

    def add(self, release: dict[str, Any]) -> None:
        """Count a release."""
        self._object(self._plan.root, release)
        self._releases += 1
        for tally in self._failing:
            _keep_examples(tally, release)
        self._failing.clear()

    def filled(self, path: str) -> bool:
        """Whether the field held something in the release that was added last."""
        node = self._plan.nodes.get(path)
        return node is not None and node.last == self._releases - 1

    def counts(self) -> Counts:
        """What was counted so far."""
        codelists = {name: codes.counted() for name, codes in self._plan.codelists.items()}
        return Counts(self._releases, dict(self._plan.counted()), codelists, self._plan.beyond.exists)

    def _object(self, node: Node, value: dict[str, Any]) -> bool:
        """Count an object; gives whether it holds something."""
        node.objects += 1
        children, now, full = node.children, self._releases, False
        for key, member in value.items():
            child = children.get(key) or self._plan.additional(node, key)
            child.exists += 1
            kind = member.__class__
            if kind is str:
                if not member or member.isspace():
                    child.empty += 1
                    continue
            elif kind is dict:
                if not self._object(child, member):
                    child.empty += 1
                    continue
            elif kind is list:
                if not self._array(child, member):
                    child.empty += 1
                    continue
            elif member is None:
                child.empty += 1
                continue
            full = True
            if child.last != now:
                child.last = now
                child.releases += 1
            if child.special and not (kind is dict and child.objective):
                self._special(child, member, kind)
        return full

    def _array(self, node: Node, value: list[Any]) -> bool:
        full = False
        for member in value:
            if member.__class__ is dict:
                if self._object(node, member):
                    full = True
            elif holds(member):
                full = True
                node.objects += node.objective
        return full

    def _special(self, node: Node, value: Any, kind: type) -> None:
        """Count codes, judge the value, and count what stands where an object should."""
        if node.objective and kind is not list:
            node.objects += 1
        if node.codes:
            for code in (value,) if kind is str else value if kind is list else ():
                if code.__class__ is str:
                    for codes in node.codes:
                        codes.add(code, self._releases)
        for tally in node.tallies:
            if tally.judge(value) is None:
                tally.passed += 1
            else:
                tally.failed += 1
                if len(tally.examples) < EXAMPLES:
                    self._failing[tally] = None


def _keep_examples(tally: Tally, release: dict[str, Any]) -> None:
    ocid = release.get("ocid")
    for place in occurrences(release, tally.path):
        if len(tally.examples) == EXAMPLES:
            return
        reason = tally.judge(place.value) if holds(place.value) else None
        if reason is not None:
            value = orjson.dumps(place.value).decode()[:_CUT]
            tally.examples.append(Example(str(ocid or ""), place.pointer, value, reason))
