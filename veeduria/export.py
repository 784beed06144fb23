"""The results of a snapshot as tables to take away; what must not be shown is taken out unless it is asked for."""

from typing import Any, NamedTuple

import polars as pl

import checks
from dashboard import counts, redaction
from dashboard.methods import paths
from dashboard.redaction import Redactor
from dashboard.words import NOT_PROOF
from ocds.messages import marked
from ocds.snapshots import Snapshot
from veeduria.missing import outcome_words
from veeduria.texts import gettext, language

HELD_BACK = marked("The sentence is held back: it quotes bids of a tender that is still open.")
_SLICE = 20_000
_ALERT = pl.Schema(
    {
        "ocid": pl.String, "indicator": pl.String, "value": pl.Float64, "limit": pl.Float64,
        "limit_source": pl.String, "severity": pl.String, "confidence": pl.String, "says": pl.String,
        "read": pl.String, "parties": pl.String,
    }
)  # fmt: skip
_OUTCOME = dict.fromkeys(("ocid", "indicator", "outcome", "reason"), pl.String)


class Export(NamedTuple):
    """The tables.

    - `outcomes`: a row a process and indicator: ocid, title, buyer, indicator, outcome (alert, no_alert, unknown,
      not_applicable, error), in_words (in the language in use)
    - `alerts`: a row an alert: ocid, indicator, value, limit (Float64), limit_source, severity, confidence, says (the
      sentence), read (each value with its JSON Pointer), parties
    - `about`: what the results are of, as pairs of name and text; the first says that an alert is no proof
    """

    outcomes: pl.DataFrame
    alerts: pl.DataFrame
    about: list[tuple[str, str]]

    def joined(self) -> pl.DataFrame:
        """Give outcomes and alerts as one table, each row with the sentence that an alert is no proof."""
        found = self.outcomes.join(self.alerts, on=["ocid", "indicator"], how="left", maintain_order="left")
        return found.select(pl.lit(gettext(NOT_PROOF)).alias("note"), pl.all())


def export(snapshot: Snapshot, *, full: bool) -> Export:
    """Give the tables of a snapshot; `full`: with personal identifiers and the sealed bids of open tenders."""
    processes = snapshot.scan("process").select("ocid", "title", buyer="buyer_name").collect().sort("ocid")
    evidence = snapshot.evidence().collect().sort("ocid", "indicator")
    if full:
        shown, alerts = [processes], [_shown(row) for row in evidence.iter_rows(named=True)]
    else:
        shown, alerts = [], []
        for part in processes.iter_slices(_SLICE):
            hidden = redaction.of_processes(snapshot, part["ocid"])
            shown.append(_redacted(part, hidden))
            mine = evidence.join(part, on="ocid", how="semi", maintain_order="left")
            alerts += [_hidden(row, hidden.of(row["ocid"])) for row in mine.iter_rows(named=True)]
    named = pl.concat([processes.clear(), *shown])
    return Export(_outcomes(snapshot, named), pl.DataFrame(alerts, schema=_ALERT, orient="row"), _about(snapshot))


def _redacted(processes: pl.DataFrame, hidden: redaction.Hidden) -> pl.DataFrame:
    def shown(column: str) -> pl.Series:
        rows = processes.select("ocid", column).iter_rows()
        return pl.Series(column, [text and hidden.of(ocid).text(text) for ocid, text in rows], pl.String)

    return processes.with_columns(shown("title"), shown("buyer"))


def _outcomes(snapshot: Snapshot, processes: pl.DataFrame) -> pl.DataFrame:
    results = snapshot.results().collect()
    rows = [
        results.select("ocid", indicator=pl.lit(name), outcome=pl.col(name), reason=pl.col(f"{name}_reason"))
        for name in counts.indicators(snapshot)
    ]
    found = pl.concat([pl.DataFrame(schema=_OUTCOME), *(row.cast(pl.String) for row in rows)])
    key = ("indicator", "outcome", "reason")
    kinds = found.select(key).unique(maintain_order=True)
    words = kinds.with_columns(pl.Series("in_words", [outcome_words(*kind) for kind in kinds.iter_rows()], pl.String))
    return (
        processes.join(found, on="ocid")
        .join(words, on=key, nulls_equal=True)
        .sort("ocid", "indicator")
        .select("ocid", "title", "buyer", "indicator", "outcome", "in_words")
    )


def _shown(row: dict[str, Any]) -> tuple[Any, ...]:
    read = [_read(item, item["value"]) for item in row["read"]]
    said = checks.sentence(row, language()), "\n".join(read), "; ".join(row["parties"])
    return tuple((row | dict(zip(("says", "read", "parties"), said, strict=True)))[name] for name in _ALERT)


def _hidden(row: dict[str, Any], redactor: Redactor) -> tuple[Any, ...]:
    """Give the same without what must be hidden; an alert that quotes sealed bids tells no figures either."""
    read = [_read(item, _value(row, item, redactor)) for item in row["read"]]
    if redactor.sealed and any(_is_sealed(row, item) for item in row["read"]):
        said = {"value": None, "limit": None, "says": gettext(HELD_BACK), "parties": redaction.SEALED}
    else:
        says = redactor.text(checks.sentence(row, language()))
        said = {"says": says, "parties": redactor.text("; ".join(row["parties"]))}
    return tuple((row | said | {"read": "\n".join(read)})[name] for name in _ALERT)


def _is_sealed(row: dict[str, Any], item: dict[str, Any]) -> bool:
    """Tell whether a value was read from sealed bids: by its pointer, or by the paths that it was computed from."""
    places = [item["pointer"]] if item["pointer"] else paths(row["indicator"], item["name"])
    return any(redaction.is_sealed(place.split("/")) for place in places)


def _value(row: dict[str, Any], item: dict[str, Any], redactor: Redactor) -> str:
    if redactor.sealed and _is_sealed(row, item):
        return redaction.SEALED
    return redactor.at(tuple((item["pointer"] or "").split("/")), item["value"])


def _read(item: dict[str, Any], value: str) -> str:
    return f"{item['name']} = {value}" + (f" ({item['pointer']})" if item["pointer"] else "")


def _about(snapshot: Snapshot) -> list[tuple[str, str]]:
    manifest = snapshot.manifest
    return [
        ("note", gettext(NOT_PROOF)),
        ("title", manifest.title),
        ("as_of", manifest.as_of),
        ("veeduria", manifest.version),
        *((name, str(value)) for name, value in manifest.counts.items()),
        *((one.list, f"{one.date} {one.file} {one.sha256}") for one in manifest.lists),
        *((one.path, one.sha256) for one in manifest.inputs),
    ]
