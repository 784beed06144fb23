"""The API: validates what is sent to it, and describes itself. It needs no snapshot, and keeps nothing."""

import tempfile
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import cast, get_args

import msgspec
from flask import Blueprint, Response, current_app, request

from dashboard import i18n, openapi
from dashboard.bodies import JSON, LINES, receive
from dashboard.exceptions import BadQueryError
from dashboard.pool import pool
from dashboard.rendering import Page
from ocds.standard.fields import Version
from ocds.validation.aside import Job

DEFAULT_LIMIT, MOST_ISSUES = 1000, 10_000
_BLOCK = 1 << 16

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
page = Page(blueprint, 91)


@blueprint.post("/validate")
def validate() -> Response:
    """Validate the body, and answer with a verdict, or with the issues as lines of JSON if these are preferred."""
    form = request.accept_mimetypes.best_match((JSON, *LINES), JSON)
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="veeduria-")))
        body, answer = folder / "body", folder / "answer"
        lines = form != JSON
        job = Job(str(body), str(answer), _version(), i18n.language(), _limit(lines=lines), lines)
        receive(request, body, current_app.config["LARGEST_BODY"])
        pool().carry_out(job)
        told = kept.enter_context(answer.open("rb"))
        response = Response(iter(partial(told.read, _BLOCK), b""), mimetype=form)
        response.content_length = answer.stat().st_size
        response.headers.update({"Cache-Control": "no-store", "Vary": "Accept"})
        response.call_on_close(kept.pop_all().close)
    return response


@blueprint.get("/openapi.json")
def description() -> Response:
    """Describe the API."""
    return Response(_description(current_app.config["LARGEST_BODY"]), mimetype=JSON)


@cache
def _description(largest: int) -> bytes:
    return msgspec.json.format(msgspec.json.encode(openapi.description(largest, DEFAULT_LIMIT, MOST_ISSUES)))


def _version() -> Version | None:
    asked = request.args.get("version")
    if asked is not None and asked not in get_args(Version):
        raise BadQueryError("version", ", ".join(get_args(Version)))
    return cast("Version | None", asked)


def _limit(*, lines: bool) -> int | None:
    """How many issues are wanted: as lines all of them, if nothing is said."""
    asked = request.args.get("limit")
    if asked is None:
        return None if lines else DEFAULT_LIMIT
    if not (asked.isascii() and asked.isdigit() and len(asked) < 9) or (int(asked) > MOST_ISSUES and not lines):
        raise BadQueryError("limit", f"0–{MOST_ISSUES}")
    return int(asked)
