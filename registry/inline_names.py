"""Names that carry other names, titles and footnote marks inside, as development banks publish them.

Own rules, written from what the World Bank's files of 2021 to 2026 hold.
"""

import re
from typing import NamedTuple

_FOOTNOTE = re.compile(r"\*\s*\d*")
_TITLE = re.compile(r"^(?:MR|MRS|MS|DR)\.\s*", re.IGNORECASE)
_MESSRS = re.compile(r"^M/S\.?\s+", re.IGNORECASE)
_OTHER = r"(?:a\.?k\.?a\b\.?|d[./]?b[./]?a\b\.?|f\.?k\.?a\b\.?|known as|doing business as|operating as|trading as)"
_MARK = re.compile(
    rf"[\s(,]*(?<![\w.])(?:(?:(?:also|currently|now)\s+)?{_OTHER}|(?:formerly|previously)\b(?:\s+{_OTHER})?)[\s:]*",
    re.IGNORECASE,
)
_QUOTES = "\"“”«»'‘’"
_BRACKET = re.compile(r"^(?P<base>.+\S)\s*\((?P<inner>[^()]+)\)$")


class Names(NamedTuple):
    """What one published name holds."""

    name: str
    aliases: tuple[str, ...]
    titled: bool
    """A title such as `MR.` shows that it is a natural person."""


def split(published: str) -> Names:
    """Take a published name apart.

    A quoted name in brackets is an alias; any bracket at the end may be left out when names are compared; and the
    name as published is an alias too, since a supplier may be written in the same way.
    """
    parts = [_trim(part) for part in _MARK.split(_FOOTNOTE.sub(" ", published))]
    titled = any(_TITLE.match(part) for part in parts)
    found = [name for part in parts for name in _variants(_MESSRS.sub("", _TITLE.sub("", part)))]
    names = list(dict.fromkeys([*found, published]))
    return Names(names[0], tuple(names[1:]), titled)


def _variants(name: str) -> list[str]:
    bracket = _BRACKET.match(name)
    if bracket is None:
        return [name] if name else []
    base, inner = bracket["base"].rstrip(" ,"), bracket["inner"].strip()
    if inner[0] in _QUOTES:
        return [base, inner.strip(_QUOTES)]
    return [name, base]


def _trim(part: str) -> str:
    part = " ".join(part.split()).strip(" ,;")
    if part.count("(") != part.count(")"):
        part = part.strip("() ,;")
    return part
