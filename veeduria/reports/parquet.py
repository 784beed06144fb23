"""Every issue as a row of Parquet."""

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from ocds.validation.record import Issue
from veeduria.found import Asked, Found
from veeduria.reports import jsonl

SUFFIX = "parquet"
_NUMBERS = ("line", "row")


def write(found: Found, out: BinaryIO, asked: Asked) -> None:
    """Write the columns of `Issue`: numbers as Int64, all else as String; through a temporary file of JSON lines."""
    with tempfile.TemporaryDirectory(prefix="veeduria-") as folder:
        lines, table = Path(folder, "issues.jsonl"), Path(folder, "issues.parquet")
        with lines.open("wb") as spool:
            jsonl.write(found, spool, asked)
        _convert(lines, table)
        with table.open("rb") as written:
            shutil.copyfileobj(written, out)


def _convert(lines: Path, table: Path) -> None:
    import polars as pl  # noqa: PLC0415 (only this form needs it)

    columns = {name: pl.Int64 if name in _NUMBERS else pl.String for name in Issue.__struct_fields__}
    if lines.stat().st_size:
        pl.scan_ndjson(lines, schema=columns).sink_parquet(table)
    else:
        pl.DataFrame(schema=columns).write_parquet(table)
