"""What is wrong with documents, as rows of the table `issue`."""

from typing import Any, NamedTuple

import orjson

ERROR, WARNING = "error", "warning"
LONGEST_VALUE = 200


class Issue(NamedTuple):
    """One thing wrong with one document.

    `rule` is the name of a rule (`ocds.validation.rules`). `pointer` is a JSON Pointer from the root of the JSON text
    that the document stands in, `value` what stands there (as JSON, cut short), `detail` what fills the sentence of
    the rule: the missing field, the types expected, the codes allowed.
    """

    document: int
    ocid: str | None
    rule: str
    severity: str
    pointer: str
    value: str
    detail: str


def shown(value: Any) -> str:
    """A value as short JSON."""
    if isinstance(value, (dict, list)) and len(value) > 20:
        return "{…}" if isinstance(value, dict) else "[…]"
    text = orjson.dumps(value, default=str).decode()
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
