"""Fetches the files of an extension, for those who asked for it.

Whoever writes data can declare any URL, so only a few hosts are ever asked, by https and at the usual port; a redirect
may not lead to another host; and what the name of a host resolves to must be a public address, which is then the very
one that is connected to. Proxies of the environment are not used.
"""

import ssl
import time
from collections.abc import Callable, Iterable
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, ip_address, ip_network
from socket import IPPROTO_TCP, SOCK_STREAM, create_connection, getaddrinfo
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from ocds.extending.exceptions import RefusedAddressError, UnreachableExtensionError
from ocds.extending.folder import LARGEST
from ocds.extending.patches import METADATA

HOSTS = frozenset({"raw.githubusercontent.com", "extensions.open-contracting.org", "standard.open-contracting.org"})
"""The only hosts that are asked."""

SECONDS = 10.0
_PORT = 443
_REDIRECTS = 3
_CHUNK = 65_536
# Addresses of version 6 that stand for one of version 4 would hide it; the others in use lie in this network.
_PUBLIC = ip_network("2000::/3")
_TUNNEL = ip_network("2002::/16")


class _Pinned(HTTPSConnection):
    """A connection to an address already looked at; the certificate is still that of the host."""

    def __init__(self, host: str, address: str, seconds: float) -> None:
        self._encryption = ssl.create_default_context()
        super().__init__(host, _PORT, timeout=seconds, context=self._encryption)
        self._address = address

    def connect(self) -> None:
        plain = create_connection((self._address, self.port), self.timeout)
        self.sock = self._encryption.wrap_socket(plain, server_hostname=self.host)


def _addresses(host: str) -> list[str]:
    return [str(found[4][0]) for found in getaddrinfo(host, _PORT, type=SOCK_STREAM, proto=IPPROTO_TCP)]


class Network(NamedTuple):
    """How hosts are found and connected to: an address for a name, a connection for host, address and seconds."""

    addresses: Callable[[str], Iterable[str]] = _addresses
    connection: Callable[[str, str, float], HTTPConnection] = _Pinned


class OnlineFiles(NamedTuple):
    """The files of an extension below an address."""

    url: str
    base: str
    network: Network

    def read(self, name: str) -> bytes | None:
        """Fetch a file; None when there is none (404), but for ``extension.json``, without which there is nothing."""
        found = fetched(f"{self.base}{name}", self.network)
        if found is None and name == METADATA:
            raise UnreachableExtensionError(self.url, f"there is no {self.base}{name} (404)")
        return found

    def codelists(self) -> list[str]:
        """List none: a folder on the network cannot be listed."""
        return []


def fetched(url: str, network: Network | None = None) -> bytes | None:
    """Fetch a file of at most ``LARGEST`` bytes in about ``SECONDS``; None when there is none (404).

    Raises ``RefusedAddressError`` and ``UnreachableExtensionError``.
    """
    way = network or Network()
    host = _allowed(url)
    end = time.monotonic() + SECONDS
    place = url
    for _ in range(1 + _REDIRECTS):
        found = _got(place, host, way, end)
        if not isinstance(found, str):
            return found
        place = found
        if _allowed(place) != host:
            raise RefusedAddressError(url, f"it redirects to another host: {place}")
    raise UnreachableExtensionError(url, f"it redirects more than {_REDIRECTS} times")


def _allowed(url: str) -> str:
    """The host of a URL that may be fetched."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedAddressError(url, f"it is no URL ({error})") from error
    if parts.scheme != "https" or port not in {None, _PORT} or parts.username is not None:
        raise RefusedAddressError(url, "only plain https is fetched")
    if host not in HOSTS:
        raise RefusedAddressError(url, f"its host is not one of those fetched from: {', '.join(sorted(HOSTS))}")
    return host


def _public(url: str, host: str, network: Network) -> list[str]:
    addresses = list(network.addresses(host))
    for text in addresses:
        address = ip_address(text)
        direct = isinstance(address, IPv4Address) or (address in _PUBLIC and address not in _TUNNEL)
        if not address.is_global or address.is_multicast or not direct:
            raise RefusedAddressError(url, f"its host resolves to {address}, which is no public address")
    return addresses


def _got(url: str, host: str, network: Network, end: float) -> bytes | str | None:
    """The contents, None for 404, or the address of a redirect."""
    failure: Exception = OSError("no address")
    try:
        for address in _public(url, host, network):
            seconds = end - time.monotonic()
            if seconds <= 0:
                break
            connection = network.connection(host, address, seconds)
            try:
                return _answer(url, connection, end)
            except OSError as error:
                failure = error
            finally:
                connection.close()
    except (OSError, HTTPException) as error:
        failure = error
    raise UnreachableExtensionError(url, f"it cannot be fetched ({failure})") from failure


def _answer(url: str, connection: HTTPConnection, end: float) -> bytes | str | None:
    path = quote(urlsplit(url).path or "/", safe="/%:@!$&'()*+,;=~")
    connection.request("GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "veeduria"})
    response = connection.getresponse()
    if response.status in {301, 302, 303, 307, 308}:
        return _target(url, response.getheader("Location", ""))
    if response.status == 404:
        return None
    if response.status != 200:
        raise UnreachableExtensionError(url, f"it answers with the status {response.status}")
    return _body(url, response, end)


def _target(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise RefusedAddressError(url, f"it redirects to {location!r}, which is no URL") from error


def _body(url: str, response: HTTPResponse, end: float) -> bytes:
    found = bytearray()
    while chunk := response.read1(_CHUNK):
        found += chunk
        if len(found) > LARGEST:
            raise UnreachableExtensionError(url, f"it has more than {LARGEST:,} bytes")
        if time.monotonic() > end:
            raise UnreachableExtensionError(url, f"it takes longer than {SECONDS:.0f} seconds")
    if response.length:
        raise UnreachableExtensionError(url, "it was cut short")
    return bytes(found)
