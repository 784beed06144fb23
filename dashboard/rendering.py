"""What every page shares: its frame, its template and the contract between the two.

A page fills a :class:`Context`; the fields of that class are all that its template is given, besides ``frame``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, Flask, current_app, g, render_template, request, url_for

from dashboard import i18n, links, rules, words
from dashboard.reading import snapshot
from ocds.snapshots import Snapshot


@dataclass(frozen=True)
class Page:
    """A page: its routes, and its place in the menu (``label`` is a message; an empty one keeps it out)."""

    blueprint: Blueprint
    order: int
    label: str = ""
    endpoint: str = ""


@dataclass(frozen=True)
class Context:
    """What a template is given; ``template`` is its file."""

    template: ClassVar[str]

    def values(self) -> dict[str, Any]:
        """Give the fields by name, as they are (not copied)."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Frame:
    """What stands around every page: names, menu, languages, the day of the data. All but ``published`` is text."""

    language: str
    languages: list[dict[str, Any]]
    menu: list[dict[str, Any]]
    title: str
    as_of: str
    version: str
    note: str
    published: bool


def render(context: Context) -> str:
    """Give the HTML of a page."""
    return render_template(context.template, **context.values())


def _languages() -> list[dict[str, Any]]:
    query = {name: value for name, value in request.args.items() if name != "lang"}
    current = i18n.language()
    return [
        {"code": code, "name": name, "href": "?" + urlencode({**query, "lang": code}), "current": code == current}
        for code, name in i18n.LANGUAGES.items()
    ]


def frame(pages: Sequence[Page]) -> Frame:
    """Give the frame of the request's page; one without a snapshot has no title of its own."""
    found: Snapshot | None = snapshot() if "snapshot" in g else None
    menu = [
        {
            "href": url_for(page.endpoint),
            "label": i18n.gettext(page.label),
            "current": request.blueprint == page.blueprint.name,
        }
        for page in pages
        if page.label
    ]
    title = current_app.config["TITLE"] or (found.manifest.title if found else "veeduria")
    return Frame(
        language=i18n.language(),
        languages=_languages(),
        menu=menu,
        title=title,
        as_of=found.manifest.as_of if found else "",
        version=found.manifest.version if found else "",
        note=i18n.gettext(words.NOT_PROOF),
        published=found is not None,
    )


def install(app: Flask, pages: Sequence[Page]) -> None:
    """Give the templates their frame and the few functions they write values with."""

    @app.context_processor
    def shared() -> dict[str, Any]:
        return {"frame": frame(pages)}

    def word(group: str, code: str | None) -> str:
        return i18n.gettext(words.label(getattr(words, group), code))

    app.jinja_env.globals.update(process_url=links.process_url, word=word, rule_title=rules.rule_title)
    app.jinja_env.filters.update(
        number=i18n.number, percent=i18n.percent, day=i18n.day, signed=i18n.signed, size=i18n.size
    )
    app.jinja_env.globals.update(money=i18n.money, ngettext_=i18n.ngettext)
