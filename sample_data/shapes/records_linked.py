"""A record package that links to its releases: nothing to merge, the compiled release is all there is."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case
from sample_data.package import linked, record_package

COUNT = 120


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it."""
    package = record_package([linked(case) for case in cases], "records.json")
    (folder / "records.json").write_bytes(orjson.dumps(package))
