"""Takes what was sent to the API: streamed to a file, unpacked, never larger than allowed."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.exceptions import BodyCharsetError, BodyEncodingError, BodyTypeError, DamagedBodyError, LargeBodyError

JSON = "application/json"
LINES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
GZIP = ("application/gzip", "application/x-gzip")
TYPES = (JSON, *LINES, *GZIP)
LARGEST = 20_000_000
"""How many bytes a body may have, unpacked, where no other limit is set."""
_BLOCK = 1 << 16
_MEMBERS = 1000
_PACKED = (b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ")


def receive(request: Request, path: Path, largest: int) -> None:
    """Write the body of a request to a file; what is in it is not looked at.

    Raises ``BodyTypeError``, ``BodyCharsetError``, ``BodyEncodingError``, ``DamagedBodyError``, ``LargeBodyError``.
    """
    packed = _is_packed(request)
    if (request.content_length or 0) > largest:
        raise LargeBodyError(largest)
    request.max_content_length = largest
    written = 0
    try:
        blocks = iter(lambda: request.stream.read(_BLOCK), b"")
        with path.open("wb") as out:
            for block in _unpacked(blocks) if packed else blocks:
                written += len(block)
                if written > largest:
                    raise LargeBodyError(largest)
                out.write(block)
    except RequestEntityTooLarge:
        raise LargeBodyError(largest) from None
    with path.open("rb") as file:
        if file.read(6).startswith(_PACKED):
            raise BodyEncodingError


def _is_packed(request: Request) -> bool:
    """Whether headers say that the body is packed by gzip; raises for what is not taken."""
    if request.mimetype not in TYPES:
        raise BodyTypeError(TYPES)
    if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise BodyCharsetError
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise BodyEncodingError
    return "gzip" in encoding or request.mimetype in GZIP


def _unpacked(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes packed by gzip, a block at a time however much is packed in how little."""
    read, members, member = 0, 1, zlib.decompressobj(wbits=31)
    for block in blocks:
        rest = block
        while rest:
            if member.eof:
                members, member = members + 1, zlib.decompressobj(wbits=31)
            try:
                yield member.decompress(rest, _BLOCK)
            except zlib.error:
                raise DamagedBodyError(read) from None
            if members > _MEMBERS:
                raise DamagedBodyError(read)
            rest = member.unused_data if member.eof else member.unconsumed_tail
        read += len(block)
    yield member.flush()
    if not member.eof:
        raise DamagedBodyError(read)
