"""From sources (files, folders, patterns, archives, standard input) to plain files on disk."""

import gzip
import hashlib
import re
import shutil
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, NamedTuple, cast

import orjson
import zstandard

from ocds.exceptions import DamagedFileError, DecompressionLimitError, SourceNotFoundError

PROVENANCE = ".fileinfo"
"""Kingfisher Collect wrote, beside `x.json`, a file `x.json.fileinfo` with its URL."""
_CRAWL = re.compile(r"(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)")
"""How Kingfisher Collect names the folder of a crawl, by its start (UTC): `20250630_213000`."""
_BLOCK = 1 << 20
_FREE_SIZE = 1 << 28
_MOST_RATIO = 500


class PlainFile(NamedTuple):
    """A file as found (`name`, `sha256`, `size`), and where its unpacked bytes can be read (`path`).

    `crawled` and `url` are what Kingfisher Collect kept of where it came from, where it did.
    """

    name: str
    path: Path
    sha256: str
    size: int
    crawled: str | None
    url: str | None


def expand(sources: list[str]) -> list[Path]:
    """The files that sources name: a folder stands for all files below it, a pattern for those that fit, in order.

    Hidden files and the provenance files of Kingfisher Collect are left out. Raises `SourceNotFoundError`.
    """
    return [file for source in sources for file in _files(source)]


def _files(source: str) -> list[Path]:
    path = Path(source)
    if source == "-" or path.is_file():
        return [path]
    if path.is_dir():
        return [file for file in sorted(path.rglob("*")) if file.is_file() and _is_data(file.relative_to(path))]
    found = sorted(glob(source, recursive=True)) if has_magic(source) else []  # noqa: PTH207 (absolute patterns too)
    if not found:
        raise SourceNotFoundError(source)
    return [file for match in found for file in _files(match)]


def _is_data(file: Path) -> bool:
    hidden = any(part.startswith(".") and part != ".." for part in file.parts)
    return file.suffix != PROVENANCE and not hidden


def plain_files(path: Path, spool: Path, *, hashed: bool = True) -> Iterator[PlainFile]:
    """The plain file or files (members of an archive) behind a path; what is compressed is unpacked below `spool`.

    Where nobody asks for hashes, they are left empty, and the file is read once less.
    Raises `DamagedFileError` and `DecompressionLimitError`; what came before stays good.
    """
    if str(path) == "-":
        path = spool / "stdin"
        with path.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out, _BLOCK)
        name = "-"
    else:
        name = str(path)
    digest = ""
    if hashed:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    crawled, url = _provenance(path)
    size = path.stat().st_size
    for inner, plain in _unpacked(name, path, spool, depth=0):
        yield PlainFile(inner, plain, digest, size, crawled, url)


def _provenance(path: Path) -> tuple[str | None, str | None]:
    """When a file was crawled, as the name of a folder above it tells, and from where, as the file beside it does."""
    crawls = [found for part in path.parent.parts if (found := _CRAWL.fullmatch(part))]
    crawled = "{}-{}-{}T{}:{}:{}Z".format(*crawls[-1].groups()) if crawls else None
    try:
        info = orjson.loads(path.with_name(path.name + PROVENANCE).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return crawled, None
    url = info.get("url") if isinstance(info, dict) else None
    return crawled, str(url) if url else None


def _unpacked(name: str, path: Path, spool: Path, depth: int) -> Iterator[tuple[str, Path]]:
    with path.open("rb") as file:
        magic = file.read(4)
    if depth > 2 or magic[:2] not in {b"\x1f\x8b", b"PK", b"\x28\xb5"}:
        yield name, path
    elif magic == b"PK\x03\x04":
        yield from _members(name, path, spool, depth)
    elif magic[:2] == b"\x1f\x8b" or magic == b"\x28\xb5\x2f\xfd":
        unpack = gzip.open if magic[:2] == b"\x1f\x8b" else zstandard.open
        with cast("IO[bytes]", unpack(path, "rb")) as stream:
            plain = _spooled(name, stream, spool, path.stat().st_size)
        yield from _unpacked(name, plain, spool, depth + 1)
    else:
        yield name, path


def _members(name: str, path: Path, spool: Path, depth: int) -> Iterator[tuple[str, Path]]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise DamagedFileError(name, str(error)) from error
    seen: Counter[str] = Counter()
    with archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            inner = f"{name}!{member.filename}"
            seen[inner] += 1
            inner += f" ({seen[inner]})" if seen[inner] > 1 else ""
            if not member.is_dir() and _is_data(Path(member.filename)):
                with archive.open(member) as stream:
                    plain = _spooled(inner, stream, spool, member.compress_size)
                yield from _unpacked(inner, plain, spool, depth + 1)


def _spooled(name: str, stream: IO[bytes], spool: Path, size: int) -> Path:
    """The unpacked bytes in a file of our own naming: names inside archives never become paths."""
    limit = max(_FREE_SIZE, size * _MOST_RATIO)
    written = 0
    try:
        with NamedTemporaryFile(dir=spool, delete=False) as out:
            while block := stream.read(_BLOCK):
                written += len(block)
                if written > limit:
                    raise DecompressionLimitError(name, limit)
                out.write(block)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, zstandard.ZstdError, RuntimeError) as error:
        raise DamagedFileError(name, str(error)) from error
    return Path(out.name)
