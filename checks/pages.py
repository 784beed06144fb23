"""What people read of an indicator or a check of quality: its page, parameters, inputs, sentences."""

from collections.abc import Callable, Iterator
from inspect import getdoc
from typing import Any, NamedTuple

import msgspec

from checks.catalog import catalog
from checks.columns import input_columns, paths
from checks.evidence import facts
from checks.indicator import Indicator
from checks.sentences import fill
from ocds.messages import ENGLISH, marked, translation


def blocks(documented: type) -> Iterator[tuple[str, str]]:
    """The headings and paragraphs of a page: their mark in Markdown, and their text on one line."""
    for block in (getdoc(documented) or "").split("\n\n"):
        text = " ".join(block.split())
        mark = "## " if text.startswith("## ") else ""
        if text:
            yield mark, text.removeprefix(mark)


def page(documented: type, language: str = ENGLISH) -> str:
    """The page of an indicator or a check as Markdown: its docstring, in a language."""
    translated = translation(language).gettext
    return "\n\n".join(mark + translated(text) for mark, text in blocks(documented))


class Parameter(NamedTuple):
    """A parameter: its name, its type in words, its default as JSON, what it means."""

    name: str
    type: str
    default: str
    description: str


_TYPES = {
    "integer": marked("whole number"),
    "number": marked("number"),
    "string": marked("text"),
    "boolean": marked("yes or no"),
    "array": marked("list"),
    "null": marked("nothing"),
}
_BOUNDS = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}


def parameters(documented: type[msgspec.Struct], language: str = ENGLISH) -> list[Parameter]:
    """The parameters of an indicator or a check, in order of its fields, described in a language."""
    translated = translation(language).gettext
    schema = msgspec.json.schema(documented)
    properties: dict[str, Any] = schema["$defs"][documented.__name__]["properties"]
    return [
        Parameter(
            name,
            translated(marked(" or ")).join(_type(one, translated) for one in found.get("anyOf", [found])),
            msgspec.json.encode(found.get("default")).decode(),
            translated(found["description"]) if "description" in found else "",
        )
        for name, found in properties.items()
    ]


def _type(found: dict[str, Any], translated: Callable[[str], str]) -> str:
    items = f" ({_type(found['items'], translated)})" if "items" in found else ""
    bounds = [f"{sign} {found[key]}" for key, sign in _BOUNDS.items() if key in found]
    return ", ".join([translated(_TYPES[found["type"]]) + items, *bounds])


def inputs(indicator: type[Indicator]) -> list[tuple[str, tuple[str, ...]]]:
    """The columns without which an indicator cannot be judged, with the OCDS paths of each."""
    needed = (name for name in input_columns(indicator()) if name not in indicator.optional)
    return [(name, paths(indicator.table, name)) for name in needed]


def sentence(row: dict[str, Any], language: str = ENGLISH) -> str:
    """The sentence of an alert, a row of evidence, in a language; as it was stored if the indicator changed since."""
    found = catalog().get(row["indicator"])
    if found is None or found.version != row["version"]:
        return str(row["says"])
    return fill(translation(language).gettext(found.says), facts(row), language)
