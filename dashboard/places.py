"""Where issues stand: fields as paths without the positions of items, as those of an indicator's inputs."""

from collections.abc import Iterable

import polars as pl

from dashboard import methods
from ocds.pointers import field_path
from ocds.snapshots import Snapshot

REASONS = {
    "award_status": ("awards/status",),
    "bid_status": ("bids/details/status",),
    "bid_amounts": ("bids/details/value/amount",),
    "one_currency": ("bids/details/value/currency",),
    "no_award_date": ("awards/date",),
    "no_buyer": ("buyer/name",),
    "no_name": ("awards/suppliers/name", "parties/name"),
    "no_country": ("parties/address/countryName",),
    "no_scheme": ("parties/identifier/scheme",),
}
"""Where that stands which some reasons say is missing; other reasons are names of columns, which have paths."""
_WITHIN_RECORD = r"^/(?:compiledRelease|versionedRelease|releases/\d+)(/|$)"


def of_input(indicator: str, column: str) -> tuple[str, ...]:
    """Give the fields that an input of an indicator, or a reason why it is missing, is read from."""
    return REASONS.get(column) or tuple(dict.fromkeys(field_path(path) for path in methods.paths(indicator, column)))


def field() -> pl.Expr:
    """Give the field (String) that an issue is about, within its release, from ``pointer``, ``rule`` and ``detail``.

    ``path`` and ``kind`` are those of its document. A required field that is missing counts as the place of the issue.
    """
    within = pl.col("pointer").str.strip_prefix(pl.col("path").fill_null(""))
    release = pl.when(pl.col("kind") == "record").then(within.str.replace(_WITHIN_RECORD, "$1")).otherwise(within)
    lacking = pl.when(pl.col("rule") == "required").then(pl.format("/{}", "detail")).otherwise(pl.lit(""))
    named = release + lacking.fill_null("")
    # Two passes: the slash that ends one position begins the next.
    for _ in range(2):
        named = named.str.replace_all(r"/\d+(/|$)", "$1")
    return named.str.strip_prefix("/").alias("field")


def placed_issues(snap: Snapshot) -> pl.LazyFrame:
    """Give the issue table with ``publisher``, ``file`` and ``line`` of the document of each, and its ``field``."""
    held = snap.scan("issue").select("document", "ocid", "rule", "severity", "pointer", "value", "detail")
    documents = snap.scan("document").select("document", "publisher", "file", "line", "path", "kind")
    return held.join(documents, on="document", how="left").with_columns(field()).drop("path", "kind")


def standing(issues: Iterable[dict[str, str]], fields: Iterable[str]) -> list[dict[str, object]]:
    """Give those of some fields at which issues stand, in their order: ``field``, and whether one is an ``error``."""
    severities: dict[str, set[str]] = {}
    for issue in issues:
        severities.setdefault(issue["field"], set()).add(issue["severity"])
    held = (one for one in dict.fromkeys(fields) if one in severities)
    return [{"field": one, "error": "error" in severities[one]} for one in held]
