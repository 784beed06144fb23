"""JSON Pointers (RFC 6901), and the fields that they lead to."""

import re
from functools import lru_cache

_POSITION = re.compile(r"/(?:\d+|\{\w+\})(?=/|$)")


def escape(key: str) -> str:
    """Give a key as a reference token of a JSON Pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def unescape(token: str) -> str:
    """Give the key that a reference token stands for."""
    return token.replace("~1", "/").replace("~0", "~")


def field_path(pointer: str) -> str:
    """Give a pointer, or a path with `{award}` for a position, without positions and first slash: `awards/id`."""
    return _POSITION.sub("", pointer).removeprefix("/")


@lru_cache(maxsize=8192)
def field_name(pointer: str) -> str:
    """Give the name of the field that a pointer leads to; that of the array, for an item."""
    return unescape(field_path(pointer).rpartition("/")[2])
