"""The standard's merge rules: a fast path for regular releases, `ocdsmerge` for all others.

The fast path merges the trees directly. It covers only what it can prove to be regular: where a field changes between
object, array and scalar, where an id is no text, or where two items of an array share one, it steps back and
`ocdsmerge` decides. A property test holds both to the same result.
"""

from copy import deepcopy
from functools import cache
from typing import Any

import orjson

from ocds.standard.extensions import extensions
from ocds.standard.schema import release_schema

Release = dict[str, Any]
_Rules = dict[str | None, Any]
_OMIT, _WHOLE = "omitWhenMerged", "wholeListMerge"
_RULE = None
"""The key of a rule in the tree of rules; no key of JSON is None."""


_NO_RULES: _Rules = {}


class _Irregular(Exception):  # noqa: N818 (never leaves this module)
    """The fast path cannot tell what the merge rules would give."""


def merge(releases: list[Release]) -> Release:
    """The compiled release of releases of one process, sorted by date; its values are shared with theirs.

    Raises what `ocdsmerge` raises on releases that cannot be merged.
    """
    try:
        return _fast_merge(releases)
    except _Irregular:
        # ocdsmerge lengthens arrays of the releases it is given.
        return _merger().create_compiled_release(deepcopy(releases))  # type: ignore[no-any-return]


@cache
def _merger() -> Any:
    from ocdsmerge import Merger  # noqa: PLC0415 (costs a tenth of a second, needed by irregular releases only)

    return Merger(merge_rules=_merge_rules())


@cache
def _merge_rules() -> dict[tuple[str, ...], str]:
    from ocdsmerge.rules import get_merge_rules  # noqa: PLC0415

    return get_merge_rules(release_schema("1.1", tuple(extensions())))  # type: ignore[no-any-return]


@cache
def _rule_tree() -> _Rules:
    root: _Rules = {}
    for path, rule in _merge_rules().items():
        node = root
        for key in path:
            node = node.setdefault(key, {})
        node[_RULE] = rule
    return root


def _fast_merge(releases: list[Release]) -> Release:
    last = releases[-1]
    merged: Release = {"tag": ["compiled"], "id": None, "date": None, "ocid": None}
    if not all(type(release.get("ocid")) is str and type(release.get("date")) is str for release in releases):
        raise _Irregular
    nulls: list[None] = []
    before: Release = {}
    for release in releases:
        said = release.items()
        news = {k: v for k, v in said if k not in _IDENTITY and not _is_repeated(v, before.get(k))}
        _into_object(merged, news, _rule_tree(), nulls)
        before = release
    merged |= {"id": f"{last['ocid']}-{last['date']}", "date": last["date"], "ocid": last["ocid"]}
    return _without_nulls(merged) if nulls else merged


def _is_repeated(value: Any, before: Any) -> bool:
    """Whether a section says again, to the letter, what the release before said: merging it would change nothing."""
    return type(value) in _CONTAINERS and value == before and orjson.dumps(value) == orjson.dumps(before)


class _Items(list[Any]):
    """An array merged by identifier, with the item of each id."""

    __slots__ = ("by_id",)

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, dict[str, Any]] = {}


_IDENTITY = frozenset({"tag", "id", "date", "ocid"})
_CONTAINERS = frozenset({dict, list, _Items})


def _into_object(target: dict[str, Any], source: dict[str, Any], rules: _Rules, nulls: list[None]) -> None:
    """Merge a source into a target of which it may become a part; notes in `nulls` that a field became null."""
    if (not rules or rules.keys().isdisjoint(source)) and _is_flat(source) and _is_flat(target):
        target.update(source)
        if None in source.values():
            nulls.append(None)
        return
    for key, value in source.items():
        below = rules.get(key, _NO_RULES) if rules else _NO_RULES
        rule = below.get(_RULE) if below else None
        if rule == _OMIT:
            continue
        kind = type(value)
        if kind is dict:
            if rule == _WHOLE:
                raise _Irregular
            _merge_object(target, key, value, below, nulls)
        elif kind is list:
            whole = rule == _WHOLE or not {dict}.issuperset(map(type, value))
            _merge_list(target, key, value, below, nulls, whole=whole)
        elif key in target and type(target[key]) in _CONTAINERS:
            raise _Irregular
        else:
            target[key] = value
            if value is None:
                nulls.append(value)


def _is_flat(value: dict[str, Any]) -> bool:
    return _CONTAINERS.isdisjoint(map(type, value.values()))


def _merge_object(target: dict[str, Any], key: str, value: dict[str, Any], below: _Rules, nulls: list[None]) -> None:
    there = target.get(key)
    if not value:
        return
    if type(there) is dict:
        _into_object(there, value, below, nulls)
    elif key in target:
        raise _Irregular
    else:
        there = {}
        _into_object(there, value, below, nulls)
        if there:
            target[key] = there


def _merge_list(
    target: dict[str, Any], key: str, value: list[Any], below: _Rules, nulls: list[None], *, whole: bool
) -> None:
    there = target.get(key)
    if whole:
        if there is not None and type(there) is not list:
            raise _Irregular
        target[key] = value
    elif value:
        if key not in target:
            there = target[key] = _Items()
        elif type(there) is not _Items:
            raise _Irregular
        _into_array(there, value, below, nulls)


def _into_array(target: _Items, source: list[dict[str, Any]], rules: _Rules, nulls: list[None]) -> None:
    seen: set[str] = set()
    for item in source:
        identifier = item.get("id")
        if type(identifier) is not str or identifier in seen:
            raise _Irregular
        seen.add(identifier)
        there = target.by_id.get(identifier)
        if there is None:
            there = {"id": identifier}
            target.by_id[identifier] = there
            target.append(there)
        _into_object(there, item, rules, nulls)


def _without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    """The object without fields that are null; nothing within lists that are merged whole is touched."""
    out: dict[str, Any] = {}
    for key, member in value.items():
        kind = type(member)
        if kind is dict:
            out[key] = _without_nulls(member)
        elif kind is _Items:
            out[key] = [_without_nulls(item) for item in member]
        elif member is not None:
            out[key] = member
    return out
