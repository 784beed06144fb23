"""Serves the pages on this machine."""

import errno
import logging
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from waitress.server import BaseWSGIServer, create_server  # type: ignore[import-untyped]

from dashboard.app import create_app
from dashboard.bodies import LARGEST
from dashboard.lanes import Impatient, Lanes
from dashboard.pool import AT_ONCE

THREADS = 4
CONNECTIONS = 500
LIMITS = {
    "connection_limit": CONNECTIONS,
    "asyncore_use_poll": True,  # select() cannot watch as many
    "channel_timeout": 30,
    "cleanup_interval": 5,
    "max_request_header_size": 65_536,
    "inbuf_overflow": 65_536,
}
TAKEN = (errno.EADDRINUSE, errno.EACCES)
ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - recognised here, never the default


def bind(
    workspace: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    language: str | None = None,
    title: str | None = None,
    hosts: Iterable[str] = (),
    largest_body: int = LARGEST,
) -> tuple[BaseWSGIServer, str]:
    """Give a server that listens, and its address; ``run()`` of the server answers requests until it is closed.

    Port 0, or one that is taken, becomes a free one. Raises ``OSError`` when ``host`` is no address of this machine.
    """
    names = {*hosts, f"[{host}]" if ":" in host else host}
    if host in ANYWHERE:
        names.add(socket.gethostname().lower())
    app = create_app(workspace, language=language, title=title, hosts=names, largest_body=largest_body)
    # It would report on stderr that a browser opened more connections than there are threads.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # A body that is too large is refused by the application, in its own words, unless it is far too large.
    limits = LIMITS | {"max_request_body_size": 2 * largest_body}
    server = create_server(app, sockets=[_listen(host, port)], threads=THREADS, ident=None, **limits)
    server.channel_class, server.task_dispatcher = Impatient, Lanes(server.task_dispatcher, AT_ONCE)
    shown = "127.0.0.1" if host in ANYWHERE else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{server.effective_port}/"
    return server, address


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if port == 0 or error.errno not in TAKEN:
            raise
        return socket.create_server((host, 0), family=family)


def serve(
    workspace: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    language: str | None = None,
    title: str | None = None,
    hosts: Iterable[str] = (),
    largest_body: int = LARGEST,
    announce: Callable[[str], None] | None = None,
) -> str:
    """Serve the current snapshot of ``workspace`` until interrupted, and return the address it had.

    ``announce`` is called with the address as soon as it is open. By default only this machine can reach it.
    """
    server, address = bind(
        workspace, host, port, language=language, title=title, hosts=hosts, largest_body=largest_body
    )
    if announce:
        announce(address)
    try:
        server.run()
    finally:
        server.close()
    return address
