"""References from one process to another by its ocid."""

import polars as pl

from checks.quality.check import Tables
from checks.quality.pointers import pointed
from ocds.tables.columns import branches


def relations(tables: Tables) -> pl.LazyFrame:
    """References of processes and of their contracts: `ocid`, `pointer`, `identifier` (an ocid) and `title`."""
    related = tables.scan("related_process").filter(pl.col("scheme") == "ocid", pl.col("identifier") != "")
    of_process, of_contract = (pointed(path) for path in branches("related_process"))
    pointer = pl.when(branch=0).then(of_process).otherwise(of_contract).alias("pointer")
    return related.select("ocid", pointer, "identifier", "title")


def processes(tables: Tables) -> pl.LazyFrame:
    """The processes that can be referred to: `identifier` (their ocid) and `known_title` (that of the tender)."""
    return tables.scan("process").select(pl.col("ocid").alias("identifier"), pl.col("title").alias("known_title"))
