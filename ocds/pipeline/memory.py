"""The memory of a worker: what one job frees is used by the next one of its kind.

To be given the memory of each part anew by the system takes longer than to fill it. Only the C library of GNU can be
told to keep what is freed; elsewhere nothing is done.
"""

import ctypes
import platform
from functools import cache

_TRIM_THRESHOLD, _MMAP_MAX = -1, -4
"""Parameters of `mallopt` as `malloc.h` numbers them."""
_MOST_KEPT = 1 << 30
_kinds: list[object] = []


@cache
def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None


def keep() -> None:
    """Keep what is freed, from now on, in this process."""
    if libc := _libc():
        libc.mallopt(_MMAP_MAX, 0)
        libc.mallopt(_TRIM_THRESHOLD, _MOST_KEPT)


def give_back_before(kind: object) -> None:
    """Give back what was kept if the next job is of another kind than the last."""
    if _kinds != [kind]:
        _kinds[:] = [kind]
        if libc := _libc():
            libc.malloc_trim(0)
