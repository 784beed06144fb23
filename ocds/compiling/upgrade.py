"""Brings releases of OCDS 1.0 to the terms of 1.1."""

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

_LOGGER = logging.getLogger("ocdskit")
_Described = tuple[str, str, dict[str, Any]]


class Upgraded(NamedTuple):
    """A release in the terms of 1.1.

    `differing` has, for each organization that is described otherwise elsewhere in the release, the pointer of its id
    (in these terms), its role there, and the id: what is said of it there alone is lost. It `failed` where a type is
    not what 1.0 says; then the release is as it came.
    """

    release: dict[str, Any]
    differing: list[tuple[str, str, str]]
    failed: bool = False


def upgraded(release: dict[str, Any]) -> Upgraded:
    """The release in the terms of 1.1: organizations as parties, transactions with `value`, amendments in a list."""
    from ocdskit.upgrade import upgrade_release_10_11  # noqa: PLC0415 (needed for 1.0 data only)

    copy: dict[str, Any] = orjson.loads(orjson.dumps(release))
    _LOGGER.addFilter(_never)  # it would quote organizations, and persons among them, with all that is said of them
    try:
        upgrade_release_10_11(copy, reorder=False)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return Upgraded(release, [], failed=True)
    finally:
        _LOGGER.removeFilter(_never)
    return Upgraded(copy, list(_differing(release, copy)))


def _never(_: logging.LogRecord) -> bool:
    return False


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    parties = {party["id"]: party for _, party in _objects(after.get("parties")) if "id" in party}
    for (pointer, role, described), (_, _, reference) in zip(_described(before), _described(after), strict=True):
        party = parties.get(reference.get("id"))
        if party and any(party.get(key) != value for key, value in described.items() if key not in {"id", "roles"}):
            yield f"{pointer}/id", role, str(party["id"])


def _described(release: dict[str, Any]) -> Iterator[_Described]:
    """The organizations that stand in a release, each with its pointer and role."""
    for _, tender in _objects([release.get("tender")]):
        yield from _in_role("/tender/procuringEntity", "procuringEntity", tender.get("procuringEntity"))
        yield from _in_role("/tender/tenderers", "tenderer", tender.get("tenderers"))
    for number, award in _objects(release.get("awards")):
        yield from _in_role(f"/awards/{number}/suppliers", "supplier", award.get("suppliers"))
    yield from _in_role("/buyer", "buyer", release.get("buyer"))


def _in_role(pointer: str, role: str, stated: Any) -> Iterator[_Described]:
    if isinstance(stated, list):
        yield from ((f"{pointer}/{number}", role, one) for number, one in _objects(stated))
    elif isinstance(stated, dict):
        yield pointer, role, stated


def _objects(items: Any) -> list[tuple[int, dict[str, Any]]]:
    found = items if isinstance(items, list) else []
    return [(number, item) for number, item in enumerate(found) if isinstance(item, dict)]
