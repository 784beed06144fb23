"""The server: where it listens, and that a new snapshot is shown without a restart."""

import socket
import threading
import urllib.request
from pathlib import Path

import pytest
from quillay import write

from dashboard import create_app, serve
from dashboard.server import bind


def test_new_snapshot_is_served_without_a_restart_and_compared_with_the_last(tmp_path: Path) -> None:
    write(tmp_path, title="Ayer")
    client = create_app(tmp_path).test_client()
    before = client.get("/").text
    assert "Ayer" in before
    assert "since the last snapshot" not in before
    write(tmp_path, title="Hoy")
    after = client.get("/").text
    assert "Hoy" in after
    assert "Ayer" not in after
    assert "Change in alerts since the last snapshot" in after


def test_taken_port_becomes_a_free_one(workspace: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server, address = bind(workspace, port=port)
        server.close()
    assert address.startswith("http://127.0.0.1:")
    assert not address.endswith(f":{port}/")


def test_address_that_is_not_ours_is_refused(workspace: Path) -> None:
    with pytest.raises(OSError, match="assign"):
        bind(workspace, host="203.0.113.7", port=0)


def test_address_is_announced_and_answers(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    opened = threading.Event()

    def announce(address: str) -> None:
        announced.append(address)
        opened.set()

    thread = threading.Thread(
        target=serve, args=(workspace,), kwargs={"port": 0, "announce": announce, "language": "es"}, daemon=True
    )
    thread.start()
    assert opened.wait(10)
    with urllib.request.urlopen(announced[0], timeout=20) as response:
        assert b'<html lang="es">' in response.read()
        assert "Server" not in response.headers
