"""Extensions fetched from the network, from a few hosts and from nowhere else."""

import http.server
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

from ocds.extending import online
from ocds.extending.exceptions import RefusedAddressError, UnreachableExtensionError
from ocds.extending.online import Network, fetched
from ocds.extending.resolving import Resolution, Sources, resolved

HOST = "raw.githubusercontent.com"
BASE = f"https://{HOST}/someone/odd/main/"
PUBLIC = "185.199.108.133"


class Server(http.server.ThreadingHTTPServer):
    """Answers by path with what it is told to: status, headers, contents."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.connected: list[tuple[str, str]] = []

    def give(self, path: str, content: bytes, status: int = 200, **headers: str) -> None:
        self.answers[path] = (status, headers, content)

    def network(self, *addresses: str) -> Network:
        """The way to this server, whatever host is asked for; the addresses are what its name resolves to."""

        def connection(host: str, address: str, seconds: float) -> HTTPConnection:
            self.connected.append((host, address))
            return HTTPConnection("127.0.0.1", self.server_port, timeout=seconds)

        return Network(lambda _: addresses or (PUBLIC,), connection)


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, headers, content = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(content), 1000) if "X-Slow" in headers else [0]:
            self.wfile.write(content[start : start + 1000] if "X-Slow" in headers else content)
            time.sleep(0.05 if "X-Slow" in headers else 0)

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def looked_up(server: Server, *urls: str) -> Resolution:
    return resolved(urls, Sources(None, True, server.network()))


def test_an_extension_is_fetched_with_its_codelists(server: Server) -> None:
    server.give("/someone/odd/main/extension.json", b'{"name": {"en": "Odd"}, "codelists": ["+partyRole.csv"]}')
    server.give("/someone/odd/main/release-schema.json", b'{"properties": {"level": {"type": "integer"}}}')
    server.give("/someone/odd/main/codelists/+partyRole.csv", b"Code\nauditor\n")
    found = looked_up(server, "https://github.com/someone/odd/tree/main")
    assert found.problems == ()
    assert found.patches[0].name == "Odd"
    assert found.extended("1.1").schema()["properties"]["level"] == {"type": "integer"}
    assert "auditor" in found.extended("1.1").codelist("partyRole")
    assert set(server.connected) == {(HOST, PUBLIC)}


def test_nothing_is_fetched_unless_asked(server: Server) -> None:
    found = resolved([f"{BASE}extension.json"], Sources(None, False, server.network()))
    assert [code for _, code, _ in found.problems] == ["extension_unknown"]
    assert server.connected == []


def test_what_is_not_there_is_told_of_and_not_asked_for_again(server: Server) -> None:
    network = server.network()
    for rest in ("", "?again"):
        found = resolved([f"{BASE}extension.json", f"https://a.example/{rest}"], Sources(None, True, network))
        assert found.problems[0][:2] == (f"{BASE}extension.json", "extension_unreachable")
        assert found.problems[0].detail == f"there is no {BASE}extension.json (404)"
    assert len(server.asked) == 1


def test_an_extension_without_anything_is_unreadable(server: Server) -> None:
    server.give("/someone/odd/main/extension.json", b"{}")
    assert [code for _, code, _ in looked_up(server, BASE).problems] == ["extension_unreadable"]


def test_a_page_of_the_registry_names_no_files(server: Server) -> None:
    found = looked_up(server, "https://extensions.open-contracting.org/en/extensions/techniques/master/")
    assert [code for _, code, _ in found.problems] == ["extension_unknown"]


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}.evil.example/a/",
        f"http://{HOST}:443/a/b/c/../x/",
        f"https://{HOST}:8443/recursos/",
        f"https://{HOST}./a/",
        f"https://user@{HOST}/a/",
        f"https://{HOST}@127.0.0.1/a/",
        f"https://127.0.0.1/{HOST}/",
        "https://[::1]/a/",
        "https://localhost/a/",
        "https://169.254.169.254/latest/meta-data/",
        "https://a.example/b/",
        "https://gitlab.com/dncp-opendata/ocds_auctions_extension/raw/master/extension.json",
        "http://standard.open-contracting.org/profiles/ppp/extension.json",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "ftp://standard.open-contracting.org/x/",
        "badprotocol://x/y",
        "https://[/x",
    ],
)
def test_other_hosts_and_schemes_are_refused(url: str, server: Server) -> None:
    found = looked_up(server, url)
    assert [code for _, code, _ in found.problems] in (["extension_refused"], ["extension_unknown"])
    with pytest.raises(RefusedAddressError):
        fetched(url, server.network())
    assert server.connected == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fd00::1", "ff02::1", "::"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1"),
    ],
)
def test_a_name_that_resolves_inside_is_refused(address: str, server: Server) -> None:
    with pytest.raises(RefusedAddressError, match="no public address"):
        fetched(BASE, server.network(PUBLIC, address))
    assert server.connected == []


@pytest.mark.parametrize("address", [PUBLIC, "2606:50c0:8000::154"])
def test_the_address_that_was_looked_at_is_the_one_connected_to(address: str, server: Server) -> None:
    server.give("/x", b"here")
    assert fetched(f"https://{HOST}/x", server.network(address)) == b"here"
    assert server.connected == [(HOST, address)]


def test_a_redirect_within_the_host_is_followed(server: Server) -> None:
    server.give("/x", b"", 301, Location=f"https://{HOST}/y")
    server.give("/y", b"", 302, Location="z")
    server.give("/z", b"here")
    assert fetched(f"https://{HOST}/x", server.network()) == b"here"


@pytest.mark.parametrize(
    "place",
    [
        *("http://127.0.0.1/", "https://a.example/", "file:///etc/passwd", "//127.0.0.1/", f"http://{HOST}/y"),
        *("https://standard.open-contracting.org/", f"https://{HOST}:22/", "https://["),
    ],
)
def test_a_redirect_elsewhere_is_refused(place: str, server: Server) -> None:
    server.give("/x", b"", 302, Location=place)
    with pytest.raises(RefusedAddressError):
        fetched(f"https://{HOST}/x", server.network())
    assert server.asked == ["/x"]


def test_redirects_end(server: Server) -> None:
    server.give("/x", b"", 302, Location="/x")
    with pytest.raises(UnreachableExtensionError, match="more than 3 times"):
        fetched(f"https://{HOST}/x", server.network())


@pytest.mark.parametrize("status", [204, 403, 500])
def test_another_answer_is_told_of(status: int, server: Server) -> None:
    server.give("/x", b"", status)
    with pytest.raises(UnreachableExtensionError, match=f"status {status}"):
        fetched(f"https://{HOST}/x", server.network())


def test_a_file_too_large_is_let_go(server: Server) -> None:
    server.give("/x", b" " * (online.LARGEST + 1))
    with pytest.raises(UnreachableExtensionError, match="more than 5,000,000 bytes"):
        fetched(f"https://{HOST}/x", server.network())


def test_a_file_cut_short_is_not_taken_for_the_whole(server: Server) -> None:
    server.give("/x", b"Code\nopen\n", **{"Content-Length": "500"})
    with pytest.raises(UnreachableExtensionError, match="cut short"):
        fetched(f"https://{HOST}/x", server.network())


def test_a_server_that_dawdles_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "SECONDS", 0.2)
    server.give("/x", b" " * 50_000, **{"X-Slow": "yes"})
    start = time.monotonic()
    with pytest.raises(UnreachableExtensionError):
        fetched(f"https://{HOST}/x", server.network())
    assert time.monotonic() - start < 2


def test_a_server_that_is_not_there_is_told_of(server: Server) -> None:
    closed = Network(lambda _: [PUBLIC, PUBLIC], lambda *_: HTTPConnection("127.0.0.1", 1, timeout=1))
    with pytest.raises(UnreachableExtensionError, match="cannot be fetched"):
        fetched(BASE, closed)
    with pytest.raises(UnreachableExtensionError, match="no address"):
        fetched(BASE, Network(lambda _: []))

    def unknown(host: str) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(UnreachableExtensionError, match="Name or service not known"):
        fetched(BASE, Network(unknown))


def test_a_path_of_other_letters_is_quoted(server: Server) -> None:
    server.give("/a%20b/%C3%B3", b"here")
    assert fetched(f"https://{HOST}/a b/ó", server.network()) == b"here"
