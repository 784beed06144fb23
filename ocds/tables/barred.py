"""Whether suppliers were barred when they were awarded: facts of each process drawn from the table `screening`."""

import polars as pl

from ocds.codes import Words, code
from ocds.tables.placed import EVERY, Placed
from ocds.tables.scan import Scan, in_order, read

SCREENING_ENTRY = pl.Struct(
    dict.fromkeys(("list", "entry", "name", "how", "measure", "authority", "scope"), pl.String)
    | {"start": pl.Date, "end": pl.Date, "open_ended": pl.Boolean, "status": pl.String, "source_file": pl.String}
    | {"list_date": pl.Date, "term": pl.String}
)
SCREENING = pl.Schema(
    {"ocid": pl.String, "award": pl.UInt32, "supplier": pl.UInt32, "supplier_key": pl.String, "name": pl.String}
    | {"day": pl.Date, "status": pl.String, "reason": pl.String, "look_alike": pl.Boolean}
    | {"entries": pl.List(SCREENING_ENTRY)}
)
"""Columns of the table `screening`.

`status` is one of in_force, not_yet, expired, lifted, none, unknown; `reason` says why it is unknown. `look_alike`: an
entry is near, but does not bar this supplier on this day. The status of an item of `entries` is one of these words, or
tells why the entry is only near: homonym, other_country, other_scheme, fine, other_buyer.
"""
BARRED = (
    "screened", "barred", "barred_name", "barred_id", "barred_day", "barred_list", "barred_term", "barred_since",
    "barred_until", "barred_how", "barred_award", "barred_supplier",
)  # fmt: skip

_POSITION = ["ocid", "award", "supplier"]


def barred_facts(processes: pl.DataFrame, scan: Scan, words: Words) -> pl.DataFrame:
    """The columns `BARRED` of each process; null without a supplier of an active award.

    One supplier barred on the day of the award settles the question; else one that cannot be known leaves it open.
    """
    status = code("award_status", pl.col("award_status"), words)
    suppliers = read(scan, "award_supplier", "process", *_POSITION, "award_status", "id").with_columns(status)
    screened = scan("screening").select(*_POSITION, "status", "reason").collect()
    unmapped = pl.col("award_status").is_null()
    active = _beside(suppliers, screened).filter(unmapped | (pl.col("award_status") == "active"))
    doubt = unmapped | (pl.col("status") == "unknown").fill_null(value=True)
    reason = pl.when(unmapped).then(pl.lit("award_status")).otherwise(pl.col("reason").fill_null("screening"))
    inside = (pl.col("status") == "in_force").fill_null(value=False) & ~unmapped
    rows = Placed(processes, in_order(active).with_columns(inside=inside, doubt=doubt, reason=reason))
    hits = Placed(processes, in_order(_hits(rows.rows.filter("inside"), scan("screening"))))
    facts = pl.DataFrame(
        [
            rows.count(EVERY).alias("screened"),
            rows.count(pl.col("inside")).alias("hits"),
            rows.any(pl.col("doubt")).alias("doubt"),
            *rows.of_first(pl.col("doubt"), reason="reason"),
            *hits.of_first(EVERY, **{name: name for name in BARRED[2:]}),
        ]
    )
    known = (pl.col("hits") > 0) | ~pl.col("doubt")
    return facts.with_columns(
        barred=pl.when(known, pl.col("screened") > 0).then("hits"), barred_unknown=pl.when(~known).then("reason")
    ).select("barred_unknown", *BARRED)


def _beside(suppliers: pl.DataFrame, screened: pl.DataFrame) -> pl.DataFrame:
    """Suppliers with their screening. A run writes the same rows of both; only others have to be joined, slowly."""
    place, screening = screened.select(_POSITION), screened.drop(_POSITION)
    if suppliers.select(_POSITION).equals(place):
        return suppliers.hstack(screening)
    ours = suppliers.sort(_POSITION)
    if ours.select(_POSITION).equals(place):
        return ours.hstack(screening)
    return ours.join(screened, on=_POSITION, how="left")


def _hits(rows: pl.DataFrame, screening: pl.LazyFrame) -> pl.DataFrame:
    """The first barred supplier of each process, with the entry of a list that bars it."""
    holds = pl.element().filter(pl.element().struct.field("status") == "in_force")
    screened = screening.filter(status="in_force") if rows.height else screening.clear()  # lists are slow to read
    barred = screened.select(*_POSITION, "name", "day", entry=pl.col("entries").list.eval(holds).list.first())
    field = pl.col("entry").struct.field
    return rows.unique("process", keep="first", maintain_order=True).join(barred.collect(), on=_POSITION).select(
        "process",
        barred_name=pl.col("name"),
        barred_id=pl.col("id"),
        barred_day=pl.col("day").cast(pl.String),
        barred_list=field("list"),
        barred_term=field("term"),
        barred_since=field("start").cast(pl.String),
        barred_until=field("end").cast(pl.String),
        barred_how=field("how"),
        barred_award=pl.col("award"),
        barred_supplier=pl.col("supplier"),
    )  # fmt: skip
