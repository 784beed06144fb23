"""The compiled releases of a folder, part by part."""

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any

import orjson
import zstandard

_BUFFER = 1 << 20


def parts(folder: Path) -> list[Path]:
    """The files of compiled releases, in the order in which their parts were read."""
    return sorted((folder / "compiled").glob("*.zst"))


def releases(part: Path) -> Iterator[dict[str, Any]]:
    """The compiled releases of one part, one at a time."""
    with zstandard.open(part, "rb") as stream, BufferedReader(stream, _BUFFER) as lines:
        yield from map(orjson.loads, lines)
