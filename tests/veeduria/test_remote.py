"""Sources that are addresses are fetched when that was asked for, and only then."""

import json
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import polars as pl
import pytest

from ocds.snapshots import current
from veeduria import remote

RELEASE = {
    "ocid": "ocds-xqy001-1",
    "id": "1",
    "date": "2024-05-31T09:00:00Z",
    "tag": ["compiled"],
    "initiationType": "tender",
    "parties": [{"id": "P1", "name": "Ministerio"}],
    "tender": {"id": "T1", "status": "unheard of"},
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_):
        """Tell nothing."""


@contextmanager
def served(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def address(tmp_path):
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "release.json").write_text(json.dumps(RELEASE), encoding="utf-8")
    with served(folder) as root:
        yield f"{root}/release.json"


def test_nothing_is_fetched_unasked(veeduria, address):
    result = veeduria("validate", address)
    assert result.exit_code == 2
    assert "--online" in result.stderr


def test_issues_speak_of_the_address(veeduria, address):
    result = veeduria("validate", address, "--online", "--format", "jsonl")
    assert result.exit_code == 1
    assert {json.loads(line)["file"] for line in result.stdout.splitlines()} == {address}


def test_an_address_that_gives_nothing_is_told(veeduria, address):
    result = veeduria("validate", f"{address}.gone", "--online")
    assert result.exit_code == 2
    assert "404" in result.stderr


def test_a_run_keeps_where_its_files_came_from(veeduria, address, tmp_path):
    result = veeduria("run", address, "--online", "--workspace", str(tmp_path / "workspace"))
    assert result.exit_code == 0, result.stderr
    source = current(tmp_path / "workspace").scan("source").select("url", "bytes").collect()
    assert source.equals(pl.DataFrame({"url": [address], "bytes": [len(json.dumps(RELEASE))]}))


def test_an_answer_without_an_end_does_not_fill_the_disk(veeduria, address, monkeypatch, tmp_path):
    monkeypatch.setattr(remote, "SPARED", 1 << 60)
    result = veeduria("run", address, "--online", "--workspace", tmp_path / "workspace")
    assert result.exit_code == 2
    assert "of the disk would be left" in result.stderr
    assert not list((tmp_path / "workspace").rglob("*release.json*"))
