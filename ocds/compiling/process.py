"""One process: its documents, compiled into one release."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from ocds.compiling.merge import Merged, merge
from ocds.issues import Issue, shown
from ocds.validation.rules import RULES

Release = dict[str, Any]
_IDENTITY = ("id", "date", "tag")


class Member(NamedTuple):
    """One release of a process: the document it came in, who published it, whether the publisher compiled it.

    `sound` tells that no issue was found in the document.
    """

    document: int
    publisher: str | None
    compiled: bool
    release: Release
    sound: bool = True


class Compiled(NamedTuple):
    """A process compiled; `text` is the release as JSON.

    `published` holds compiled releases of the publisher that say otherwise; `duplicates` the documents that said
    nothing new; `unmerged` tells that merging failed and the newest release stands in; `parts` are the releases that
    were merged, oldest first.
    """

    release: Release
    text: bytes
    publisher: str | None
    parts: list[Release]
    published: list[Release]
    duplicates: set[int]
    unmerged: bool
    issues: list[Issue]


def compile_process(members: list[Member]) -> Compiled:
    """Compile the documents of one process, given in order of reading.

    Releases are merged by the standard's rules; only where there are none, the publisher's newest compiled release is
    taken as it is. The same release twice counts once; other content under the same id is an issue and both are kept.
    """
    unique, duplicates, issues = _unique(members)
    releases = sorted((m for m in unique if not m.compiled), key=_date)
    compiled = sorted((m for m in unique if m.compiled), key=_date)
    newest = (releases or compiled)[-1]
    unmerged = False
    if releases:
        (release, text, warned), problem = _merged([m.release for m in releases])
        issues += [_issue(newest, "merge_warning", warning) for warning in warned]
        unmerged = problem is not None
        if problem:
            issues.append(_issue(newest, "unmerged", problem))
    else:
        (release, text, _), compiled = _unmerged(newest.release), compiled[:-1]
    differing = [m for m in compiled if _differences(m.release, release)]
    rule = "compiled_differs" if releases else "conflicting_compiled"
    issues += [_issue(m, rule, ", ".join(_differences(m.release, release))) for m in differing]
    parts, published = [m.release for m in releases], [m.release for m in differing]
    return Compiled(release, text, newest.publisher, parts, published, duplicates, unmerged, issues)


def _unique(members: list[Member]) -> tuple[list[Member], set[int], list[Issue]]:
    seen: dict[tuple[bool, str], list[Member]] = {}
    duplicates: set[int] = set()
    issues: list[Issue] = []
    kept = []
    for member in members:
        same_id = seen.setdefault((member.compiled, str(member.release.get("id"))), [])
        if same_id:
            if any(member.release == other.release for other in same_id):
                duplicates.add(member.document)
                continue
            if not member.compiled:
                detail = f"of {_date(same_id[0]) or 'no date'}; both are kept"
                issues.append(_issue(member, "conflicting_release", detail))
        same_id.append(member)
        kept.append(member)
    return kept, duplicates and duplicates - {member.document for member in kept}, issues


def _date(member: Member) -> str:
    date = member.release.get("date")
    return date if isinstance(date, str) else ""


def _merged(releases: list[Release]) -> tuple[Merged, str | None]:
    """The merged release, or the newest one and why merging failed."""
    missing = [r for r in releases if not isinstance(r.get("date"), str)]
    if missing and len(releases) > 1:
        return _unmerged(releases[-1]), "a release has no date, so the order is unknown; the newest release stands in"
    try:
        return merge(releases), None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problem = f"the releases contradict each other ({type(error).__name__}); the newest stands in"
        return _unmerged(releases[-1]), problem


def _unmerged(release: Release) -> Merged:
    return Merged(release, orjson.dumps(release), [])


def _issue(member: Member, rule: str, detail: str) -> Issue:
    ocid, named = str(member.release.get("ocid")), shown(member.release.get("id"))
    return Issue(member.document, ocid, rule, RULES[rule].severity, "", named, detail)


def _differences(published: Release, ours: Release) -> list[str]:
    """The fields in which two compiled releases differ; what identifies a release does not count, nor do nulls."""
    keys = sorted({*published, *ours} - {*_IDENTITY})
    return [key for key in keys if _canonical(published.get(key)) != _canonical(ours.get(key))]


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _canonical(member) for key, member in value.items()}
        return {key: member for key, member in kept.items() if member not in (None, {}, [])} or None
    if isinstance(value, list):
        return [_canonical(item) for item in value] or None
    return value


def versions(ocid: str, releases: list[Release]) -> Iterator[tuple[Any, ...]]:
    """Rows of the table `version`: what each release said of the tender, each award and each contract."""
    for release in releases:
        head = (ocid, _text(release.get("id")), _text(release.get("date")))
        tender = release.get("tender")
        if type(tender) is dict:
            yield (*head, "tender", *_terms(tender, "tenderPeriod", None))
        for section, named, period, date in _DATED:
            stated = release.get(section)
            for item in stated if type(stated) is list else ():
                if type(item) is dict:
                    yield (*head, named, *_terms(item, period, date))


_DATED = (("awards", "award", "contractPeriod", "date"), ("contracts", "contract", "period", "dateSigned"))


def _terms(stated: dict[str, Any], period: str, date: str | None) -> tuple[Any, ...]:
    value, dates, items = stated.get("value"), stated.get(period), stated.get("items")
    value = value if type(value) is dict else {}
    dates = dates if type(dates) is dict else {}
    amount = value.get("amount")
    return (
        _text(stated.get("id")),
        _text(stated.get("status")),
        _text(stated.get(date)) if date else None,
        float(amount) if type(amount) is float or type(amount) is int else None,
        _text(value.get("currency")),
        _text(dates.get("startDate")),
        _text(dates.get("endDate")),
        len(items) if type(items) is list else None,
    )


def _text(value: Any) -> str | None:
    return value if value is None or type(value) is str else orjson.dumps(value).decode()
