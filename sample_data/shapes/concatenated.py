"""JSON texts one after the other, indented, with nothing between them."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from sample_data.case import Case

COUNT = 130


def ship(folder: Path, cases: Sequence[Case]) -> None:
    """Write them."""
    texts = (orjson.dumps(case.compiled, option=orjson.OPT_INDENT_2) for case in cases)
    (folder / "compiled.json").write_bytes(b"".join(texts))
