"""Line-delimited JSON."""

from collections.abc import Iterable

import orjson

from sample_data.plan import Json


def lines(values: Iterable[Json]) -> bytes:
    """Return one line a value."""
    return b"".join(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE) for value in values)
