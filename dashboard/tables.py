"""A table of a page, written three ways from the same rows: HTML by a template, CSV and JSON as its twins."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

import orjson
from flask import Response, request

from dashboard.i18n import gettext
from dashboard.words import NOT_PROOF

Kind: TypeAlias = Literal[
    "text",
    "code",
    "number",
    "percent",
    "signed",
    "size",
    "day",
    "money",
    "bar",
    "hash",
    "lines",
    "yes",
    "entries",
    "process",
    "case",
    "indicator",
    "alerts",
    "judged",
    "outcome",
    "stage",
    "screening",
    "reason",
    "rule",
    "severity",
    "document",
    "refusal",
    "why",
    "fields",
    "check",
    "verdict",
    "processes",
]
Row: TypeAlias = Mapping[str, Any]

SELDOM = frozenset({"lines", "entries", "reason", "why"})
"""Kinds of columns that say something of few rows, by their nature."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Window(NamedTuple):
    """Which rows of a long table are asked for: where they start, and how many at most."""

    start: int
    size: int

    @property
    def end(self) -> int:
        """The row after the last."""
        return self.start + self.size


@dataclass(frozen=True)
class Column:
    """One column: ``name`` in the twins, ``label`` (a message) on the page, ``kind`` says how its values are shown.

    ``on_page`` is false where another column of the page shows the value too.
    """

    name: str
    label: str
    kind: Kind = "text"
    on_page: bool = True

    @property
    def in_twins(self) -> bool:
        """Whether the twins carry it: drawings repeat what other columns say."""
        return self.kind != "bar"


@dataclass(frozen=True)
class Table:
    """Rows with their columns, caption and source.

    ``alerts``: rows speak of alerts, so every row of the CSV carries the sentence that an alert is no proof.
    ``next_url``: address of the next page of the same twin, if there are more rows.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    source: str
    alerts: bool = False
    empty: str = ""
    next_url: str | None = None

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns of the page: those that few rows fill are left out where none does, to leave room for others."""
        return tuple(
            column
            for column in self.columns
            if column.on_page and (column.kind not in SELDOM or any(row[column.name] for row in self.rows))
        )

    @property
    def written(self) -> tuple[Column, ...]:
        """The columns of the twins."""
        return tuple(column for column in self.columns if column.in_twins)


def plain(value: Any) -> Any:
    """Give a value as one cell: lists joined by ``; ``, text that a spreadsheet would run as a formula made inert."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, dict):
        value = orjson.dumps(value, default=str).decode()
    if isinstance(value, str):
        text = value.replace("\x00", "")
        return "'" + text if text.startswith(FORMULA) else text
    return value


def _cells(columns: Sequence[Column], row: Row) -> list[Any]:
    cells: list[Any] = []
    for column in columns:
        value = row.get(column.name)
        cells.append(plain(value))
        if column.kind == "money":
            cells.append(plain(row.get("currency")))
    return cells


def _heading(columns: Sequence[Column]) -> list[str]:
    names: list[str] = []
    for column in columns:
        names.append(column.name)
        if column.kind == "money":
            names.append("currency")
    return names


def csv_lines(table: Table) -> Iterator[str]:
    """Give the table as CSV text, line by line."""
    note = [gettext(NOT_PROOF)] if table.alerts else []
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")

    def line(cells: list[Any]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        return buffer.getvalue()

    yield line(_heading(table.written) + (["note"] if note else []))
    for row in table.rows:
        yield line(_cells(table.written, row) + note)


def records(table: Table) -> list[dict[str, Any]]:
    """Give the rows as JSON objects with the names of the CSV."""
    names = _heading(table.written)
    return [{name: row.get(name) for name in names} for row in table.rows]


def as_csv(table: Table) -> Response:
    """Give the CSV twin. It is one text: a translation needs the request, which is over when a stream is sent."""
    response = Response("".join(csv_lines(table)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    if table.next_url:
        response.headers["Link"] = f'<{table.next_url}>; rel="next"'
    return response


def as_json(*tables: Table, **facts: Any) -> Response:
    """Give the JSON twin: ``note``, the facts given, and by table ``source``, ``rows`` and ``next``."""
    body: dict[str, Any] = {"note": gettext(NOT_PROOF), **facts}
    body["tables"] = {
        table.name: {"source": table.source, "rows": records(table), "next": table.next_url} for table in tables
    }
    option = orjson.OPT_INDENT_2 if request.args.get("indent") else None
    return Response(orjson.dumps(body, default=str, option=option), mimetype="application/json")


def twin(form: str, table: Table, **facts: Any) -> Response:
    """Give the twin of a page with one table, in the form that its address asks for."""
    return as_csv(table) if form == "csv" else as_json(table, **facts)
