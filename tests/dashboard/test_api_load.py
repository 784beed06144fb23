"""The API under load: four hundred requests at once, hostile ones among them, against the real server."""

import gzip
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from dashboard import lanes
from dashboard.server import bind
from ocds import validate

REQUESTS, MOST_MEMORY = 400, 400_000_000
SERVE = (
    "import sys; from pathlib import Path; from dashboard import serve; "
    "serve(Path(sys.argv[1]), port=0, announce=lambda url: print(url, flush=True))"
)
SOUND = {
    "ocid": "ocds-213czf-001",
    "id": "1",
    "date": "2024-05-31T09:00:00Z",
    "tag": ["planning"],
    "initiationType": "tender",
}
TEXT = json.dumps(SOUND).encode()
DATED = TEXT.replace(b"2024-05-31T09:00:00Z", b"31/05/2024")
CODED = TEXT[:-1] + b', "tender": {"id": "1", "status": "abierta"}}'


class Sent(NamedTuple):
    """A request, and the status that it deserves; what is told by status 200 is compared with the Python API."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    packing: str = "identity"


INNOCENT = [
    Sent(TEXT),
    Sent(DATED),
    Sent(CODED),
    Sent(b"[" + TEXT + b"," + DATED + b"]"),
    Sent(TEXT + b"\n" + CODED + b"\n", kind="application/x-ndjson"),
    Sent(gzip.compress(DATED), packing="gzip"),
]
HOSTILE = [
    Sent(b"[" * 20_000 + b"]" * 20_000),
    Sent(TEXT[:-1] + b', "x": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"),
    Sent(TEXT[:-1] + b', "tender": {"id": "1", "value": {"amount": 1e999}}}'),
    Sent(TEXT[:-1] + b', "tender": {"id": "1", "value": {"amount": ' + b"9" * 5000 + b"}}}"),
    Sent(TEXT[:-1] + b', "tender": {"id": "1", "value": {"amount": NaN}}}'),
    Sent(TEXT[:-1] + b', "tender": {"id": "\\ud800"}}'),
    Sent('{"ocid": "ñandú"}'.encode("latin-1")),
    Sent(json.dumps(SOUND).encode("utf-16")),
    Sent(b"\xef\xbb\xbf" + TEXT),
    Sent(TEXT[:-7]),
    Sent(b""),
    Sent(gzip.compress(b" " * 30_000_000), 413, packing="gzip"),
    Sent(gzip.compress(TEXT)[:-8], 400, packing="gzip"),
    Sent(b"PK\x03\x04", 415),
    Sent(TEXT, 415, kind="text/html"),
    Sent(TEXT, 415, kind="application/json; charset=utf-16"),
]
MIXED = [one for i in range(REQUESTS) for one in [(INNOCENT if i % 4 else HOSTILE)[i // 4 % (6 if i % 4 else 16)]]]


@pytest.fixture(scope="module")
def server(workspace: Path):
    """The server in a process of its own, and its port."""
    with subprocess.Popen([sys.executable, "-c", SERVE, str(workspace)], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().decode().strip()
            yield process, int(address.rstrip("/").rpartition(":")[2])
        finally:
            process.kill()


def post(port: int, sent: Sent) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Content-Type": sent.kind, "Content-Encoding": sent.packing}
    connection.request("POST", "/api/v1/validate", sent.body, headers)
    answer = connection.getresponse()
    status, body = answer.status, answer.read()
    connection.close()
    return status, body


def memory(process) -> int:
    """What the server and the processes below it hold."""
    server = psutil.Process(process.pid)
    held = 0
    for one in [server, *server.children(recursive=True)]:
        try:
            held += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return held


class Watch(threading.Thread):
    """Looks at the memory of a process ten times a second; ``most`` is the most it held."""

    def __init__(self, process) -> None:
        super().__init__(daemon=True)
        self._process, self.most, self.ended = process, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.1):
            self.most = max(self.most, memory(self._process))


def endless(port: int) -> socket.socket:
    """A body that is sent in chunks and never ends."""
    stream = socket.create_connection(("127.0.0.1", port))
    stream.sendall(
        b"POST /api/v1/validate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + b"4\r\n[[[[\r\n"
    )
    return stream


def is_cut_off(stream: socket.socket, chunk: bytes, times: int, pause: float = 0) -> bool:
    """Whether the server ends a stream before so many chunks are sent."""
    stream.settimeout(20)
    try:
        for _ in range(times):
            stream.sendall(chunk)
            time.sleep(pause)
    except (ConnectionError, TimeoutError):
        return True
    return False


def told(body: bytes) -> tuple[bool, list[tuple[str, str]]]:
    found = json.loads(body)
    return found["ok"], [(issue["rule"], issue["pointer"]) for issue in found["issues"]]


def expected(sent: Sent) -> tuple[bool, list[tuple[str, str]]]:
    report = validate(sent.body)
    return report.ok, [(issue.rule, issue.pointer) for issue in report]


def test_four_hundred_requests_at_once_get_their_verdicts_in_bounded_memory(server) -> None:
    process, port = server
    verdicts = {sent: expected(sent) for sent in {*INNOCENT, *HOSTILE} if sent.status == 200}
    streams = [endless(port) for _ in range(20)]
    watch = Watch(process)
    watch.start()
    with ThreadPoolExecutor(REQUESTS) as together:
        answers = list(together.map(lambda sent: post(port, sent), MIXED))
    watch.ended.set()
    watch.join()
    for stream in streams:
        stream.close()
    assert Counter(status for status, _ in answers) == Counter(sent.status for sent in MIXED)
    assert [told(body) for status, body in answers if status == 200] == [
        verdicts[sent] for sent in MIXED if sent.status == 200
    ]
    assert watch.most < MOST_MEMORY


def test_pages_are_answered_while_validations_are_under_way(server) -> None:
    _, port = server
    heavy = Sent(b"[" + b",".join([TEXT[:-1] + b', "x": "' + b"y" * 800 + b'"}'] * 15_000) + b"]")
    with ThreadPoolExecutor(4) as together:
        slow = [together.submit(post, port, heavy) for _ in range(4)]
        time.sleep(0.5)
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/robots.txt")
        assert connection.getresponse().status == 200
        seconds = time.monotonic() - began
        connection.close()
        assert not all(one.done() for one in slow)
        assert {one.result()[0] for one in slow} == {200}
    assert seconds < 5


def test_million_errors_in_one_release_are_bounded(server) -> None:
    process, port = server
    watch = Watch(process)
    watch.start()
    status, body = post(port, Sent(TEXT[:-1] + b', "awards": [' + b",".join([b"{}"] * 1_000_000) + b"]}"))
    watch.ended.set()
    watch.join()
    assert status in {200, 422}
    assert len(body) < 2_000_000
    assert watch.most < MOST_MEMORY
    assert post(port, INNOCENT[0])[0] == 200


def test_endless_stream_is_refused_where_it_grows_too_large(server) -> None:
    _, port = server
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    with endless(port) as stream:
        assert is_cut_off(stream, chunk, 60)
    assert post(port, INNOCENT[0])[0] == 200


def test_body_that_is_far_too_large_is_refused_before_it_is_sent(server) -> None:
    _, port = server
    with socket.create_connection(("127.0.0.1", port)) as stream:
        stream.sendall(
            b"POST /api/v1/validate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Content-Length: 90000000000\r\n\r\n"
        )
        answer = http.client.HTTPResponse(stream)
        answer.begin()
        assert answer.status == 413
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in answer.headers


def test_request_that_is_none_is_refused(server) -> None:
    _, port = server
    with socket.create_connection(("127.0.0.1", port)) as stream:
        stream.sendall(b"\x00\x01 nothing\r\nof the kind\r\n\r\n")
        assert stream.recv(100).startswith(b"HTTP/1.0 400")
    assert post(port, INNOCENT[0])[0] == 200


def test_request_that_trickles_in_is_cut_off(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "SECONDS", 0.5)
    server, address = bind(workspace, port=0)
    threading.Thread(target=server.run, daemon=True).start()
    with endless(int(address.rstrip("/").rpartition(":")[2])) as stream:
        assert is_cut_off(stream, b"1\r\n[\r\n", 100, pause=0.1)
    server.task_dispatcher.shutdown()
    server.close()
