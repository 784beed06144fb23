"""What an indicator was missing, and in how many of those processes the data has errors just there."""

import polars as pl

from dashboard import counts, methods, places
from dashboard.reading import remembered
from dashboard.tables import Column, Table, Window
from dashboard.words import marked
from ocds.snapshots import Snapshot

COLUMNS = (
    Column("input", marked("Missing input")),
    Column("publisher", marked("Publisher")),
    Column("processes", marked("Processes that cannot be assessed for lack of it"), "number"),
    Column("with_issues", marked("Of them, with errors or warnings there"), "number"),
    Column("fields", marked("Where to look"), "fields"),
)


@remembered
def counted(snap: Snapshot, indicator: str) -> pl.DataFrame:
    """Count the processes that an indicator could not judge.

    Columns: ``column`` (String: an input's name, or a reason), ``publisher`` (String or null), ``processes`` (UInt32)
    and ``with_issues`` (UInt32): those among them of which an issue stands at a field of that input.
    """
    unknown = counts.missing_inputs(snap, indicator).select("ocid", "column").unique().collect()
    fields = [(one, field) for one in unknown["column"].unique() for field in places.of_input(indicator, one)]
    wanted = pl.DataFrame(fields, schema={"column": pl.String, "field": pl.String}, orient="row")
    standing = (
        places.placed_issues(snap)
        .select("ocid", "field")
        .join(wanted.lazy(), on="field")
        .select("ocid", "column", there=True)
        .unique()
    )
    return (
        unknown.lazy()
        .join(standing, on=["ocid", "column"], how="left")
        .join(snap.scan("process").select("ocid", "publisher"), on="ocid", how="left")
        .group_by("column", "publisher")
        .agg(processes=pl.len(), with_issues=pl.col("there").sum())
        .sort("processes", "column", "publisher", descending=[True, False, False], nulls_last=True)
        .collect()
    )


def table(snap: Snapshot, indicator: str, part: Window) -> Table:
    """Give the missing inputs of an indicator by publisher, each with the fields whose issues may explain it."""
    rows = [
        {
            "input": methods.input_words(row["column"], [indicator]),
            "publisher": counts.publisher_words(row["publisher"]),
            "processes": row["processes"],
            "with_issues": row["with_issues"],
            "fields": places.of_input(indicator, row["column"]) if row["with_issues"] else (),
            "publisher_name": row["publisher"],
        }
        for row in counted(snap, indicator).slice(*part).iter_rows(named=True)
    ]
    return Table(
        "missing",
        marked("Inputs missing, by publisher"),
        COLUMNS,
        rows,
        "results/process.parquet, tables/issue",
        empty=marked("Nothing was missing."),
    )
