"""One release object a file, indented."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case

COUNT = 15


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    for case in cases:
        for release in case.releases:
            name = f"{release['id']}.json"
            (folder / name).write_bytes(orjson.dumps(release, option=orjson.OPT_INDENT_2))
