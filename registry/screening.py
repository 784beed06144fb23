"""The table `screening`: for each award and supplier, whether the supplier was barred on the day of the award.

A day that no list covers is unknown, never clean. An entry whose own dates hold on such a day is in force still.
"""

import polars as pl

from ocds.tables.barred import SCREENING, SCREENING_ENTRY
from ocds.tables.instants import local_day
from registry import periods
from registry.history import Registry
from registry.matching import ExactMatcher, Matcher
from registry.names import normal

_RECORD = ("name", "legal_name", "scheme", "identifier", "country")
_POSITION = ("ocid", "award", "supplier")
_HIT = pl.Schema(
    {"hit": pl.String, "hit_strength": pl.Int8, "hit_reason": pl.String, "near": pl.Boolean}
    | {"entries": SCREENING["entries"]}
)
_NO_HIT = [pl.lit(None, dtype).alias(name) for name, dtype in _HIT.items()]


def screen(award_suppliers: pl.LazyFrame, registry: Registry, matcher: Matcher | None = None) -> pl.DataFrame:
    """Screen the suppliers of awards against the lists; one row per award and supplier, sorted by position.

    `award_suppliers` needs ocid, award, supplier, supplier_key, name, legal_name, scheme, identifier, country,
    award_date_text, buyer_id and buyer_name; the result has the columns `SCREENING`.
    """
    listed = not registry.measure.is_empty()
    read = (*_RECORD, "buyer_id", "buyer_name") if listed else ("name", "legal_name")
    found = award_suppliers.select(*_POSITION, "supplier_key", *read, day="award_date_text").collect().rechunk()
    rows = found.with_columns(local_day(pl.col("day"))).sort(_POSITION).with_row_index("row")
    if not listed:
        return _table(_unmatched(rows.lazy(), registry).with_columns(_NO_HIT))
    # Keys such as "id:1" are shared by strangers, so a supplier is matched by all that its record says.
    records = rows.select(_RECORD).unique(maintain_order=True).with_row_index("supplier_key")
    candidates = (matcher or ExactMatcher()).candidates(records, registry)
    strongest = _strongest(_hits(rows, records, candidates, registry))
    unmatched = _unmatched(rows.lazy(), registry)
    return _table(unmatched.join(strongest.lazy(), on="row", how="left", maintain_order="left"))


def _unmatched(rows: pl.LazyFrame, registry: Registry) -> pl.LazyFrame:
    """Add the reason why a supplier without any entry would still be unknown."""
    coverage = registry.coverage().iter_rows(named=True)
    covered = [pl.col("day").is_between(one["covers_from"], one["newest"]) for one in coverage]
    if not covered:
        return rows.with_columns(reason=pl.lit("no_lists"))
    reason = (
        pl.when(pl.col("day").is_null())
        .then(pl.lit("no_award_date"))
        .when(~pl.any_horizontal(covered))
        .then(pl.lit("no_list_covers_day"))
        .when(pl.coalesce("name", "legal_name").fill_null("").str.strip_chars() == "")
        .then(pl.lit("no_name"))
    )
    return rows.with_columns(reason=reason)


def _hits(rows: pl.DataFrame, records: pl.DataFrame, candidates: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Give one row per award, supplier and measure of a candidate, with its status on the day."""
    matched = records.join(candidates, on="supplier_key").drop("supplier_key")
    day, known = pl.col("day"), periods.status(pl.col("day"))
    near = (
        pl.when(~pl.col("same"))
        .then("why")
        .when(pl.col("measure") == "fine")
        .then(pl.lit("fine"))
        .when((pl.col("scope") == "authority") & ~_binds_buyer() & pl.col("buyer_name").is_not_null())
        .then(pl.lit("other_buyer"))
    )
    reason = (
        pl.when(near.is_null() & (known == "unknown"))
        .then(periods.unknown_because(day))
        .when(near.is_null() & (known == "in_force") & pl.col("same").is_null())
        .then("why")
        .when(near.is_null() & (known == "in_force") & (pl.col("scope") == "authority") & ~_binds_buyer())
        .then(pl.lit("no_buyer"))
    )
    return (
        rows.select("row", "day", "buyer_id", "buyer_name", *_RECORD)
        .join(matched, on=_RECORD, nulls_equal=True)
        .join(registry.measure, on=("list", "entry"))
        .drop("name")
        .join(registry.entry.select("list", "entry", "name"), on=("list", "entry"))
        .with_columns(
            reason=reason,
            status=pl.when(reason.is_not_null()).then(pl.lit("unknown")).otherwise(pl.coalesce(near, known)),
        )
    )


def _binds_buyer() -> pl.Expr:
    by_id = pl.col("authority") == pl.col("buyer_id")
    by_name = normal(pl.col("authority")) == normal(pl.col("buyer_name"))
    return by_id.fill_null(value=False) | by_name.fill_null(value=False)


def _strongest(hits: pl.DataFrame) -> pl.DataFrame:
    """Give one row per award and supplier that has hits: row, hit, hit_strength, hit_reason, near, entries."""
    # What merely may be the same party tells nothing of the supplier, unless it leaves the question open.
    told = pl.col("same") | (pl.col("status") == "unknown")
    strength = pl.col("status").replace_strict(periods.STRENGTH, default=0, return_dtype=pl.Int8)
    return (
        hits.with_columns(strength=pl.when(told).then(strength).otherwise(0))
        .sort("row", -pl.col("strength"), "list", "entry", "start", "measure", "authority", nulls_last=False)
        .group_by("row", maintain_order=True)
        .agg(
            hit=pl.col("status").first(),
            hit_strength=pl.col("strength").first(),
            hit_reason=pl.col("reason").first(),
            near=(~pl.col("status").is_in(["in_force", "unknown"])).any(),
            entries=pl.struct(field.name for field in SCREENING_ENTRY.fields),
        )
    )


def _table(rows: pl.LazyFrame) -> pl.DataFrame:
    """The table, from the rows with the reason why they would be unknown and with the strongest hits."""
    open_question = pl.col("reason").is_not_null()
    unmatched = pl.when(open_question).then(pl.lit("unknown")).otherwise(pl.lit("none"))
    strength = pl.when(open_question).then(periods.STRENGTH["unknown"]).otherwise(periods.STRENGTH["none"])
    told = (pl.col("hit_strength") >= strength) & (pl.col("hit_strength") > 0)
    status = pl.when(told).then("hit").otherwise(unmatched)
    return (
        rows.with_columns(
            status=status,
            reason=pl.when(told).then("hit_reason").otherwise("reason"),
            look_alike=(pl.col("near") & (status != "in_force")).fill_null(value=False),
            entries=pl.col("entries").fill_null([]),
        )
        .select(SCREENING.names())
        .cast(SCREENING)
        .collect()
    )
