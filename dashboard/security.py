"""What every answer says to the browser, and which requests are refused before a page sees them."""

import re
from collections.abc import Iterable

from flask import Flask, Response, request
from werkzeug.exceptions import RequestURITooLarge, SecurityError

LONGEST_QUERY = 4096
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_PORT = re.compile(r":\d{1,5}$")


def install(app: Flask, hosts: Iterable[str]) -> None:
    """Guards ``app``: it answers to the loopback's names and to ``hosts`` only, and to addresses of sound length.

    A page elsewhere could point its own name at this machine and read the answers; the check of ``Host`` stops that.
    """
    allowed = LOOPBACK | {host.lower() for host in hosts}

    @app.before_request
    def refuse() -> None:
        if _PORT.sub("", request.host.lower()) not in allowed:
            raise SecurityError
        if len(request.query_string) > LONGEST_QUERY or len(request.path) > LONGEST_QUERY:
            raise RequestURITooLarge

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.add("Vary", "Accept-Language")
        return response
