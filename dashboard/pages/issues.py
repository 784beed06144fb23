"""Errors and warnings: counted by publisher and rule, and listed with their places for one rule."""

from dataclasses import dataclass
from typing import Any, ClassVar

import polars as pl
from flask import Blueprint, Response, request, url_for

from dashboard import cards, counts, redaction, tables
from dashboard.exceptions import BadQueryError
from dashboard.filters import LONGEST, PAGE_SIZE, page_number
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Column, Table
from dashboard.words import marked
from ocds.snapshots import Snapshot

TWIN_SIZE = 20_000

blueprint = Blueprint("issues", __name__)
page = Page(blueprint, 4, marked("Errors in the data"), "issues.show")

COLUMNS = (
    Column("rule", marked("Rule"), "rule"),
    Column("severity", marked("Severity"), "severity"),
    Column("ocid", marked("Process"), "process"),
    Column("pointer", marked("Place in the document"), "code"),
    Column("value", marked("Value"), "code"),
    Column("message", marked("Message")),
    Column("publisher", marked("Publisher")),
    Column("file", marked("File")),
    Column("line", marked("Line"), "number"),
)


@dataclass(frozen=True)
class IssueCounts(Context):
    """``table``: issues by publisher and rule; ``twins``: addresses of its CSV and JSON."""

    template: ClassVar[str] = "issues.html"
    table: Table
    twins: tuple[str, str]


@dataclass(frozen=True)
class IssueList(Context):
    """The issues of one rule.

    ``rule`` and ``publisher`` (or None): the filter; ``publishers``: what the form offers; ``table``: a page of the
    issues; ``earlier``, ``later``: addresses of the pages beside this one, or None; ``twins``: (csv, json);
    ``language``: what the address names, for the form to keep.
    """

    template: ClassVar[str] = "issue_list.html"
    rule: str
    publisher: str | None
    publishers: list[str]
    table: Table
    earlier: str | None
    later: str | None
    twins: tuple[str, str]
    language: str | None


@blueprint.get("/issues")
def show() -> str:
    """Issues by publisher and rule."""
    table = cards.errors(snapshot(), cards.WHOLE)
    return render(IssueCounts(table, (url_for("issues.twin", form="csv"), url_for("issues.twin", form="json"))))


@blueprint.get("/issues.<any(csv, json):form>")
def twin(form: str) -> Response:
    """Issues by publisher and rule."""
    snap = snapshot()
    return tables.twin(form, cards.errors(snap, cards.WHOLE), as_of=snap.manifest.as_of)


def _asked() -> tuple[str, str | None, int]:
    rule = request.args.get("rule", "")
    publisher = request.args.get("publisher") or None
    if not rule or len(rule) > LONGEST or len(publisher or "") > LONGEST:
        raise BadQueryError("rule" if not rule or len(rule) > LONGEST else "publisher", f"1 – {LONGEST}")
    return rule, publisher, page_number(request.args.get("page", "1"))


def _rows(
    snap: Snapshot, rule: str, publisher: str | None, start: int, size: int
) -> tuple[list[dict[str, Any]], bool]:
    rows = counts.placed_issues(snap).filter(pl.col("rule") == rule)
    if publisher:
        rows = rows.filter(pl.col("publisher") == publisher)
    found = rows.sort("document", "pointer", nulls_last=True).slice(start, size + 1).collect()
    hidden = redaction.of_processes(snap, found["ocid"].drop_nulls())
    shown = [
        {**redaction.issue(row, hidden.of(row["ocid"])), "ocid": row["ocid"]}
        for row in found.head(size).iter_rows(named=True)
    ]
    return shown, found.height > size


def _table(rows: list[dict[str, Any]], following: str | None = None) -> Table:
    return Table(
        "issues",
        marked("Errors and warnings with their places"),
        COLUMNS,
        rows,
        "tables/issue",
        empty=marked("None."),
        next_url=following,
    )


def _address(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **{name: value for name, value in values.items() if value is not None})


@blueprint.get("/issues/list")
def rule_list() -> str:
    """Show the issues of one rule (``?rule=``), of one publisher if named, with their places."""
    snap = snapshot()
    rule, publisher, number = _asked()
    rows, more = _rows(snap, rule, publisher, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    same = {"rule": rule, "publisher": publisher}
    return render(
        IssueList(
            rule=rule,
            publisher=publisher,
            publishers=list(counts.publishers(snap)),
            table=_table(rows),
            earlier=_address("issues.rule_list", **same, page=number - 1) if number > 1 else None,
            later=_address("issues.rule_list", **same, page=number + 1) if more else None,
            twins=(
                _address("issues.list_twin", form="csv", **same),
                _address("issues.list_twin", form="json", **same),
            ),
            language=request.args.get("lang"),
        )
    )


@blueprint.get("/issues/list.<any(csv, json):form>")
def list_twin(form: str) -> Response:
    """Show the issues of one rule with the same filters, in larger pages."""
    snap = snapshot()
    rule, publisher, number = _asked()
    rows, more = _rows(snap, rule, publisher, (number - 1) * TWIN_SIZE, TWIN_SIZE)
    same = {"rule": rule, "publisher": publisher}
    following = _address("issues.list_twin", form=form, **same, page=number + 1) if more else None
    return tables.twin(form, _table(rows, following), as_of=snap.manifest.as_of)
