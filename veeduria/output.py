"""Writes a file whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """Give what to write to: standard output if there is no path or it is `-`.

    A file takes its name at the end, if all went well; what had the name before stays until then.
    """
    if path is None or str(path) == "-":
        yield cast("BinaryIO", sys.stdout.buffer)
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file():  # a device or pipe
        with path.open("wb") as out:
            yield out
    else:
        with _replaced(path) as out:
            yield out


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", suffix=".part", delete=False) as out:
        part = Path(out.name)
        try:
            yield cast("BinaryIO", out)
            out.flush()
            os.fsync(out.fileno())
            out.close()
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        finally:
            out.close()
            part.unlink(missing_ok=True)


def _umask() -> int:
    """What new files are not to be allowed; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
