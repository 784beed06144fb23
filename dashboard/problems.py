"""Refusals of the API as `application/problem+json` (RFC 9457), so that programs can read them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from flask import Response
from msgspec import Meta

from dashboard.words import marked

API = "/api/"
TYPE = "application/problem+json"
DOCS = "https://github.com/veeduria/veeduria/blob/main/docs/validation-api.md"
HTTP = {
    400: (marked("This request cannot be answered."), marked("Compare it with what /api/v1/openapi.json describes.")),
    404: (marked("There is nothing at this address."), marked("See /api/v1/openapi.json for what there is.")),
    405: (marked("This address does not take this method."), marked("Use one that the header Allow names.")),
    413: (marked("This address takes no data."), marked("Send data to /api/v1/validate only.")),
    414: (marked("This address is too long."), marked("See /api/v1/openapi.json for what it may hold.")),
}


class Problem(msgspec.Struct, frozen=True):
    """Why a request is refused, and what to do next."""

    type: Annotated[str, Meta(description="Address of a page that speaks of this problem.")]
    title: Annotated[str, Meta(description="The meaning of the status.")]
    status: Annotated[int, Meta(description="The status of the answer.")]
    detail: Annotated[str, Meta(description="What is wrong, and where, in the language asked for.")]
    cure: Annotated[str, Meta(description="What to do next, in the language asked for.")]


def answer(status: int, detail: str, cure: str, headers: Mapping[str, str]) -> Response:
    """Give a refusal; the texts are in the language of the request."""
    title = HTTPStatus(status).phrase
    told = Problem(f"{DOCS}#{status}", title, status, detail, cure)
    return Response(msgspec.json.encode(told), status, dict(headers), mimetype=TYPE)


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a refusal."""
    found: dict[str, Any] = msgspec.json.schema(Problem)["$defs"]["Problem"]
    return found
