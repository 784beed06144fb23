"""Issues for a person at a terminal: kinds of them, the commonest first, each with its first places."""

from collections.abc import Iterator
from typing import BinaryIO

from ocds.issues import ERROR, WARNING
from ocds.validation.words import title
from veeduria.found import Asked, Found
from veeduria.kinds import Kind, Kinds
from veeduria.texts import clean, documents_line, gettext, ngettext, number

SUFFIX = "txt"
_LONGEST = 300


def write(found: Found, out: BinaryIO, asked: Asked) -> None:
    """Write totals, then the kinds; what the baseline has is only counted."""
    kinds = Kinds(found)
    out.writelines(clean(line).encode(errors="replace") + b"\n" for line in _lines(found, kinds, asked))


def totals(found: Found) -> Iterator[str]:
    """Say how many documents and issues there are."""
    if found.documents:
        yield documents_line(found.read, found.refused)
    if not found.total():
        return
    known = found.total(status="known")
    errors, warnings = (found.total(each) - found.total(each, "known") for each in (ERROR, WARNING))
    counted = [
        ngettext("one error", "%(num)s errors", errors),
        ngettext("one warning", "%(num)s warnings", warnings),
    ]
    if known:
        counted.append(ngettext("one known issue, not shown", "%(num)s known issues, not shown", known))
    yield " · ".join(counted)


def left_over(kinds: Kinds, limit: int) -> Iterator[str]:
    """Say what is not shown."""
    left = len(kinds.ordered()) - limit
    if left > 0:
        yield ngettext(
            "One more kind.", "%(num)s more kinds; --limit shows more, and --format csv has every issue.", left
        )
    if other := sum(kinds.other.values()):
        yield ngettext("One more issue of other kinds.", "%(num)s more issues of other kinds.", other)


def _lines(found: Found, kinds: Kinds, asked: Asked) -> Iterator[str]:
    if asked.about is not None:
        yield _short(asked.about)
    yield from totals(found)
    for kind in kinds.ordered()[: asked.limit]:
        yield ""
        yield from _kind(kind)
    left = list(left_over(kinds, asked.limit))
    yield from ["", *left] if left else []


def _kind(kind: Kind) -> Iterator[str]:
    severity = (gettext("error") if kind.severity == ERROR else gettext("warning")).upper()
    field = f" · {_short(kind.field)}" if kind.field else ""
    yield f"{severity} {kind.rule}{field}: {title(kind.rule, gettext)} ({number(kind.unknown)})"
    first = kind.first[0]
    yield f"    {_short(first.message)}"
    yield f"    → {first.cure}"
    yield f"    → {first.page}"
    yield from (f"    {_short(issue.place)}" for issue in kind.first)


def _short(text: str) -> str:
    """A text from data, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
