"""Errors and warnings: counted by publisher and rule, and listed with their places."""

from dataclasses import dataclass
from typing import Any, ClassVar

import polars as pl
from flask import Blueprint, Response, request, url_for

from dashboard import cards, counts, places, redaction, rules, tables
from dashboard.exceptions import BadQueryError
from dashboard.filters import PAGE_SIZE, IssueFilter, issue_filter
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
    Column("field", marked("Field"), on_page=False),
)


@dataclass(frozen=True)
class IssueCounts(Context):
    """``table``: issues by publisher and rule; ``about``: each of its rules; ``twins``: its CSV and JSON."""

    template: ClassVar[str] = "issues.html"
    table: Table
    about: list[rules.About]
    twins: tuple[str, str]


@dataclass(frozen=True)
class IssueList(Context):
    """Issues with their places.

    ``wanted``: the filter; ``publishers``: what the form offers; ``about``: the rule asked for, else those on this
    page; ``table``: a page of the issues; ``earlier``, ``later``: addresses of the pages beside this one, or None;
    ``twins``: (csv, json); ``language``: what the address names, for the form to keep.
    """

    template: ClassVar[str] = "issue_list.html"
    wanted: IssueFilter
    publishers: list[str]
    about: list[rules.About]
    table: Table
    earlier: str | None
    later: str | None
    twins: tuple[str, str]
    language: str | None


def _about(names: list[str]) -> list[rules.About]:
    return [rules.about(name) for name in dict.fromkeys(names)]


@blueprint.get("/issues")
def show() -> str:
    """Issues by publisher and rule."""
    table = cards.errors(snapshot(), cards.WHOLE)
    twins = (url_for("issues.twin", form="csv"), url_for("issues.twin", form="json"))
    return render(IssueCounts(table, _about([row["rule"] for row in table.rows]), twins))


@blueprint.get("/issues.<any(csv, json):form>")
def twin(form: str) -> Response:
    """Issues by publisher and rule."""
    snap = snapshot()
    return tables.twin(form, cards.errors(snap, cards.WHOLE), as_of=snap.manifest.as_of)


def _wanted() -> IssueFilter:
    wanted = issue_filter(request.args)
    if not (wanted.rule or wanted.ocid or wanted.field):
        raise BadQueryError("rule", "rule, ocid, field")
    return wanted


def _rows(snap: Snapshot, wanted: IssueFilter, size: int) -> tuple[list[dict[str, Any]], bool]:
    rows = places.placed_issues(snap)
    for name in ("rule", "publisher", "ocid"):
        if value := getattr(wanted, name):
            rows = rows.filter(pl.col(name) == value)
    if wanted.field:
        rows = rows.filter(pl.col("field").is_in(wanted.fields))
    start = (wanted.page - 1) * size
    found = rows.sort("document", "pointer", "rule", nulls_last=True).slice(start, size + 1).collect()
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


@blueprint.get("/issues/list")
def rule_list() -> str:
    """Show issues with their places: ``?rule=``, ``ocid=``, ``field=`` (at least one), ``publisher=``."""
    snap, wanted = snapshot(), _wanted()
    rows, more = _rows(snap, wanted, PAGE_SIZE)
    return render(
        IssueList(
            wanted=wanted,
            publishers=list(counts.publishers(snap)),
            about=_about([wanted.rule] if wanted.rule else [row["rule"] for row in rows]),
            table=_table(rows),
            earlier=url_for("issues.rule_list", **wanted.query(wanted.page - 1)) if wanted.page > 1 else None,
            later=url_for("issues.rule_list", **wanted.query(wanted.page + 1)) if more else None,
            twins=(
                url_for("issues.list_twin", form="csv", **wanted.query()),
                url_for("issues.list_twin", form="json", **wanted.query()),
            ),
            language=request.args.get("lang"),
        )
    )


@blueprint.get("/issues/list.<any(csv, json):form>")
def list_twin(form: str) -> Response:
    """Show the issues with the same filters, in larger pages."""
    snap, wanted = snapshot(), _wanted()
    rows, more = _rows(snap, wanted, TWIN_SIZE)
    following = url_for("issues.list_twin", form=form, **wanted.query(wanted.page + 1)) if more else None
    return tables.twin(form, _table(rows, following), as_of=snap.manifest.as_of)
