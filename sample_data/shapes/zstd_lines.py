"""Line-delimited compiled releases in Zstandard."""

from collections.abc import Sequence
from pathlib import Path

import zstandard

from sample_data.case import Case
from sample_data.lines import lines

COUNT = 160


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    text = lines(case.compiled for case in cases)
    (folder / "compiled.jsonl.zst").write_bytes(zstandard.compress(text))
