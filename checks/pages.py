"""What people read of an indicator: its page, its parameters, its inputs, its sentences."""

from typing import Any, NamedTuple

import msgspec

from checks.catalog import catalog
from checks.columns import input_columns, paths
from checks.evidence import fill
from checks.indicator import Indicator
from ocds.messages import translation


class Parameter(NamedTuple):
    """A parameter: its name, its type in words, its default as JSON, what it means (an English text to translate)."""

    name: str
    type: str
    default: str
    description: str


def parameters(indicator: type[Indicator]) -> list[Parameter]:
    """The parameters of an indicator, in order of its fields."""
    schema = msgspec.json.schema(indicator)
    properties: dict[str, Any] = schema["$defs"][indicator.__name__]["properties"]
    return [
        Parameter(
            name, _words(found), msgspec.json.encode(found.get("default")).decode(), found.get("description", "")
        )
        for name, found in properties.items()
    ]


def _words(found: dict[str, Any]) -> str:
    if "anyOf" in found:
        return " | ".join(_words(one) for one in found["anyOf"])
    kind = str(found.get("type", ""))
    if kind == "array":
        return f"array of {_words(found['items'])}"
    bounds = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
    return ", ".join([kind, *(f"{sign} {found[key]}" for key, sign in bounds.items() if key in found)])


def inputs(indicator: type[Indicator]) -> list[tuple[str, tuple[str, ...]]]:
    """The columns without which an indicator cannot be judged, with the OCDS paths of each."""
    needed = (name for name in input_columns(indicator()) if name not in indicator.optional)
    return [(name, paths(indicator.table, name)) for name in needed]


def sentence(row: dict[str, Any], language: str = "en") -> str:
    """The sentence of an alert, a row of evidence, in a language."""
    found = catalog().get(row["indicator"])
    return fill(translation(language).gettext(found.says), row) if found else str(row["says"])
