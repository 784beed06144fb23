"""Every issue as a line of JSON; `veeduria.issues.schema` says what is in it."""

from typing import BinaryIO

import msgspec

from veeduria.found import Asked, Found

SUFFIX = "jsonl"


def write(found: Found, out: BinaryIO, asked: Asked) -> None:  # noqa: ARG001 (one signature for all)
    """Write the issues as they are."""
    encode = msgspec.json.Encoder().encode
    out.writelines(encode(issue) + b"\n" for issue in found)
