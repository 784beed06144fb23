"""Puts the pages together into one Flask application."""

import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import TracebackType
from typing import Any

from flask import Flask

from dashboard import errors, i18n, pages, rendering, security
from dashboard.bodies import LARGEST
from dashboard.rendering import Page

LOG = logging.getLogger("dashboard")


class Dashboard(Flask):
    """Flask, but a fault is logged by its kind and place only: messages of exceptions may quote the data."""

    def log_exception(
        self,
        exc_info: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | Any,
    ) -> None:
        """Log the class of the exception and the line it came from."""
        kind, _, trace = exc_info or sys.exc_info()
        frames = traceback.extract_tb(trace)
        ours = [frame for frame in frames if Path(frame.filename).is_relative_to(self.root_path)] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        LOG.error("a page failed: %s at %s", kind.__name__ if kind else "?", place)


def found_pages() -> Iterator[Page]:
    """Give the pages of the package ``dashboard.pages``: each module there has one, called ``page``."""
    for module in iter_modules(pages.__path__):
        page: Page = import_module(f"{pages.__name__}.{module.name}").page
        yield page


def create_app(
    workspace: Path,
    *,
    language: str | None = None,
    title: str | None = None,
    hosts: Iterable[str] = (),
    largest_body: int = LARGEST,
) -> Flask:
    """Give the application that shows the current snapshot of ``workspace``.

    ``language`` (en, es, pt, fr) holds where an address names none; None: what the browser prefers. ``title`` stands
    in place of the snapshot's. ``hosts`` are names, besides those of this machine's loopback, under which it may be
    asked for. The snapshot is found anew at each request, so a new one is served without a restart. ``largest_body``
    bounds what the API takes, in bytes; the pages take nothing.
    """
    app = Dashboard(__name__)
    app.config.update(WORKSPACE=Path(workspace), TITLE=title, MAX_CONTENT_LENGTH=0, LARGEST_BODY=largest_body)
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.url_map.merge_slashes = False
    security.install(app, hosts)
    i18n.install(app, language)
    errors.install(app)
    found = sorted(found_pages(), key=lambda page: page.order)
    for page in found:
        app.register_blueprint(page.blueprint)
    rendering.install(app, found)
    return app
