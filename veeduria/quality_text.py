"""The checks of quality as text and as a table, in the language in use."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from checks.quality.catalog import known
from dashboard.words import QUALITY
from ocds.messages import marked
from ocds.snapshots import Snapshot
from veeduria.texts import clean, gettext, number, percent

PROCESS = "process"
_LEVELS = {
    PROCESS: marked("Checks of processes"),
    "dataset": marked("Checks of the whole data set"),
    "time": marked("Checks against the older data"),
}
_COUNTS = {
    "failing": marked("not passed"),
    "passing": marked("passed"),
    "unknown": marked("cannot be assessed"),
    "not_applicable": marked("does not apply"),
}
_NONE = marked("This snapshot holds no checks of quality; veeduria run makes them, unless it is told --no-quality.")


def outcome(row: dict[str, Any]) -> str:
    """Give the outcome of a check by its code: passed, failed, or why neither."""
    if row["passed"] is None and row["level"] == PROCESS:
        return "unknown" if row["unknown"] else "not_applicable"
    return {True: "passed", False: "failed", None: "unjudged"}[row["passed"]]


def reason(row: dict[str, Any]) -> str:
    """Give why a check neither passed nor failed, in the language in use; empty where it did."""
    return gettext(row["reason"]) if row["reason"] else ""


def table(found: pl.DataFrame) -> pl.DataFrame:
    """Give the checks with `title`, `outcome` (its code) and `reason` in words before what is stored of them."""
    rows = [row | {"title": _title(row["check"]), "outcome": outcome(row), "reason": reason(row)}
            for row in found.iter_rows(named=True)]  # fmt: skip
    text = pl.Schema({"title": pl.String(), "outcome": pl.String()})
    first = ["check", "level", *text, "value", "reason"]
    schema = found.schema | text
    made = pl.DataFrame(rows, schema=schema)
    return made.select(*first, *(name for name in schema if name not in {*first, "passed"}))


def lines(found: pl.DataFrame, snapshot: Snapshot, older: Snapshot | None) -> Iterator[str]:
    """Give the checks line by line, by what they look at and by outcome; reasons where nothing was judged."""
    yield clean(_named(snapshot))
    if older:
        yield clean(f"{gettext('Older data')}: {_named(older)}")
    rows = found.to_dicts()
    if not any(row["level"] != "time" for row in rows):
        yield gettext(_NONE)
    for level, title in _LEVELS.items():
        here = [row for row in rows if row["level"] == level]
        if here:
            yield from ("", gettext(title))
            yield from _outcomes(here)


def _named(snapshot: Snapshot) -> str:
    manifest = snapshot.manifest
    as_of = manifest.as_of or gettext("no date in the data")
    return f"{manifest.title} · {gettext('as of %(day)s', day=as_of)}"


def _outcomes(rows: list[dict[str, Any]]) -> Iterator[str]:
    for code in ("failed", "unknown", "passed", "not_applicable", "unjudged"):
        here = [row for row in rows if outcome(row) == code]
        if here:
            yield f"  {gettext(QUALITY[code])} ({number(len(here))})"
            for row in here:
                yield from _check(row, code)


def _check(row: dict[str, Any], code: str) -> Iterator[str]:
    check = known(row["check"])
    share = percent(row["value"] / 100) if row["value"] is not None else "–"
    yield clean(f"    {share:>6}  {row['check']}  {_title(row['check'])}".rstrip())
    if row["level"] == PROCESS and code != "not_applicable":
        counts = (f"{gettext(words)} {number(row[name])}" for name, words in _COUNTS.items())
        yield f"            {' · '.join(counts)}"
    if said := reason(row):
        yield clean(f"            {said}")
    if code == "failed" and check:
        yield f"            → {gettext(check.cure)}"


def _title(check: str) -> str:
    found = known(check)
    return gettext(found.title) if found else ""
