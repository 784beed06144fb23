"""Compiled releases that need no closer look, told without parsing all they hold."""

from collections.abc import Iterator
from functools import cache
from itertools import repeat
from typing import Any

import msgspec

from ocds.faultless.quick import Quick
from ocds.reading.kinds import COMPILED, Said
from ocds.reading.texts import Extent
from ocds.tables.shape import numbers_struct

_RECORD_KEYS = ("compiledRelease", "releases", "versionedRelease")
_ABSENT = msgspec.Raw(b"")


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    texts = [(key, str | None, None) for key in ("ocid", "id", "date")]
    there = [(key, msgspec.Raw, _ABSENT) for key in ("parties", *_RECORD_KEYS)]
    beside = [*texts, ("tag", list[str], ()), *there]
    return msgspec.json.Decoder(msgspec.defstruct("Plain", beside, bases=(numbers_struct(),), gc=False))


def plain_releases(verdict: Quick | None, text: bytes, extents: list[Extent]) -> Iterator[Said | None]:
    """What each release that stands in a text says of itself: all that are faultless or plain."""
    faultless = verdict.said(text, extents) if verdict else repeat(None, len(extents))
    for said, (start, end) in zip(faultless, extents, strict=True):
        yield said or plain_release(text[start:end])


def plain_release(raw: bytes) -> Said | None:
    """What a compiled release of OCDS 1.1 whose numbers fit the tables says of itself; None for all else."""
    try:
        release = _decoder().decode(raw)
        if not raw.isascii():
            raw.decode()
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    there = release.ocid and release.parties is not _ABSENT and "compiled" in release.tag
    record = not (release.compiledRelease is release.releases is release.versionedRelease is _ABSENT)
    return Said(COMPILED, release.ocid, release.id, release.date) if there and not record else None
