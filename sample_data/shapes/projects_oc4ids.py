"""An OC4IDS project package: each project is a document of its own kind."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case
from sample_data.projects import package

COUNT = 0


def ship(folder: Path, _cases: Sequence[Case]) -> None:
    """Write it: the projects are not processes."""
    (folder / "projects.json").write_bytes(orjson.dumps(package(), option=orjson.OPT_INDENT_2))
