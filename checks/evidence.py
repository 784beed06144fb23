"""Evidence: for each alert the value, its limit, what was read and where it stands in the compiled release."""

from collections.abc import Iterable
from string import Formatter
from typing import Any

import orjson
import polars as pl

from checks.columns import input_columns, is_time, paths
from checks.indicator import Indicator
from checks.sentences import fill_each
from ocds.tables.columns import positions

_READ = pl.List(pl.Struct({"name": pl.String, "pointer": pl.String, "value": pl.String}))
_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "indicator": pl.String,
    "version": pl.Int64,
    "ocid": pl.String,
    "value": pl.Float64,
    "limit": pl.Float64,
    "limit_source": pl.String,
    "says": pl.String,
    "read": _READ,
    "parties": pl.List(pl.String),
    "severity": pl.String,
    "confidence": pl.String,
}
EVIDENCE = pl.Schema(_COLUMNS)
"""One row an alert.

`read` names each column that was read, the JSON Pointer of the value in the compiled release (null where it was
computed from several) and the value as JSON; `says` is the sentence in English.
"""


def evidence_frame(alerts: pl.DataFrame, indicator: Indicator | None) -> pl.DataFrame:
    """The evidence of one indicator's alerts: rows of the view, with `value`, `limit` and `limit_source`."""
    if indicator is None or alerts.is_empty():
        return pl.DataFrame(schema=EVIDENCE)
    names = list(dict.fromkeys([*indicator.shows, *input_columns(indicator)]))
    parties = _listed(map(pl.col, indicator.parties)) if indicator.parties else pl.lit([], _PARTIES)
    frame = alerts.select(
        pl.lit(indicator.id).alias("indicator"),
        pl.lit(indicator.version, pl.Int64).alias("version"),
        "ocid", "value", "limit", "limit_source",
        _listed(_read(indicator.table, name) for name in names).alias("read"),
        parties.list.drop_nulls().alias("parties"),
        pl.lit(indicator.severity.value).alias("severity"),
        indicator.confidence().alias("confidence"),
    )  # fmt: skip
    shown = {field for _, field, _, _ in Formatter().parse(indicator.says) if field}
    known = alerts.select(_shown(indicator.table, name).alias(name) for name in sorted(shown))
    says = fill_each(indicator.says, known.height, known.to_dict(as_series=False))
    return frame.with_columns(pl.Series("says", says, pl.String)).select(EVIDENCE.names()).cast(EVIDENCE)


_PARTIES = pl.List(pl.String)


def _listed(items: Iterable[pl.Expr]) -> pl.Expr:
    """A list of the items of each row; an array on the way, for polars takes ten times longer to `concat_list`."""
    return pl.concat_arr(*items).arr.to_list()


def _shown(table: str, name: str) -> pl.Expr:
    computed = name in {"value", "limit"}
    return pl.col(name if computed or not is_time(table, name) else f"{name}_text")


def _read(table: str, name: str) -> pl.Expr:
    text = pl.struct(v=_shown(table, name)).struct.json_encode().str.slice(5).str.head(-1)
    return pl.struct(name=pl.lit(name), pointer=_pointer(table, name), value=text)


def _pointer(table: str, name: str) -> pl.Expr:
    """The JSON Pointer of a value; null for a value drawn from several places."""
    found = paths(table, name)
    if len(found) != 1:
        return pl.lit(None, pl.String)
    template, places = found[0], positions(found[0])
    for place in places:
        template = template.replace(f"{{{place}}}", "{}")
    return pl.format(template, *places) if places else pl.lit(template)


def facts(row: dict[str, Any]) -> dict[str, Any]:
    """What a sentence can speak of: value, limit, and the values read, by name."""
    read = {item["name"]: orjson.loads(item["value"]) for item in row["read"]}
    return read | {"value": row["value"], "limit": row["limit"]}
