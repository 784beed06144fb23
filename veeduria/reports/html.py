"""Issues as one page that needs nothing beside it: no script, no network, light and dark, to be printed or sent."""

from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

import jinja2

from ocds.issues import ERROR
from ocds.validation.words import title
from veeduria.found import Asked, Found
from veeduria.kinds import Kind, Kinds
from veeduria.reports.text import left_over, totals
from veeduria.texts import gettext, language, number

SUFFIX = "html"
_LONGEST = 300


def write(found: Found, out: BinaryIO, asked: Asked) -> None:
    """Write the page: totals, a table of the kinds of issues, then each kind with its cure and first places."""
    kinds = Kinds(found)
    facts = {
        "language": language(),
        "about": asked.about,
        "totals": list(totals(found)),
        "kinds": [_facts(kind) for kind in kinds.ordered()[: asked.limit]],
        "left": list(left_over(kinds, asked.limit)),
        "words": _words(),
    }
    out.writelines(chunk.encode(errors="replace") for chunk in _page().generate(facts))


@cache
def _page() -> jinja2.Template:
    source = files(__package__).joinpath("html.jinja").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)


def _facts(kind: Kind) -> dict[str, Any]:
    first = kind.first[0]
    return {
        "severity": kind.severity,
        "severity_words": gettext("error") if kind.severity == ERROR else gettext("warning"),
        "rule": kind.rule,
        "title": title(kind.rule, gettext),
        "field": kind.field,
        "times": number(kind.unknown),
        "message": _short(first.message),
        "cure": first.cure,
        "page": first.page,
        "places": [(issue.ocid or "", _short(issue.place), _short(issue.value)) for issue in kind.first],
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _words() -> dict[str, str]:
    return {
        "title": gettext("Validation report"),
        "none": gettext("Nothing wrong was found."),
        "kinds": gettext("Kinds of issues"),
        "severity": gettext("Severity"),
        "rule": gettext("What is wrong"),
        "field": gettext("Field"),
        "times": gettext("Issues"),
        "cure": gettext("How to mend it"),
        "page": gettext("What the standard says"),
        "places": gettext("First places"),
        "value": gettext("Value"),
    }
