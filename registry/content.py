"""The bytes and the text of a list file, plain or gzip, never more than a safe size."""

import gzip
import zlib
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from registry.exceptions import ListTooLargeError, UnreadableListError

MAX_BYTES = 256 * 1024 * 1024
"""Longest content read from one file, in bytes after decompression (against decompression bombs)."""

_GZIP = b"\x1f\x8b"
_BROKEN = (gzip.BadGzipFile, EOFError, zlib.error)


def head(path: Path, size: int = 65_536) -> bytes:
    """Give the first `size` bytes after decompression; what a broken archive still yields, which may be nothing."""
    with path.open("rb") as file:
        magic = file.read(2)
        file.seek(0)
        if magic != _GZIP:
            return file.read(size)
        try:
            with gzip.open(file) as inner:
                return inner.read(size)
        except _BROKEN:
            return b""


def content(path: Path) -> bytes:
    """Give the whole content after decompression.

    Raises `ListTooLargeError` beyond `MAX_BYTES` and `UnreadableListError` for a damaged archive.
    """
    with path.open("rb") as file:
        magic = file.read(2)
        file.seek(0)
        return _limited(path, gzip.open(file)) if magic == _GZIP else _limited(path, file)  # type: ignore[arg-type]


def text(path: Path) -> str:
    """Give the content as text; UTF-8, with or without byte order mark.

    Raises what `content` raises, and `UnreadableListError` with the line of the first byte that is not UTF-8.
    """
    data = content(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableListError(
            path, f"line {line}, byte {error.start}", "the text is not UTF-8", "Save the file again as UTF-8"
        ) from error


def digest(path: Path) -> str:
    """Give the SHA-256 of the file as found, in hexadecimal."""
    with path.open("rb") as file:
        hashed = sha256()
        while block := file.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()


def _limited(path: Path, stream: BinaryIO) -> bytes:
    try:
        data = stream.read(MAX_BYTES + 1)
    except _BROKEN as error:
        raise UnreadableListError(
            path, "compressed data", f"the archive is damaged ({error})", "Download the file again"
        ) from error
    if len(data) > MAX_BYTES:
        raise ListTooLargeError(path, MAX_BYTES)
    return data
