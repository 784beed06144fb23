"""A record package with the releases inside."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case
from sample_data.package import embedded, record_package

COUNT = 210


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write it, indented as people read it."""
    package = record_package([embedded(case) for case in cases], "records.json")
    (folder / "records.json").write_bytes(orjson.dumps(package, option=orjson.OPT_INDENT_2))
