"""Line-delimited releases in gzip."""

import gzip
from collections.abc import Sequence
from pathlib import Path

from sample_data.case import Case
from sample_data.lines import lines

COUNT = 100


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    text = lines(release for case in cases for release in case.releases)
    (folder / "releases.jsonl.gz").write_bytes(gzip.compress(text, mtime=0))
