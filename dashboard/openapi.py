"""The API in the words of OpenAPI 3.1; the schemas are those of the structures that are sent."""

from typing import Any, get_args

import msgspec

from dashboard.bodies import GZIP, JSON, LINES
from dashboard.i18n import LANGUAGES
from dashboard.problems import DOCS, TYPE, Problem
from ocds.standard.fields import Version
from ocds.validation.aside import Verdict

_SCHEMAS = "#/components/schemas/"
_REFUSALS = {
    400: "The query or the packing of the body cannot be used; the detail names the place.",
    413: "The body is too large.",
    415: "The body is of a type, an encoding or a packing that is not read.",
    422: "The validation was stopped: it took too much time or memory.",
    503: "Too many validations are under way.",
}
_ABOUT = (
    "Send a release, a record, a package of them, or JSON lines. What cannot be read as JSON or is not Open "
    "Contracting data is an issue of the answer, not a refusal. Nothing is kept, and nothing is fetched: extensions "
    "that are not known here are told of, and not applied."
)


def description(largest: int, limit: int, most: int) -> dict[str, Any]:
    """Give the description; ``largest`` body in bytes, ``limit`` of issues by default and at ``most``."""
    _, schemas = msgspec.json.schema_components([Verdict, Problem], ref_template=_SCHEMAS + "{name}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "veeduria",
            "version": "1",
            "description": "Tells what is wrong with Open Contracting data, where, and how to mend it.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "externalDocs": {"url": DOCS},
        "servers": [{"url": "/api/v1"}],
        "security": [],
        "paths": {
            "/validate": {"post": _validate(largest, limit, most)},
            "/openapi.json": {"get": _itself()},
        },
        "components": {"schemas": schemas},
    }


def _validate(largest: int, limit: int, most: int) -> dict[str, Any]:
    issue = {"$ref": f"{_SCHEMAS}Issue"}
    lines = {"schema": {"type": "string", "contentMediaType": LINES[0], "contentSchema": issue}}
    found = {JSON: {"schema": {"$ref": f"{_SCHEMAS}Verdict"}}, **dict.fromkeys(LINES, lines)}
    document: dict[str, Any] = {"schema": {}}
    text: dict[str, Any] = {"schema": {"type": "string"}}
    packed: dict[str, Any] = {}
    return {
        "operationId": "validate",
        "summary": "Tell what is wrong with the data sent.",
        "description": _ABOUT,
        "parameters": [
            _query("version", "Version of OCDS to hold the data to; by default the one it states.", get_args(Version)),
            _query("lang", "Language of the sentences; by default the one that is preferred.", tuple(LANGUAGES)),
            {
                "name": "limit",
                "in": "query",
                "description": "How many issues to give at most; as lines, all are given if nothing is said.",
                "schema": {"type": "integer", "minimum": 0, "maximum": most, "default": limit},
            },
            {
                "name": "Content-Encoding",
                "in": "header",
                "description": "How the body is packed.",
                "schema": {"enum": ["identity", "gzip"]},
            },
        ],
        "requestBody": {
            "description": f"UTF-8; at most {largest:,} bytes, unpacked.",
            "required": True,
            "content": {JSON: document, **dict.fromkeys(LINES, text), **dict.fromkeys(GZIP, packed)},
        },
        "responses": {
            "200": {"description": "The data was validated; “ok” says whether it has no error.", "content": found},
            **{str(status): _refusal(status, text) for status, text in _REFUSALS.items()},
        },
    }


def _query(name: str, about: str, codes: tuple[str, ...]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": {"type": "string", "enum": list(codes)}}


def _refusal(status: int, about: str) -> dict[str, Any]:
    told: dict[str, Any] = {"description": about, "content": {TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}}}}
    if status == 503:
        told["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return told


def _itself() -> dict[str, Any]:
    return {
        "operationId": "describe",
        "summary": "Give this description.",
        "responses": {"200": {"description": "OpenAPI 3.1.", "content": {JSON: {"schema": {"type": "object"}}}}},
    }
