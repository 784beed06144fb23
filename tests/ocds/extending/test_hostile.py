"""Extensions are declared by whoever writes data: what they hold may harm nobody."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ocds.extending.folder import LARGEST
from ocds.extending.resolving import MOST, Sources, resolved

URL = "https://raw.githubusercontent.com/someone/odd/main/extension.json"
OTHER = "https://raw.githubusercontent.com/someone/fine/main/extension.json"
Make = Callable[..., Path]


def level(schema: Any) -> dict[str, Any]:
    return {"properties": {"level": schema}}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("{", "release-schema.json: "),
        ("", "release-schema.json: "),
        ('{"a": NaN}', "NaN"),
        ("[]", "no JSON object"),
        ("null", "no JSON object"),
        (None, "nothing to apply"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 500 + "1" + "}" * 500, "nested too deeply"),
        (level("text"), "no schema"),
        (level({"type": "money"}), "no schema"),
        (level({"pattern": "("}), "no schema"),
        ({"properties": []}, "no schema"),
        (level({"$ref": "#/definitions/Period", "items": 5, "properties": []}), "no schema"),
        ({"type": 5}, "no schema"),
        ({"definitions": []}, "the definitions are no schemas"),
        ({"definitions": {"Tender": "text"}}, "the definitions are no schemas"),
        (level({"$ref": "http://127.0.0.1/x.json"}), "refers to 'http://127.0.0.1/x.json'"),
        (level({"$ref": "file:///etc/passwd"}), "refers to"),
        (level({"oneOf": [{"items": {"$ref": "other.json#/definitions/X"}}]}), "refers to"),
        (level({"$ref": "#"}), "refers to"),
        (level({"$ref": 5}), "refers to"),
        (level({"$ref": {}}), "refers to"),
        (level({"$ref": "#/definitions/Tender/properties/id"}), "refers to"),
    ],
)
def test_what_is_no_schema_is_refused_with_the_reason(schema: Any, said: str, extension: Make) -> None:
    folder = extension("odd", schema)
    extension("fine")
    found = resolved([URL, OTHER], Sources(folder))
    ((url, code, detail),) = found.problems
    assert (url, code) == (URL, "extension_unreadable")
    assert said in detail
    # The others are applied all the same.
    assert len(found.patches) == 1


@pytest.mark.parametrize("metadata", ["{", "[]", "5", '"name"'])
def test_metadata_that_are_none_are_refused(metadata: str, extension: Make) -> None:
    found = resolved([URL], Sources(extension("odd", metadata=metadata)))
    assert [code for _, code, _ in found.problems] == ["extension_unreadable"]


def test_a_file_too_large_is_not_read(extension: Make) -> None:
    found = resolved([URL], Sources(extension("odd", " " * (LARGEST + 1))))
    assert [code for _, code, _ in found.problems] == ["extension_unreadable"]


def test_too_many_codelists_are_not_read(extension: Make) -> None:
    found = resolved([URL], Sources(extension("odd", metadata={"codelists": [f"{i}.csv" for i in range(101)]})))
    assert [code for _, code, _ in found.problems] == ["extension_unreadable"]


def test_too_many_extensions_are_not_looked_for() -> None:
    found = resolved([f"https://a.example/{i}/" for i in range(MOST + 2)])
    assert [detail for _, _, detail in found.problems[MOST:]] == [f"more than {MOST} are declared"] * 2


@pytest.mark.parametrize(
    "schema",
    [
        {"definitions": {"Level": {"$ref": "#/definitions/Level"}}, **level({"$ref": "#/definitions/Level"})},
        {
            "definitions": {"Level": {"allOf": [{"$ref": "#/definitions/Level"}]}},
            **level({"$ref": "#/definitions/Level"}),
        },
        {"definitions": {"Unused": {"properties": []}}},
        level({"items": [{"type": "string"}, {"type": "integer"}]}),
        level({"pattern": "^(a+)+$"}),
        {"id": "http://127.0.0.1/", "$schema": "http://127.0.0.1/"},
        level({"id": "http://127.0.0.1/", "properties": {"tender": {"$ref": "#/definitions/Tender"}}}),
    ],
)
def test_odd_schemas_do_no_harm(schema: Any, extension: Make) -> None:
    found = resolved([URL], Sources(extension("odd", schema)))
    assert found.problems == ()
    for version in ("1.0", "1.1"):
        for root in ("Release", "Record"):
            validator = jsonschema_rs.Draft4Validator(found.extended(version).schema(root))
            assert not validator.is_valid({"level": "a" * 5000 + "!"})


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """A server of this machine, and the paths it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port, paths
        server.shutdown()


@pytest.mark.parametrize("online", [False, True])
def test_no_reference_of_a_schema_is_ever_fetched(online: bool, asked: tuple[int, list[str]], extension: Make) -> None:
    port, paths = asked
    remote = f"http://127.0.0.1:{port}/x.json"
    folder = extension("odd", level({"$ref": remote}))
    extension("fine", level({"id": remote, "$schema": remote, "$ref": "#/definitions/Period"}))
    found = resolved([URL, OTHER, remote], Sources(folder, online))
    assert [code for _, code, _ in found.problems] == [
        "extension_unreadable",
        "extension_refused" if online else "extension_unknown",
    ]
    assert paths == []
