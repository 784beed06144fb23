"""The sheets of an OpenDocument workbook, read as its XML streams by."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element, iterparse

from ocds.spreadsheets.sheet import MOST_COLUMNS, MOST_ROWS, Sheet
from ocds.spreadsheets.values import Raw

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SPACE = re.compile(r"[ \t\r\n]+")
_LONGEST_SPACE = 1 << 15

Events: TypeAlias = Iterator[tuple[str, Any]]


def ods_sheets(path: Path, notes: list[str]) -> Iterator[Sheet]:  # noqa: ARG001 (as the other readers)
    """The sheets in their order."""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        events: Events = iterparse(content, events=("start", "end"))  # noqa: S314 (as above)
        for event, element in events:
            if event == "start" and element.tag == f"{TABLE}table":
                rows = _rows(events)
                yield Sheet(element.get(f"{TABLE}name", ""), rows)
                for _ in rows:
                    pass


def _rows(events: Events) -> Iterator[tuple[int, Sequence[Raw]]]:
    number = 1
    for event, element in events:
        if event == "start":
            continue
        if element.tag == f"{TABLE}table":
            return
        if element.tag == f"{TABLE}table-row":
            cells = _cells(element)
            times = _times(element, "rows")
            # A row beyond the limit comes first, so that not a million are read before it is refused.
            first = number if number + times <= MOST_ROWS + 1 else MOST_ROWS + 1
            for repeated in range(times if cells else 0):
                yield first + repeated, cells
            number += times
            element.clear()


def _cells(row: Element) -> list[Raw]:
    """The cells of a row up to the last one that holds something."""
    cells: list[Raw] = []
    blank = 0
    for element in row:
        if element.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            continue
        times = _times(element, "columns")
        value = _value(element)
        if value in {None, ""}:
            blank = min(blank + times, MOST_COLUMNS + 1)
        else:
            cells += [None] * blank + [value] * times
            blank = 0
        if len(cells) > MOST_COLUMNS:
            return cells
    return cells


def _times(element: Element, what: str) -> int:
    times = int(element.get(f"{TABLE}number-{what}-repeated", "1"))
    return max(1, min(times, MOST_COLUMNS + 1 if what == "columns" else MOST_ROWS + 1))


def _value(cell: Element) -> Raw:
    kind = cell.get(f"{OFFICE}value-type")
    if kind in {"float", "percentage", "currency"}:
        return float(cell.get(f"{OFFICE}value", ""))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        text = cell.get(f"{OFFICE}date-value", "")
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    if kind == "time":
        return cell.get(f"{OFFICE}time-value")
    stated = cell.get(f"{OFFICE}string-value")
    return stated if stated is not None else "\n".join(_paragraph(each) for each in cell if each.tag == f"{TEXT}p")


def _paragraph(element: Element) -> str:
    return "".join(_runs(element))


def _runs(element: Element) -> Iterator[str]:
    return chain([_collapsed(element.text)], *(chain(_inner(each), [_collapsed(each.tail)]) for each in element))


def _inner(element: Element) -> Iterator[str]:
    if element.tag == f"{TEXT}s":
        return iter([" " * min(int(element.get(f"{TEXT}c", "1")), _LONGEST_SPACE)])
    signs = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
    return iter([signs[element.tag]]) if element.tag in signs else _runs(element)


def _collapsed(text: str | None) -> str:
    """White space in the XML of a text is one space."""
    return _SPACE.sub(" ", text or "")
