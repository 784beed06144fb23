"""What is wrong with documents, as rows of the table `issue`."""

from typing import Any, NamedTuple

import orjson
import polars as pl

ERROR, WARNING = "error", "warning"
LONGEST_VALUE = 200


class Issue(NamedTuple):
    """One thing wrong with one document.

    `rule` names what was broken: a keyword of JSON Schema (`type`, `required`, `format`…) or a rule of ours.
    `pointer` is a JSON Pointer into the document, `value` what stands there (as JSON, cut short).
    """

    document: int
    ocid: str | None
    rule: str
    severity: str
    pointer: str
    value: str
    message: str


ISSUE = pl.Schema(
    {
        "document": pl.UInt64,
        "ocid": pl.String,
        "rule": pl.String,
        "severity": pl.String,
        "pointer": pl.String,
        "value": pl.String,
        "message": pl.String,
    }
)


def shown(value: Any) -> str:
    """A value as short JSON."""
    if isinstance(value, (dict, list)) and len(value) > 20:
        return "{…}" if isinstance(value, dict) else "[…]"
    text = orjson.dumps(value, default=str).decode()
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
