"""Issues grouped for a person: by severity, rule and field, in memory that does not grow with the issues."""

from collections import Counter
from collections.abc import Iterable

from ocds.issues import ERROR
from ocds.pointers import field_path
from ocds.validation.record import Issue

MOST = 10_000
"""So many kinds are told apart; issues of further ones are only counted."""
PLACES = 3
_LONGEST = 200


class Kind:
    """Issues of one severity, rule and field: how many, and the first of them."""

    __slots__ = ("field", "first", "known", "rule", "severity", "times")

    def __init__(self, severity: str, rule: str, field: str) -> None:
        self.severity, self.rule, self.field = severity, rule, field
        self.times = self.known = 0
        self.first: list[Issue] = []

    @property
    def unknown(self) -> int:
        """How many of the issues the baseline does not have."""
        return self.times - self.known

    def add(self, issue: Issue) -> None:
        """Count an issue, and keep it if it is one of the first at other places; known ones are only counted."""
        self.times += 1
        if issue.status == "known":
            self.known += 1
        elif len(self.first) < PLACES and all(each.place != issue.place for each in self.first):
            self.first.append(issue)


class Kinds:
    """The kinds that issues are of; `other` counts, by severity, the issues of kinds beyond the most kept apart."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self._kinds: dict[tuple[str, str, str], Kind] = {}
        self.other: Counter[str] = Counter()
        for issue in issues:
            self._add(issue)

    def _add(self, issue: Issue) -> None:
        missing = f"/{issue.detail}" if issue.rule == "required" else ""
        key = (issue.severity, issue.rule, field_path(issue.within + missing)[:_LONGEST])
        kind = self._kinds.get(key)
        if kind is None:
            if len(self._kinds) >= MOST:
                self.other[issue.severity] += 1
                return
            kind = self._kinds[key] = Kind(*key)
        kind.add(issue)

    def ordered(self) -> list[Kind]:
        """Kinds with issues that the baseline does not have: errors first, the commonest first."""
        found = [kind for kind in self._kinds.values() if kind.unknown]
        return sorted(found, key=lambda kind: (kind.severity != ERROR, -kind.unknown, kind.rule, kind.field))
