"""Where something stands in a release, and what was read there, as checks tell it."""

import re

import polars as pl

from ocds.tables.columns import branches, positions


def pointed(path: str) -> pl.Expr:
    """The column `pointer`: a path (`/awards/{award}`) with the positions that the columns of these names hold."""
    return pl.format(re.sub(r"\{\w+\}", "{}", path), *positions(path)).alias("pointer")


def shown(text: str | pl.Expr) -> pl.Expr:
    """The column `value`: a text, or a dash where there is none."""
    return (pl.col(text) if isinstance(text, str) else text).fill_null("–").alias("value")


def branch_pointed(table: str) -> pl.Expr:
    """The column `pointer`: where the rows of a table that unites several arrays stand."""
    branch = pl.col("branch")
    return pl.coalesce(pl.when(branch == i).then(pointed(path)) for i, path in enumerate(branches(table)))
