"""The documents: those refused, with reason and place; on request the ones read and the duplicates."""

from dataclasses import dataclass
from typing import Any, ClassVar

import polars as pl
from flask import Blueprint, Response, request, url_for

from dashboard import redaction, tables
from dashboard.exceptions import BadQueryError
from dashboard.filters import PAGE_SIZE, page_number
from dashboard.pages.process import place
from dashboard.reading import remembered, snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Column, Table
from dashboard.words import DOCUMENT_OUTCOMES, marked
from ocds.snapshots import Snapshot

TWIN_SIZE = 50_000

blueprint = Blueprint("documents", __name__)
page = Page(blueprint, 6, marked("Documents"), "documents.show")

COLUMNS = (
    Column("file", marked("File")),
    Column("place", marked("Place in the file")),
    Column("outcome", marked("Outcome"), "document"),
    Column("reason", marked("Reason"), "refusal"),
    Column("detail", marked("Detail")),
    Column("kind", marked("Kind")),
    Column("ocid", marked("Process"), "process"),
    Column("publisher", marked("Publisher")),
    Column("sha256", marked("SHA-256 of the file"), "hash"),
)


@dataclass(frozen=True)
class DocumentList(Context):
    """A page of the documents.

    ``counted``: documents by outcome; ``outcome``: the one shown; ``table``: a page of them; ``earlier``, ``later``:
    addresses of the pages beside this one, or None; ``twins``: addresses of its CSV and JSON.
    """

    template: ClassVar[str] = "documents.html"
    counted: dict[str, int]
    outcome: str
    table: Table
    earlier: str | None
    later: str | None
    twins: tuple[str, str]


@remembered
def _counted(snap: Snapshot) -> dict[str, int]:
    rows = snap.scan("document").group_by("outcome").agg(n=pl.len()).sort("outcome").collect()
    return dict(rows.iter_rows())


def _asked() -> tuple[str, int]:
    outcome = request.args.get("outcome", "refused")
    if outcome not in DOCUMENT_OUTCOMES:
        raise BadQueryError("outcome", ", ".join(DOCUMENT_OUTCOMES))
    return outcome, page_number(request.args.get("page", "1"))


def _rows(snap: Snapshot, outcome: str, number: int, size: int) -> tuple[list[dict[str, Any]], bool]:
    found = (
        snap.scan("document")
        .filter(pl.col("outcome") == outcome)
        .sort("document")
        .slice((number - 1) * size, size + 1)
        .collect()
    )
    rows = found.head(size)
    hidden = redaction.of_processes(snap, rows["ocid"].drop_nulls())
    shown = [
        {**hidden.of(row["ocid"]).row(row), "ocid": row["ocid"], "place": place(row)}
        for row in rows.iter_rows(named=True)
    ]
    return shown, found.height > size


def _table(rows: list[dict[str, Any]], outcome: str, following: str | None = None) -> Table:
    refused = outcome == "refused"
    columns = tuple(one for one in COLUMNS if refused or one.name not in ("reason", "detail"))
    return Table(
        "documents", marked("Documents"), columns, rows, "tables/document", empty=marked("None."), next_url=following
    )


@blueprint.get("/documents")
def show() -> str:
    """One page of the documents."""
    snap = snapshot()
    outcome, number = _asked()
    rows, more = _rows(snap, outcome, number, PAGE_SIZE)
    return render(
        DocumentList(
            counted=_counted(snap),
            outcome=outcome,
            table=_table(rows, outcome),
            earlier=url_for("documents.show", outcome=outcome, page=number - 1) if number > 1 else None,
            later=url_for("documents.show", outcome=outcome, page=number + 1) if more else None,
            twins=(
                url_for("documents.twin", form="csv", outcome=outcome),
                url_for("documents.twin", form="json", outcome=outcome),
            ),
        )
    )


@blueprint.get("/documents.<any(csv, json):form>")
def twin(form: str) -> Response:
    """Show the documents with the same filter, in larger pages."""
    snap = snapshot()
    outcome, number = _asked()
    rows, more = _rows(snap, outcome, number, TWIN_SIZE)
    following = url_for("documents.twin", form=form, outcome=outcome, page=number + 1) if more else None
    return tables.twin(form, _table(rows, outcome, following), as_of=snap.manifest.as_of)
