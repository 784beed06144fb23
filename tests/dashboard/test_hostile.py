"""Data and requests that mean harm."""

import csv
import io
import logging
from pathlib import Path
from urllib.parse import urlencode

import polars as pl
import pytest
from flask.testing import FlaskClient
from quillay import HOSTILE, write
from routes import CSV, PAGES

from dashboard import create_app
from dashboard.jsonview import marked, resolve
from dashboard.tables import FORMULA, plain


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_the_data_stays_text(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    assert "<script" not in text
    assert "<img" not in text
    assert "<b>" not in text


def test_hostile_title_is_shown_as_it_was_written(client: FlaskClient) -> None:
    text = client.get(f"/process?{urlencode({'ocid': HOSTILE})}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.parametrize("path", CSV)
def test_no_cell_of_a_csv_is_a_formula(client: FlaskClient, path: str) -> None:
    for row in csv.reader(io.StringIO(client.get(path).text)):
        for cell in row:
            assert not cell.startswith(FORMULA) or cell.lstrip("-").replace(".", "").isdigit(), cell


def test_formula_is_made_inert_and_numbers_stay_numbers() -> None:
    assert plain("=1+1") == "'=1+1"
    assert plain("\t=1") == "'\t=1"
    assert plain(-5.0) == -5.0


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]", "x y"])
def test_other_host_is_refused_before_any_data_is_read(client: FlaskClient, host: str) -> None:
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert "Quillay" not in response.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:8000"])
def test_this_machine_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_configured_host_is_answered(workspace: Path) -> None:
    client = create_app(workspace, hosts=["auditors.example"]).test_client()
    assert client.get("/", headers={"Host": "auditors.example:8000"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/process?ocid=none", "/processes/none", "/indicators/R999", "/cards/none.csv",
     "/process?ocid=" + "a" * 501, "/process?ocid=%00", "/static/../app.py", "/processes/../../etc/passwd"],
)  # fmt: skip
def test_what_is_not_there_is_told_plainly(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1>" in response.text


def test_process_without_ocid_is_a_bad_request(client: FlaskClient) -> None:
    assert client.get("/process").status_code == 400


def test_pages_can_only_be_read(client: FlaskClient) -> None:
    assert client.post("/", data={"a": "b"}).status_code == 405


def test_fault_shows_no_trace_and_logs_no_data(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    for broken in (tmp_path / "snapshots").glob("*/tables/process/*.parquet"):
        pl.DataFrame({"secret_44556677": [1]}).write_parquet(broken)
    with caplog.at_level(logging.DEBUG):
        response = create_app(tmp_path).test_client().get("/processes")
    assert response.status_code == 500
    assert "Traceback" not in response.text
    assert "44556677" not in response.text + caplog.text
    assert "a page failed: ColumnNotFoundError at listing.py:" in caplog.text


def test_nothing_published_yet_names_the_next_step(tmp_path: Path) -> None:
    response = create_app(tmp_path).test_client().get("/")
    assert response.status_code == 503
    assert "veeduria run" in response.text
    assert "/tmp" not in response.text


def test_long_release_is_cut_but_its_marked_values_are_not() -> None:
    release = {"padding": ["x" * 50] * 1000, "awards": [{"n": 0}, {"n": 1}, {"n": 2, "deep": {"date": "here"}}]}
    shown = marked(release, ["/awards/2/deep/date"], largest=1000)
    assert shown.cut
    assert len(shown.html) < 3000
    assert f'<mark id="{shown.marks["/awards/2/deep/date"]}">&#34;here&#34;</mark>' in shown.html


def test_pointers_are_resolved_with_their_escapes() -> None:
    assert resolve({"a/b": [{"~": 1}]}, "/a~1b/0/~0") == 1
    with pytest.raises(LookupError):
        resolve({"a": [1]}, "/a/1")
    with pytest.raises(LookupError):
        resolve({"a": [1]}, "/a/-1")
