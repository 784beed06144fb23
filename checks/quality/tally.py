"""From rows that passed or failed to the outcome of a check of a data set."""

from typing import Any

import polars as pl

from checks.quality.check import Measured

EXAMPLES = 5
"""How many examples are shown of each thing."""


def tally(rows: pl.LazyFrame, lacking: str, limit: float | None = None) -> Measured:
    """Judge a data set by its rows: all must pass, or with a `limit`, a greater share of them than that.

    Rows: `ocid`, `ok` (Boolean, null where unknown: such rows are counted but do not weigh), and columns that tell an
    example. Failed examples are the first in order of these columns, `ocid` before the others.
    """
    names = ["ocid", *(name for name in rows.collect_schema().names() if name not in {"ocid", "ok"})]
    counts = rows.select(
        pl.len().alias("total"), pl.col("ok").sum().alias("passed"), (~pl.col("ok")).sum().alias("failed")
    )
    failed = rows.filter(~pl.col("ok")).select(names).sort(names).head(EXAMPLES)
    counted, examples = pl.collect_all([counts, failed])
    found = counted.row(0, named=True)
    judged = found["passed"] + found["failed"]
    if not judged:
        return Measured(None, None, {"total": found["total"]}, lacking)
    share = found["passed"] / judged
    passed = share == 1 if limit is None else share > limit
    meta: dict[str, Any] = {"total": found["total"], "passed": found["passed"], "failed": found["failed"]}
    return Measured(passed, 100 * share, meta | {"failed_examples": examples.to_dicts()})
