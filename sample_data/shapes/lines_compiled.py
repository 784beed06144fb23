"""Line-delimited compiled releases."""

from collections.abc import Sequence
from pathlib import Path

from sample_data.case import Case
from sample_data.lines import lines

COUNT = 420


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    (folder / "compiled.jsonl").write_bytes(lines(case.compiled for case in cases))
