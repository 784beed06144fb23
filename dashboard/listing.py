"""The list of processes: filters and order stay lazy, and only the rows of one page are ever collected."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard import redaction
from dashboard.counts import indicators, publishers
from dashboard.filters import Filter
from dashboard.reading import remembered
from dashboard.stages import with_stage
from ocds.snapshots import Snapshot

COLUMNS = (
    "process", "ocid", "title", "buyer_id", "buyer_name", "method", "release_date", "release_date_text",
    "tender_amount", "tender_currency", "budget_amount", "budget_currency",
)  # fmt: skip
CHOICES = 200


@dataclass(frozen=True)
class Page:
    """Rows of one page and whether more follow; ``total`` is None where a total would be no honest number."""

    rows: list[dict[str, Any]]
    more: bool
    total: int | None


def folded(text: pl.Expr) -> pl.Expr:
    """Text for searching: no case, no accents."""
    return text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()


def _contains(text: str) -> pl.Expr:
    words = pl.select(folded(pl.lit(text))).item()
    columns = ("ocid", "title", "buyer_name", "buyer_id")
    return pl.any_horizontal(
        folded(pl.col(name)).str.contains(words, literal=True).fill_null(value=False) for name in columns
    )


def _outcome(snap: Snapshot, wanted: Filter) -> pl.LazyFrame:
    ids = [wanted.indicator] if wanted.indicator else list(indicators(snap))
    held = [pl.col(i) == wanted.outcome if wanted.outcome else pl.col(i).is_not_null() for i in ids]
    return snap.results().filter(pl.any_horizontal(held) if held else pl.lit(value=False)).select("ocid")


def _narrowed(snap: Snapshot, wanted: Filter) -> pl.LazyFrame:
    rows = snap.scan("process").select(*COLUMNS, "publisher", "tender_status", "period_end_text")
    if wanted.q:
        rows = rows.filter(_contains(wanted.q))
    if wanted.buyer:
        rows = rows.filter((pl.col("buyer_name") == wanted.buyer) | (pl.col("buyer_id") == wanted.buyer))
    if wanted.method:
        rows = rows.filter(pl.col("method") == wanted.method)
    if wanted.year:
        rows = rows.filter(pl.col("release_date_text").str.starts_with(wanted.year))
    if wanted.publisher:
        rows = rows.filter(pl.col("publisher") == wanted.publisher)
    if wanted.outcome or wanted.indicator:
        rows = rows.join(_outcome(snap, wanted), on="ocid", how="semi")
    if wanted.stage:
        rows = with_stage(snap, rows).filter(pl.col("stage") == wanted.stage)
    return rows


def _ordered(rows: pl.LazyFrame, sort: str) -> pl.LazyFrame:
    descending = sort.startswith("-")
    by = {
        "date": ["release_date"],
        "amount": ["tender_currency", "tender_amount"],
        "buyer": ["buyer_name"],
        "ocid": [],
    }
    names = by[sort.removeprefix("-")]
    turned = [descending and name != "tender_currency" for name in names]
    return rows.sort(*names, "ocid", descending=[*turned, False], nulls_last=True)


@remembered
def total(snap: Snapshot, wanted: Filter) -> int:
    """How many processes a filter leaves (``wanted`` on its first page, in its usual order)."""
    return int(_narrowed(snap, wanted).select(pl.len()).collect().item())


def page(snap: Snapshot, wanted: Filter, size: int) -> Page:
    """One page of the list, in the order asked for."""
    start = (wanted.page - 1) * size
    rows = _ordered(_narrowed(snap, wanted), wanted.sort).slice(start, size + 1).select(COLUMNS).collect()
    count = None if wanted.any_alert else total(snap, replace(wanted, page=1, sort="-date"))
    shown = rows.head(size)
    return Page(described(snap, shown, redaction.of_processes(snap, shown["ocid"])), rows.height > size, count)


def described(snap: Snapshot, rows: pl.DataFrame, hidden: redaction.Hidden) -> list[dict[str, Any]]:
    """Rows of the process table with what is shown beside them, in their order, redacted.

    Adds ``amount`` and ``currency`` (of the tender, else of the budget), ``stage``, ``alerts`` (identifiers of the
    indicators), ``judged`` and ``applicable`` (how many indicators gave an answer, of how many that apply).
    """
    ids = list(indicators(snap))
    held = snap.results().filter(pl.col("ocid").is_in(rows["ocid"].to_list())).select("ocid", *ids).collect()
    results = {row["ocid"]: row for row in held.iter_rows(named=True)}
    shown = []
    for row in rows.iter_rows(named=True):
        ocid = row["ocid"]
        of_tender = row["tender_amount"] is not None
        facts = {
            **row,
            "amount": row["tender_amount"] if of_tender else row["budget_amount"],
            "currency": row["tender_currency"] if of_tender else row["budget_currency"],
            "stage": hidden.stages.get(ocid),
            **_judged(results.get(ocid, {}), ids),
        }
        shown.append({**hidden.of(ocid).row(facts), "ocid": ocid})
    return shown


def _judged(results: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    found = [results.get(i) for i in ids]
    return {
        "alerts": [i for i, outcome in zip(ids, found, strict=True) if outcome == "alert"],
        "judged": sum(outcome in ("alert", "no_alert") for outcome in found),
        "applicable": sum(outcome not in (None, "not_applicable") for outcome in found),
    }


@remembered
def choices(snap: Snapshot) -> dict[str, list[str]]:
    """Give what the form offers: ``method``, ``year``, ``publisher`` and the buyers with the most processes."""
    process = snap.scan("process")

    def commonest(column: str) -> pl.LazyFrame:
        named = process.select(column).filter(pl.col(column).is_not_null() & (pl.col(column) != ""))
        return named.group_by(column).agg(n=pl.len()).sort("n", column, descending=[True, False]).head(CHOICES)

    year = (
        process.select(year=pl.col("release_date_text").str.extract(r"^(\d{4})-")).drop_nulls().unique().sort("year")
    )
    methods, buyers, years = pl.collect_all([commonest("method"), commonest("buyer_name"), year])
    return {
        "method": methods["method"].to_list(),
        "buyer": sorted(buyers["buyer_name"]),
        "year": years["year"].reverse().to_list(),
        "publisher": list(publishers(snap)),
    }
