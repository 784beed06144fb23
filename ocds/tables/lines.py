"""Many releases in one text."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from ocds.machine import AT_ONCE

_BLANK = b" " * AT_ONCE
"""So that many bytes may be looked at together, at the end of a text, too."""


class Lines(NamedTuple):
    """A text of releases, each of which is JSON on a line, and where each of them begins."""

    text: bytes
    starts: list[int]

    def in_order(self) -> bytes:
        """The releases alone, one after another."""
        return b"\n".join([self.text[start : self.text.index(b"\n", start)] for start in self.starts])


def together(releases: Sequence[bytes], instead: Mapping[int, bytes]) -> Lines:
    """Releases in one text: first all of them, then what stands in for some of them, by their number."""
    written = [*releases, *instead.values()]
    *begins, _ = accumulate(map(len, written), lambda place, size: place + size + 1, initial=0)
    starts = begins[: len(releases)]
    for number, start in zip(instead, begins[len(releases) :], strict=True):
        starts[number] = start
    return Lines(b"\n".join([*written, _BLANK]), starts)
