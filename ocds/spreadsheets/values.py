"""From cells to values of JSON, and back: what cannot be brought back exactly is written as JSON.

A text that a spreadsheet would run as a formula is written with an apostrophe before it, which is taken away on
reading.
"""

import datetime as dt
import json
import math
import re
from typing import Any, Literal, TypeAlias

import orjson

from ocds.standard.fields import Field

Raw: TypeAlias = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
Value: TypeAlias = str | int | float | bool
"""What is written into a cell."""
Row: TypeAlias = dict[str, Value]
"""Cells to be written, by the headings of their columns."""
Form: TypeAlias = Literal["csv", "xlsx", "ods"]

BETWEEN = ";"
"""What stands between the texts of a list in one cell."""
BROKEN = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
"""What spreadsheets show where a formula failed."""
FORMULA = r"[=+\-@\t\r]"
"""What a text begins with that a spreadsheet would run."""
_FORMULA = re.compile(f"'*{FORMULA}")
_GUARDED = re.compile(f"'+{FORMULA}")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
# What XML cannot hold or changes, and what Excel takes for an escape.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_EXACT = 1 << 53


def guarded(text: str) -> str:
    """A text with an apostrophe before it if a spreadsheet would run it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def is_blank(cell: Raw) -> bool:
    """Whether a cell holds nothing: white space and the marks of failed formulas are nothing."""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or cell in BROKEN))


def value_of(cell: Raw, field: Field | None) -> Any:
    """The value of a cell that is not blank, as the standard types its field; without a field, as it stands.

    Text where the standard wants a number stays text: validation tells of it. Numbers where it wants text become text.
    """
    types = field.types if field else ()
    if field and field.items == ("string",):
        return [part for each in _text(cell, field).split(BETWEEN) if (part := each.strip())]
    if isinstance(cell, str):
        return _typed(unguarded(cell), types)
    if isinstance(cell, (bool, int, float)) and "string" not in types:
        return _number(cell)
    return _text(cell, field)


def json_of(cell: Raw) -> Any:
    """The value of a cell that holds JSON; raises `ValueError`."""
    return orjson.loads(unguarded(cell)) if isinstance(cell, str) else _number(cell)


def cell_of(value: Any, field: Field | None, form: Form) -> str | int | float | bool | None:
    """The cell that `value_of` reads as exactly this value; None if there is none."""
    cell: str | int | float | bool
    if isinstance(value, str):
        cell = guarded(value)
    elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        cell = guarded(BETWEEN.join(value))
    elif isinstance(value, (bool, int, float)):
        cell = value if form != "csv" else orjson.dumps(value).decode()
    else:
        return None
    if not is_writable(cell) or is_blank(cell):
        return None
    found = value_of(cell, field)
    same = found == value and isinstance(found, bool) == isinstance(value, bool)
    return cell if same else None


def json_cell(value: Any) -> str:
    """The text of a cell that `json_of` reads as this value."""
    text = orjson.dumps(value).decode()
    if _UNWRITABLE.search(text):
        text = json.dumps(value, separators=(",", ":")).replace("\x7f", r"\u007f").replace("_x", r"\u005fx")
    return guarded(text)


def is_writable(cell: str | float) -> bool:
    """Whether every form of a spreadsheet keeps a text or number as it is."""
    if isinstance(cell, str):
        return not _UNWRITABLE.search(cell)
    # Excel keeps sixteen digits.
    return abs(cell) < _EXACT and float(f"{cell:.16G}") == cell


def _typed(text: str, types: tuple[str, ...]) -> Any:
    word = text.strip()
    if "string" in types or not types:
        return text
    if "boolean" in types and word.lower() in {"true", "false"}:
        return word.lower() == "true"
    if {"number", "integer"} & set(types) and _NUMBER.fullmatch(word):
        try:
            return orjson.loads(word)
        except orjson.JSONDecodeError:
            return text
    return text


def _number(cell: Raw) -> Any:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    is_json = isinstance(cell, bool) or (isinstance(cell, (int, float)) and math.isfinite(cell) and abs(cell) < 1e300)
    return cell if is_json and not (isinstance(cell, int) and abs(cell) >> 63) else str(cell)


def _text(cell: Raw, field: Field | None) -> str:
    if isinstance(cell, str):
        return unguarded(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.datetime):
        if cell.time() == dt.time() and not (field and field.format == "date-time"):
            return cell.date().isoformat()
        # A cell knows no time zone; the standard wants one.
        return cell.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return str(_number(cell))
