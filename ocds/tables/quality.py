"""The tables of data quality: each check with its outcome, and each thing that failed one."""

import polars as pl

VERDICT = pl.Schema(
    {
        "check": pl.String,
        "level": pl.String,
        "passed": pl.Boolean,
        "value": pl.Float64,
        "reason": pl.String,
        "meta": pl.String,
        "version": pl.Int64,
    }
)
"""What a check says. `level` is `process`, `dataset` or `time`.

`passed` is null where it cannot be told, and then `reason`, an English text to translate, tells why. `value` is
between 0 and 100: of processes, the share of those judged that pass. `meta` is JSON: what the value was computed from,
with examples.
"""
COUNTED = ("applicable", "passing", "failing", "unknown", "applications", "passes")
QUALITY_CHECK = pl.Schema(VERDICT | dict.fromkeys((*COUNTED, "not_applicable"), pl.Int64))
"""One row a check, with counts for those of processes.

They tell to how many processes the check applies (`applicable`) or does not, and how many of the former are `passing`,
`failing` and `unknown`; `applications` counts the things judged, `passes` those that passed. A check of processes has
`passed` where all processes that it applies to are passing.
"""
QUALITY_FAILURE = pl.Schema(
    {"check": pl.String, "process": pl.UInt64, "ocid": pl.String, "pointer": pl.String, "value": pl.String}
)
"""One row for each thing that failed a check of processes."""
