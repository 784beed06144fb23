"""The tables of data quality: each check with its outcome, and each thing that failed one."""

import polars as pl

_COUNTS = ("applicable", "passing", "failing", "unknown", "applications", "passes")
QUALITY_CHECK = pl.Schema(
    {
        "check": pl.String,
        "level": pl.String,
        "passed": pl.Boolean,
        "value": pl.Float64,
        "reason": pl.String,
        "meta": pl.String,
        "version": pl.Int64,
    }
    | dict.fromkeys(_COUNTS, pl.Int64)
)
"""One row a check. `level` is `process`, `dataset` or `time`; `passed` is null where nothing could be judged.

`value` is between 0 and 100: of processes, the share of those judged that pass. For checks of processes the counts
tell to how many the check applies, and how many of these pass, fail and cannot be judged; `applications` counts the
things judged, `passes` those that passed.
"""
QUALITY_FAILURE = pl.Schema(
    {"check": pl.String, "process": pl.UInt64, "ocid": pl.String, "pointer": pl.String, "value": pl.String}
)
"""One row for each thing that failed a check of processes."""
