"""The table of issues."""

import polars as pl

from ocds.issues import Issue

ISSUE = pl.Schema({name: pl.UInt64 if name == "document" else pl.String() for name in Issue._fields})
