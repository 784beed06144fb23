"""The API: verdicts as the Python API gives them, refusals that programs can read, a description that holds."""

import gzip
import json
import logging
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from werkzeug.test import TestResponse

from dashboard import create_app, openapi, pool, security
from dashboard.exceptions import DashboardError
from ocds import validate
from ocds.validation.record import Issue

ADDRESS = "/api/v1/validate"
SOUND = {
    "ocid": "ocds-213czf-001",
    "id": "1",
    "date": "2024-05-31T09:00:00Z",
    "tag": ["planning"],
    "initiationType": "tender",
}
TEXT = json.dumps(SOUND).encode()
PACKAGE = {"uri": "https://example.org/1", "version": "1.1", "publishedDate": "2024-05-31", "releases": [SOUND, {}]}


def holding(value: str) -> bytes:
    return TEXT[:-1] + b', "tender": {"id": "1", "value": {"amount": ' + value.encode() + b"}}}"


BODIES = {
    "a sound release": TEXT,
    "a package": json.dumps(PACKAGE).encode(),
    "JSON lines": TEXT + b"\n" + TEXT + b"\n{}\n",
    "nothing": b"",
    "blanks": b" \n\t",
    "cut short": TEXT[:-5],
    "no JSON": b"ocid;id\n1;2\n",
    "another kind of JSON": b'{"statementId": "1"}',
    "Latin-1": '{"ocid": "ñandú"}'.encode("latin-1"),
    "UTF-16": json.dumps(SOUND).encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + TEXT,
    "zero bytes": b"\0" * 1000,
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "a deep release": TEXT[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "open brackets": b'{"a":' * 20_000,
    "a number too large": holding("1e999"),
    "a very long number": holding("9" * 5000),
    "NaN": holding("NaN"),
    "half a character": holding('"\\ud800"'),
    "a zero character": holding('"\\u0000"'),
    "a key twice": b'{"ocid": "ocds-213czf-001", "ocid": "ocds-213czf-002"}',
    "markup": json.dumps(SOUND | {"<script>alert(1)</script>": "=1+1"}).encode(),
}


def post(client: FlaskClient, address: str = ADDRESS, **request: Any) -> TestResponse:
    """Send a request, and take the whole answer, so that what it is read from is closed."""
    return client.post(address, buffered=True, **request)


def verdict(client: FlaskClient, body: bytes, query: str = "", **headers: str):
    response = post(client, ADDRESS + query, data=body, content_type="application/json", headers=headers)
    assert response.status_code == 200, response.text
    return response.json


@pytest.mark.parametrize("name", BODIES)
def test_verdict_is_that_of_the_python_api(client: FlaskClient, name: str) -> None:
    told, report = verdict(client, BODIES[name]), validate(BODIES[name])
    assert msgspec.convert(told["issues"], list[Issue]) == report.issues
    assert (told["ok"], told["documents"], told["more"]) == (report.ok, report.documents, 0)
    assert sum(told["rules"].values()) == sum(told["severities"].values()) == len(report.issues)


def test_packed_body_is_unpacked(client: FlaskClient) -> None:
    packed = gzip.compress(TEXT) + gzip.compress(b"\n" + TEXT.replace(b"001", b"002"))
    assert verdict(client, packed, **{"Content-Encoding": "gzip"})["documents"] == {"release": 2}
    assert post(client, data=packed, content_type="application/gzip").json["ok"]


def test_issues_come_as_lines_to_who_prefers_them(client: FlaskClient) -> None:
    body = b"{}\n" * 1500
    lines = "application/x-ndjson"
    response = post(client, data=body, content_type=lines, headers={"Accept": lines})
    assert response.mimetype == lines
    assert [json.loads(line)["line"] for line in response.data.splitlines()] == list(range(1, 1501))
    assert verdict(client, body)["more"] == 500


def test_limit_cuts_the_issues_and_not_the_counts(client: FlaskClient) -> None:
    told = verdict(client, b"{}\n" * 5, "?limit=2")
    assert (len(told["issues"]), told["more"], told["rules"]) == (2, 3, {"foreign_json": 5})
    assert verdict(client, b"{}", "?limit=0")["issues"] == []


def test_version_asked_for_is_the_one_held_to(client: FlaskClient) -> None:
    body = json.dumps(SOUND | {"parties": [{"id": "1", "name": "Ministerio"}]}).encode()
    rules = [[one["rule"] for one in verdict(client, body, f"?version={v}")["issues"]] for v in ("1.0", "1.1")]
    assert rules == [["additional_field"], []]


def test_sentences_are_in_the_language_asked_for(client: FlaskClient) -> None:
    said = {verdict(client, b"{}", f"?lang={code}")["issues"][0]["message"] for code in ("en", "es", "pt", "fr")}
    assert len(said) == 4


def test_errors_of_one_release_are_bounded(client: FlaskClient) -> None:
    body = TEXT[:-1] + b', "awards": [' + b",".join([b'{"id": "1", "status": "no"}'] * 5000) + b"]}"
    told = verdict(client, body)
    assert told["rules"]["more_errors"] == 1
    assert 990 <= told["rules"]["enum"] <= 1000


REFUSED = [
    (400, {"query": "?version=2.0"}, "version"),
    (400, {"query": "?limit=-1"}, "limit"),
    (400, {"query": "?limit=10001"}, "limit"),
    (400, {"query": "?limit=٣"}, "limit"),
    (400, {"query": "?lang=xx"}, "lang"),
    (400, {"encoding": "gzip"}, "byte 0"),
    (400, {"encoding": "gzip", "body": gzip.compress(TEXT)[:-9]}, "byte"),
    (400, {"encoding": "gzip", "body": gzip.compress(b"") * 2000}, "byte"),
    (415, {"type": "text/plain"}, "Content-Type"),
    (415, {"type": "application/x-www-form-urlencoded"}, "Content-Type"),
    (415, {"type": "multipart/form-data; boundary=x"}, "Content-Type"),
    (415, {"type": ""}, "Content-Type"),
    (415, {"type": "application/json; charset=latin-1"}, "UTF-8"),
    (415, {"encoding": "br"}, "compressed"),
    (415, {"encoding": "gzip, gzip"}, "compressed"),
    (415, {"body": b"PK\x03\x04 a zip"}, "compressed"),
    (415, {"body": gzip.compress(TEXT)}, "compressed"),
    (415, {"body": gzip.compress(gzip.compress(TEXT)), "encoding": "gzip"}, "compressed"),
    (413, {"body": b" " * 20_000_001}, "20000000"),
    (413, {"body": gzip.compress(b"[" + b"0," * 20_000_000), "encoding": "gzip"}, "20000000"),
]


@pytest.mark.parametrize(("status", "sent", "named"), REFUSED)
def test_refusal_names_the_place_and_the_cure(client: FlaskClient, status: int, sent: dict, named: str) -> None:
    headers = {"Content-Encoding": sent["encoding"]} if "encoding" in sent else {}
    response = client.post(
        ADDRESS + sent.get("query", ""), data=sent.get("body", TEXT), headers=headers,
        content_type=sent.get("type", "application/json"),
    )  # fmt: skip
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    assert response.json["status"] == status
    assert named in response.json["detail"]
    assert response.json["cure"]
    assert "001" not in response.text


def test_address_and_method_that_are_not_there_are_refused_in_the_same_form(client: FlaskClient) -> None:
    missing, wrong = client.get("/api/v1/nothing"), client.get(ADDRESS)
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    assert (wrong.status_code, set(wrong.headers["Allow"].split(", "))) == (405, {"OPTIONS", "POST"})


def test_other_host_is_refused(client: FlaskClient) -> None:
    response = post(client, data=TEXT, content_type="application/json", headers={"Host": "evil.example"})
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")


def test_answers_have_the_headers_of_the_pages_and_other_origins_are_not_let_in(client: FlaskClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for response in (
        post(client, data=TEXT, content_type="application/json", headers=asked),
        client.options(ADDRESS, headers=asked),
    ):
        assert security.HEADERS.items() <= dict(response.headers).items()
        assert not [name for name in response.headers if name[0].startswith("Access-Control")]
        assert "Set-Cookie" not in response.headers


def test_other_pages_still_take_no_data(client: FlaskClient) -> None:
    assert client.post("/processes", data=TEXT).status_code == 405
    assert client.get("/", data=TEXT, content_type="application/json").status_code in {200, 413}


def test_nothing_needs_to_be_published(tmp_path: Path) -> None:
    assert verdict(create_app(tmp_path).test_client(), TEXT)["ok"]


def test_smaller_limit_may_be_set(workspace: Path) -> None:
    client = create_app(workspace, largest_body=10).test_client()
    response = post(client, data=TEXT, content_type="application/json")
    assert response.status_code == 413
    assert "10 bytes" in response.json["detail"]


def test_too_many_validations_are_refused_for_a_while(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 0.01)
    monkeypatch.setattr("dashboard.pages.api.pool", lambda: pool.Pool(count=0))
    response = post(client, data=TEXT, content_type="application/json")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0


LARGE = json.dumps(PACKAGE | {"releases": [SOUND] * 10_000}).encode()


@pytest.mark.parametrize(("limits", "body"), [({"seconds": 0.0}, TEXT), ({"memory": 1_000_000}, LARGE)])
def test_validation_that_takes_too_much_is_stopped(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, limits: dict, body: bytes
) -> None:
    narrow = pool.Pool(count=1, **limits)
    monkeypatch.setattr("dashboard.pages.api.pool", lambda: narrow)
    with caplog.at_level(logging.DEBUG):
        response = post(client, data=body, content_type="application/json")
    narrow.close()
    assert response.status_code == 422
    assert "validation was stopped" in caplog.text
    assert "213czf" not in caplog.text


def test_description_is_sound_and_its_schemas_hold(client: FlaskClient) -> None:
    told = client.get("/api/v1/openapi.json").json
    assert told["openapi"].startswith("3.1")
    schemas = told["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    whole = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **told})
    registry = Registry().with_resource("urn:api", whole)
    for name, value in (("Verdict", verdict(client, b"{}")), ("Problem", client.get(ADDRESS).json)):
        held = Draft202012Validator({"$ref": f"urn:api#/components/schemas/{name}"}, registry=registry)
        assert list(held.iter_errors(value)) == []
        assert list(held.iter_errors({})) != []


def test_every_reference_of_the_description_leads_somewhere() -> None:
    told = openapi.description(1, 1, 1)
    names = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(told))
    assert set(names) == set(told["components"]["schemas"]) == {"Issue", "Verdict", "Problem"}


def test_description_names_every_route_and_every_refusal(client: FlaskClient) -> None:
    told = openapi.description(1, 1, 1)
    routes = {r.rule for r in client.application.url_map.iter_rules() if r.rule.startswith("/api/")}
    assert routes == {told["servers"][0]["url"] + path for path in told["paths"]}
    raised = {one.status for one in DashboardError.__subclasses__()} - {404}
    assert {str(status) for status in raised | {200}} == set(told["paths"]["/validate"]["post"]["responses"])


def test_each_refusal_stands_in_the_documentation() -> None:
    page = (Path(str(files("dashboard"))).parent / "docs" / "validation-api.md").read_text(encoding="utf-8")
    for status in openapi.description(1, 1, 1)["paths"]["/validate"]["post"]["responses"]:
        assert f"### {status}\n" in page
