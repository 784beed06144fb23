"""Sources that are addresses: fetched to files, and only when that was asked for."""

from collections.abc import Iterable
from errno import ENOSPC
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from shutil import disk_usage
from typing import BinaryIO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import msgspec

from ocds.reading.files import PROVENANCE
from veeduria import __version__
from veeduria.exceptions import NotFetchedError

TIME_OUT = 60
"""Seconds without an answer after which an address is given up."""
SPARED = 1_000_000_000
"""How many bytes of the disk are left free: an answer may have no end."""
_BLOCK = 1 << 20


def is_address(source: str) -> bool:
    """Whether a source is the address of a file on the web."""
    return source.lower().startswith(("http://", "https://"))


def fetched(sources: Iterable[str], folder: Path, *, online: bool) -> dict[str, str]:
    """Give, for each source, the file that stands for it: itself, or what its address gave, fetched to `folder`.

    Beside each file stands where it came from, as Kingfisher Collect keeps it. Raises `NotFetchedError`, also where
    the network was not asked for.
    """
    return {source: _fetched(source, folder, online) if is_address(source) else source for source in sources}


def _fetched(address: str, folder: Path, online: bool) -> str:
    if not online:
        raise NotFetchedError(address, "nothing is fetched unless --online says so")
    folder.mkdir(parents=True, exist_ok=True)
    named = Path(urlsplit(address).path).name.lstrip(".") or "data"
    path = folder / f"{sha256(address.encode()).hexdigest()[:12]}-{named[-80:]}"
    part = path.with_name(path.name + ".part")
    request = Request(address, headers={"User-Agent": f"veeduria/{__version__}"})  # noqa: S310 (of the web, see above)
    try:
        with urlopen(request, timeout=TIME_OUT) as answer, part.open("wb") as out:  # noqa: S310
            _copy(answer, out, folder)
    except (OSError, HTTPException, ValueError) as error:
        part.unlink(missing_ok=True)
        if isinstance(error, HTTPError):  # it holds the connection
            error.close()
        raise NotFetchedError(address, str(error)) from error
    part.replace(path)
    path.with_name(path.name + PROVENANCE).write_bytes(msgspec.json.encode({"url": address}))
    return str(path)


def _copy(answer: BinaryIO, out: BinaryIO, folder: Path) -> None:
    while block := answer.read(_BLOCK):
        if disk_usage(folder).free < SPARED + len(block):
            raise OSError(ENOSPC, f"less than {SPARED:,} bytes of the disk would be left")
        out.write(block)
