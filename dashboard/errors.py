"""Every refusal and fault as a plain page that says what happened and what to do next."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException

from dashboard import problems
from dashboard.exceptions import DashboardError
from dashboard.i18n import gettext
from dashboard.rendering import Context, render
from dashboard.words import marked
from ocds.exceptions import BadSnapshotError, NoSnapshotError

HTTP = {
    400: (
        marked("This request cannot be answered."),
        marked("Open the pages under the address that the server printed when it started."),
    ),
    404: (marked("There is no such page."), marked("Start from the first page.")),
    405: (marked("This page can only be read."), marked("Open its address in a browser.")),
    413: (marked("This page takes no data."), marked("Open its address in a browser.")),
    414: (marked("This address is too long."), marked("Use fewer or shorter filters.")),
}
NOTHING_YET = (
    marked("Nothing is published here yet."),
    marked("Run “veeduria run” on your files first; this page shows the result without a restart."),
)
NOT_WHOLE = (
    marked("The published snapshot is not whole."),
    marked("Run “veeduria run” again; this page shows the result without a restart."),
)


@dataclass(frozen=True)
class ErrorPage(Context):
    """``status``: of the answer; ``problem`` and ``next_step``: sentences."""

    template: ClassVar[str] = "error.html"
    status: int
    problem: str
    next_step: str


def _page(status: int, problem: str, next_step: str, **facts: str) -> Response:
    shown = ErrorPage(status, gettext(problem, **facts), gettext(next_step, **facts))
    return make_response(render(shown), status)


def install(app: Flask) -> None:
    """Answers errors of ``app`` by pages; what an exception says stays on this machine."""

    @app.errorhandler(DashboardError)
    def refused(error: DashboardError) -> Response:
        if request.path.startswith(problems.API):
            says = gettext(error.problem, **error.facts), gettext(error.next_step, **error.facts)
            return problems.answer(error.status, *says, error.headers)
        return _page(error.status, error.problem, error.next_step, **error.facts)

    @app.errorhandler(NoSnapshotError)
    def unpublished(_: NoSnapshotError) -> Response:
        return _page(503, *NOTHING_YET)

    @app.errorhandler(BadSnapshotError)
    def damaged(_: BadSnapshotError) -> Response:
        return _page(503, *NOT_WHOLE)

    @app.errorhandler(HTTPException)
    def refused_early(error: HTTPException) -> Response:
        status = error.code or 500
        if status < 400:
            return make_response(error.get_response())
        known = problems.HTTP if request.path.startswith(problems.API) else HTTP
        problem, next_step = known.get(status, (DashboardError.problem, DashboardError.next_step))
        if known is HTTP:
            return _page(status, problem, next_step)
        headers = {name: value for name, value in error.get_headers() if name == "Allow"}
        return problems.answer(status, gettext(problem), gettext(next_step), headers)
