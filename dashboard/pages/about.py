"""What an alert is and is not, how it is made, what is hidden, and from which files this snapshot came."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, url_for

from dashboard import cards, tables
from dashboard.reading import snapshot
from dashboard.rendering import Context, Page, render
from dashboard.tables import Table, Window
from dashboard.words import marked

SHOWN = 500

blueprint = Blueprint("about", __name__)
page = Page(blueprint, 7, marked("About"), "about.show")


@dataclass(frozen=True)
class AboutPage(Context):
    """``created``: when the snapshot was made, as text; ``inputs``: the first files read; ``twins``: of all."""

    template: ClassVar[str] = "about.html"
    created: str
    inputs: Table
    twins: tuple[str, str]


@blueprint.get("/about")
def show() -> str:
    """Show the page itself."""
    snap = snapshot()
    twins = (url_for("first.card", name="inputs", form="csv"), url_for("first.card", name="inputs", form="json"))
    return render(AboutPage(created=snap.manifest.created, inputs=cards.inputs(snap, Window(0, SHOWN)), twins=twins))


@blueprint.get("/about.json")
def as_json() -> Response:
    """Version, settings and inputs of the snapshot."""
    manifest = snapshot().manifest
    facts = {"title": manifest.title, "as_of": manifest.as_of, "version": manifest.version, "counts": manifest.counts}
    return tables.as_json(cards.inputs(snapshot(), cards.WHOLE), **facts, settings=manifest.settings)
