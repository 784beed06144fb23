"""Brings releases of OCDS 1.0 to the terms of 1.1."""

from typing import Any

import orjson


def upgraded(release: dict[str, Any]) -> dict[str, Any]:
    """The release in the terms of 1.1: organizations as parties, transactions with `value`, amendments in a list.

    What `ocdskit` cannot upgrade (a type that is not what 1.0 says) is given back as it came.
    """
    from ocdskit.upgrade import upgrade_release_10_11  # noqa: PLC0415 (needed for 1.0 data only)

    copy: dict[str, Any] = orjson.loads(orjson.dumps(release))
    try:
        upgrade_release_10_11(copy, reorder=False)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return release
    return copy
