"""The first page: five questions in the order in which somebody opening a country's data has them."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from flask import Blueprint, Response, abort, request, url_for

from dashboard import counts, lookfirst
from dashboard.cards import MAKERS, MOST, WHOLE
from dashboard.filters import page_number
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Table, Window, as_json, twin
from dashboard.words import marked
from ocds.snapshots import Snapshot

SHORT = 8
PER_STAGE = 4

blueprint = Blueprint("first", __name__)
page = Page(blueprint, 1, marked("First look"), "first.show")


@dataclass(frozen=True)
class FirstPage(Context):
    """``totals``: counts of the manifest; ``tables``: the short tables by name; ``stages``: (stage, cases, more).

    ``barred``: processes by screening; ``lists``: how many debarment lists were read; ``twins``: addresses of the
    complete tables, as (csv, json) by name.
    """

    template: ClassVar[str] = "first.html"
    totals: dict[str, int]
    tables: dict[str, Table]
    stages: list[tuple[str, list[dict[str, Any]], bool]]
    barred: counts.Barred
    lists: int
    twins: dict[str, tuple[str, str]]


def _url(name: str, form: str) -> str:
    return url_for("first.card", name=name, form=form)


@blueprint.get("/")
def show() -> str:
    """Show the five questions."""
    snap = snapshot()
    return render(
        FirstPage(
            totals=snap.manifest.counts,
            tables={name: make(snap, _part(name)) for name, make in MAKERS.items() if name != "look-first"},
            stages=lookfirst.groups(snap, PER_STAGE),
            barred=counts.barred(snap),
            lists=len(snap.manifest.lists),
            twins={name: (_url(name, "csv"), _url(name, "json")) for name in MAKERS},
        )
    )


def _part(name: str) -> Window:
    return WHOLE if name in ("judged", "alerts") else Window(0, SHORT)


@blueprint.get("/index.json")
def as_one() -> Response:
    """Show the tables of the first page, short as there, in one JSON file."""
    snap = snapshot()
    return as_json(*(make(snap, _part(name)) for name, make in MAKERS.items()), **about(snap))


@blueprint.get("/cards/<name>.<any(csv, json):form>")
def card(name: str, form: str) -> Response:
    """One table of the first page, complete; ``Link`` (CSV) or ``next`` (JSON) leads to the rest of a long one."""
    if name not in MAKERS:
        abort(404)
    snap, number = snapshot(), page_number(request.args.get("page", "1"))
    table = MAKERS[name](snap, Window((number - 1) * MOST, MOST + 1))
    following = url_for("first.card", name=name, form=form, page=number + 1) if len(table.rows) > MOST else None
    return twin(form, replace(table, rows=table.rows[:MOST], next_url=following), **about(snap))


def about(snap: Snapshot) -> dict[str, Any]:
    """Give what a JSON file says of the snapshot it was made from."""
    return {"title": snap.manifest.title, "as_of": snap.manifest.as_of, "counts": snap.manifest.counts}
