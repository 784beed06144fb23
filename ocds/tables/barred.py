"""Whether suppliers were barred when they were awarded: facts of each process drawn from the table `screening`."""

from collections.abc import Callable

import polars as pl

from ocds.codes import Words, code

Scan = Callable[[str], pl.LazyFrame]
_ENTRY = pl.Struct(
    dict.fromkeys(("list", "entry", "name", "how", "measure", "authority", "scope"), pl.String)
    | {"start": pl.Date, "end": pl.Date, "open_ended": pl.Boolean, "status": pl.String, "source_file": pl.String}
    | {"list_date": pl.Date, "term": pl.String}
)
SCREENING = pl.Schema(
    {"ocid": pl.String, "award": pl.UInt32, "supplier": pl.UInt32, "supplier_key": pl.String, "name": pl.String}
    | {"day": pl.Date, "status": pl.String, "reason": pl.String, "look_alike": pl.Boolean}
    | {"entries": pl.List(_ENTRY)}
)
"""The table `screening`, as the register writes it: one row per award and supplier."""
BARRED = (
    "screened", "barred", "barred_name", "barred_id", "barred_day", "barred_list", "barred_term", "barred_since",
    "barred_until", "barred_how", "barred_award", "barred_supplier",
)  # fmt: skip


def barred_facts(scan: Scan, words: Words) -> pl.LazyFrame:
    """The columns `BARRED` for every process with a supplier of an active award.

    One supplier barred on the day of the award settles the question; otherwise one that cannot be known leaves it open.
    """
    suppliers = scan("award_supplier").select("process", "ocid", "award", "supplier", "award_status", supplier_id="id")
    suppliers = suppliers.with_columns(mapped=code("award_status", pl.col("award_status"), words))
    screened = scan("screening").select("ocid", "award", "supplier", "name", "day", "status", "reason", "entries")
    rows = suppliers.filter(pl.col("mapped").is_null() | (pl.col("mapped") == "active")).join(
        screened, on=["ocid", "award", "supplier"], how="left"
    )
    unmapped = pl.col("mapped").is_null()
    inside = (pl.col("status") == "in_force").fill_null(value=False) & ~unmapped
    doubt = unmapped | (pl.col("status") == "unknown").fill_null(value=True)
    reason = pl.when(unmapped).then(pl.lit("award_status")).otherwise(pl.col("reason").fill_null("screening"))
    entry = pl.col("entries").list.eval(pl.element().filter(pl.element().struct.field("status") == "in_force")).list.first()
    facts = rows.sort("process", "award", "supplier").group_by("process").agg(
        screened=pl.len().cast(pl.UInt32),
        hits=inside.sum().cast(pl.UInt32),
        doubts=doubt.any(),
        barred_unknown=reason.filter(doubt).first(),
        barred_name=pl.col("name").filter(inside).first(),
        barred_id=pl.col("supplier_id").filter(inside).first(),
        barred_day=pl.col("day").filter(inside).first().cast(pl.String),
        barred_award=pl.col("award").filter(inside).first(),
        barred_supplier=pl.col("supplier").filter(inside).first(),
        entry=entry.filter(inside).first(),
    )  # fmt: skip
    known = (pl.col("hits") > 0) | ~pl.col("doubts")
    field = pl.col("entry").struct.field
    return facts.with_columns(
        barred=pl.when(known).then("hits"),
        barred_unknown=pl.when(~known).then("barred_unknown"),
        barred_list=field("list"),
        barred_term=field("term"),
        barred_how=field("how"),
        barred_since=field("start").cast(pl.String),
        barred_until=field("end").cast(pl.String),
    ).select("process", "barred_unknown", *BARRED)
