"""A bare array of compiled releases, without a package."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case

COUNT = 200


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it."""
    (folder / "compiled.json").write_bytes(orjson.dumps([case.compiled for case in cases]))
