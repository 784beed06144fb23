"""Line-delimited releases."""

from collections.abc import Sequence
from pathlib import Path

from sample_data.case import Case
from sample_data.lines import lines

COUNT = 170


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    (folder / "releases.jsonl").write_bytes(lines(release for case in cases for release in case.releases))
