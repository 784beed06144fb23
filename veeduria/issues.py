"""The issues of documents, each with the place it stands at; what was refused is an error too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from ocds.issues import ERROR, WARNING
from ocds.snapshots import scan
from veeduria.rules import rule_words
from veeduria.texts import clean, documents_line, gettext, ngettext, number

SEVERITIES = (ERROR, WARNING)
MOST_KINDS, MOST_PLACES, LONGEST = 40, 3, 160


def issues(folder: Path) -> pl.DataFrame:
    """One row an issue: `file`, `line`, `path`, `ocid`, `severity`, `rule`, `pointer`, `value`, `message`.

    `path` is where the document stands in the file, `pointer` where the issue stands in the document. All columns are
    String but `line` (Int64, null unless the file has a document a line). Sorted by document, pointer and rule.
    """
    place = ("file", "line", "path")
    documents = scan(folder, "document")
    found = scan(folder, "issue").join(documents.select("document", *place), on="document", how="left")
    refused = documents.filter(outcome="refused").select(
        "document", *place, "ocid",
        rule="reason", severity=pl.lit(ERROR), pointer=pl.lit(""), value=pl.lit(""), message="detail",
    )  # fmt: skip
    both = pl.concat([found, refused.select(found.collect_schema().names())])
    told = both.sort("document", "pointer", "rule", "message", maintain_order=True).select(
        *place, "ocid", "severity", "rule", "pointer", "value", "message"
    )
    return told.collect()


def told(folder: Path, found: pl.DataFrame) -> Iterator[str]:
    """Give the issues for a person: kinds of them, the commonest first, each with its first places."""
    yield _documents(folder)
    kinds = _kinds(found)
    for row in kinds.head(MOST_KINDS).iter_rows(named=True):
        yield ""
        yield from _kind(row)
    if kinds.height > MOST_KINDS:
        yield ""
        left = kinds.height - MOST_KINDS
        yield ngettext("One more kind.", "%(num)s more kinds; --format csv has them all.", left)


def _documents(folder: Path) -> str:
    counted = dict(scan(folder, "document").group_by("outcome").len().collect().iter_rows())
    refused = counted.pop("refused", 0)
    return documents_line(sum(counted.values()), refused)


def _kinds(found: pl.DataFrame) -> pl.DataFrame:
    """Issues of one severity, rule and field: errors first, then by their number."""
    field = pl.col("pointer").str.replace_all(r"/\d+", "").str.strip_prefix("/")
    line = pl.format(":{}", "line").fill_null("")
    within = pl.col("path").fill_null("") + pl.col("pointer")
    place = pl.concat_str(pl.col("file").fill_null(""), line, pl.lit(" "), within).str.strip_chars_end()
    return (
        found.with_columns(field=field, place=place)
        .group_by("severity", "rule", "field", maintain_order=True)
        .agg(
            issues=pl.len(),
            message=pl.col("message").first(),
            places=pl.col("place").unique(maintain_order=True).head(MOST_PLACES),
        )
        .sort("severity", "issues", "rule", "field", descending=[False, True, False, False])
    )


def _kind(row: dict[str, Any]) -> Iterator[str]:
    severity = (gettext("error") if row["severity"] == ERROR else gettext("warning")).upper()
    field = f" · {row['field']}" if row["field"] else ""
    yield clean(f"{severity} {row['rule']}{field}: {rule_words(row['rule'])} ({number(row['issues'])})")
    yield clean(f"    {_short(row['message'])}")
    yield from (clean(f"    {place}") for place in row["places"])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
