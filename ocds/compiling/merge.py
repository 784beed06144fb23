"""The standard's merge rules: a fast path for regular releases, `ocdsmerge` for all others.

The fast path merges the trees directly, and changes none: what a release is the first to say is taken as it stands.
It covers only what it can prove to be regular: where a field changes between object, array and scalar, where an id is
neither text nor whole number, where two items of an array share one, or where items of several releases have none, it
steps back and `ocdsmerge` decides. A property test holds both to the same result.
"""

from functools import cache
from gc import is_tracked
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter

import orjson

from ocds.standard.extensions import extensions
from ocds.standard.schema import release_schema

Release = dict[str, Any]
_Object = dict[str, Any]
_Rules = dict[str, Any]
"""The rules below each field, or None for an array that is merged as a whole."""
_NO_RULES: _Rules = {}
_IDENTITY = frozenset({"tag", "id", "date", "ocid"})
_OBJECT = frozenset({dict})


class Merged(NamedTuple):
    """A compiled release, its JSON text, and what the merge rules warn of."""

    release: Release
    text: bytes
    warned: list[str]


class _Irregular(Exception):  # noqa: N818 (never leaves this module)
    """The fast path cannot tell what the merge rules would give."""


def merge(releases: list[Release]) -> Merged:
    """The compiled release of releases of one process, sorted by date; its values are shared with theirs.

    Raises what `ocdsmerge` raises on releases that cannot be merged.
    """
    try:
        return Merged(*_fast_merge(releases), [])
    except _Irregular:
        with catch_warnings(record=True) as caught:
            simplefilter("always")
            # ocdsmerge lengthens arrays of the releases it is given, so it is given a copy.
            merged = _merger().create_compiled_release(orjson.loads(orjson.dumps(releases)))
        return Merged(merged, orjson.dumps(merged), list(dict.fromkeys(str(one.message) for one in caught)))


@cache
def _merger() -> Any:
    from ocdsmerge import Merger  # noqa: PLC0415 (costs a tenth of a second, needed by irregular releases only)

    return Merger(merge_rules=_merge_rules())


@cache
def _merge_rules() -> dict[tuple[str, ...], str]:
    from ocdsmerge.rules import get_merge_rules  # noqa: PLC0415

    return get_merge_rules(release_schema("1.1", tuple(extensions())))  # type: ignore[no-any-return]


@cache
def _rule_tree() -> _Rules | None:
    """The rules as a tree; None if they omit more than what identifies a release, as no known extension does."""
    root: _Rules = {}
    # The longest paths first: no rule holds within an array that is merged as a whole.
    for path, rule in sorted(_merge_rules().items(), key=lambda found: -len(found[0])):
        if rule == "wholeListMerge":
            node = root
            for key in path[:-1]:
                node = node.setdefault(key, {})
            node[path[-1]] = None
        elif len(path) > 1 or path[0] not in _IDENTITY:
            return None
    return root


def _fast_merge(releases: list[Release]) -> tuple[Release, bytes]:
    rules = _rule_tree()
    if rules is None:
        raise _Irregular
    merged: Release = {"tag": ["compiled"], "id": None, "date": None, "ocid": None}
    before: Release = {}
    for release in releases:
        if type(release.get("ocid")) is not str or type(release.get("date")) is not str:
            raise _Irregular
        said = release.items()
        news = {k: v for k, v in said if k not in _IDENTITY and not (k in before and _is_repeated(v, before[k]))}
        merged = _merged(merged, _regular(news, rules, alone=len(releases) == 1), rules)
        before = release
    merged |= {"id": f"{before['ocid']}-{before['date']}", "date": before["date"], "ocid": before["ocid"]}
    text = orjson.dumps(merged)
    if b"null" in text:
        merged = _without_nulls(merged, rules)
        text = orjson.dumps(merged)
    return merged, text


def _is_repeated(value: Any, before: Any) -> bool:
    """Whether a section says again, to the letter, what the release before said: merging it would change nothing."""
    return is_tracked(value) and value == before and orjson.dumps(value) == orjson.dumps(before)


def _regular(said: _Object, rules: _Rules, *, alone: bool) -> _Object:
    """An object without what is empty, which says nothing: as it stands where it can.

    `alone` says that nothing is merged with it, so that items need no ids.
    """
    out = said
    for key, value in said.items():
        kind = type(value)
        if kind is dict or kind is list:
            below = rules.get(key, _NO_RULES)
            if below is None:
                if kind is dict:
                    raise _Irregular
                continue
            if value and not is_tracked(value):  # the garbage collector ignores objects that hold plain values only
                continue
            new = _regular(value, below, alone=alone) if kind is dict else _regular_array(value, below, alone=alone)
            if new is not value or not new:
                out = said.copy() if out is said else out
                out[key] = new
                if not new:
                    del out[key]
    return out


def _regular_array(said: list[Any], rules: _Rules, *, alone: bool) -> list[Any]:
    """An array as it stands, or if it is merged by identifier, its items in regular form, led by their ids."""
    out = said
    seen: set[str] = set()
    for place, item in enumerate(said):
        if type(item) is not dict:
            return said
        identifier = _identifier(item)
        new = _regular(item, rules, alone=alone) if is_tracked(item) else item
        if not new or identifier in seen or (identifier is None and not alone):
            raise _Irregular
        if identifier is not None:
            seen.add(identifier)
            if next(iter(new)) != "id":
                new = {"id": item["id"]} | new
        if new is not item:
            out = said.copy() if out is said else out
            out[place] = new
    return out


def _identifier(item: _Object) -> str | None:
    """What tells an item of an array apart; None for one without an id."""
    identifier = item.get("id")
    if type(identifier) is str:
        return identifier
    if type(identifier) is int:
        return str(identifier)
    if "id" in item:
        raise _Irregular
    return None


class _Items(list[_Object]):
    """An array merged by identifier, with the place of each id; of no release, so that it may grow."""

    __slots__ = ("places",)

    def __init__(self, items: list[_Object]) -> None:
        super().__init__(items)
        self.places = {_identifier(item): place for place, item in enumerate(items)}


_CONTAINERS = frozenset({dict, list, _Items})


def _merged(there: _Object, said: _Object, rules: _Rules) -> _Object:
    """An object with what a later release says of it."""
    out = there | said
    if not is_tracked(out):
        return out
    for key in there.keys() & said.keys():
        old, new = there[key], said[key]
        if type(new) in _CONTAINERS or type(old) in _CONTAINERS:
            out[key] = _merged_value(old, new, rules.get(key, _NO_RULES))
    return out


def _merged_value(there: Any, said: Any, rules: _Rules) -> Any:
    """What a field becomes that is an object or an array, or was one."""
    if type(said) is dict and type(there) is dict:
        return _merged(there, said, rules)
    if type(said) is list:
        if _is_by_id(said, rules):
            if _is_by_id(there, rules):
                return _merged_items(there, said, rules)
        elif there is None or (type(there) is list and not _is_by_id(there, rules)):
            return said
    raise _Irregular


def _is_by_id(value: Any, rules: _Rules | None) -> bool:
    """Whether a value is an array merged by identifier."""
    return type(value) is _Items or (
        type(value) is list and rules is not None and _OBJECT.issuperset(map(type, value))
    )


def _merged_items(there: list[_Object], said: list[_Object], rules: _Rules) -> _Items:
    items = there if type(there) is _Items else _Items(there)
    for item in said:
        place = items.places.setdefault(_identifier(item), len(items))
        if place < len(items):
            items[place] = _merged(items[place], item, rules)
        else:
            items.append(item)
    return items


def _without_nulls(value: _Object, rules: _Rules) -> _Object:
    """The object without fields that are null; nothing within lists that are merged whole is touched."""
    out: _Object = {}
    for key, member in value.items():
        below = rules.get(key, _NO_RULES)
        if type(member) is dict:
            out[key] = _without_nulls(member, below)
        elif type(member) in _CONTAINERS and below is not None and _OBJECT.issuperset(map(type, member)):
            out[key] = [_without_nulls(item, below) for item in member]
        elif member is not None:
            out[key] = member
    return out
