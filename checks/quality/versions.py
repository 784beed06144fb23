"""The processes of an older data set beside what became of them."""

from collections.abc import Sequence

import polars as pl

from checks.quality.check import Tables


def paired(older: Tables, newer: Tables, columns: Sequence[str]) -> pl.LazyFrame:
    """The processes of the older data set: `ocid`, the columns, and those of the newer one as `new_<column>`.

    `there` tells whether the newer data set has the process at all.
    """
    became = newer.scan("process").select("ocid", *(pl.col(name).alias(f"new_{name}") for name in columns), there=True)
    found = older.scan("process").select("ocid", *columns).join(became, on="ocid", how="left", maintain_order="left")
    return found.with_columns(pl.col("there").fill_null(value=False))
