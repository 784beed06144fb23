"""Reads a register of ocid prefixes."""

import re
from pathlib import Path

from ocds.fields.exceptions import NoPrefixesError

_PREFIX = re.compile(r"\bocds-[a-z0-9]{6}\b")


def read_prefixes(path: Path) -> frozenset[str]:
    """Every prefix (`ocds-` and six letters or digits) in a text file of any form: CSV, JSON, one a line.

    Raises `NoPrefixesError`, and `OSError` where the file cannot be read.
    """
    found = frozenset(_PREFIX.findall(path.read_text(encoding="utf-8", errors="replace")))
    if not found:
        raise NoPrefixesError(path)
    return found
