"""Everything the snapshot holds on one process, redacted, as the process page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import orjson
import polars as pl

from dashboard import jsonview, methods, places, redaction
from dashboard.counts import REASON, indicators
from dashboard.lookfirst import alert_sentence, reads_sealed
from dashboard.places import placed_issues
from dashboard.redaction import Redactor
from dashboard.stages import with_stage
from ocds.snapshots import Snapshot


@dataclass(frozen=True)
class Read:
    """One value that an indicator read: ``mark`` is the id of its mark in the printed JSON, if it is there."""

    name: str
    pointer: str | None
    value: str
    mark: str | None = None


@dataclass(frozen=True)
class Alert:
    """An alert with its evidence."""

    indicator: str
    title: str
    says: str
    value: float | None
    limit: float | None
    limit_source: str
    severity: str
    confidence: str
    version: int
    read: tuple[Read, ...]


@dataclass(frozen=True)
class Dossier:
    """One process. ``release`` is the compiled release, parsed and redacted; tables are rows as dicts."""

    ocid: str
    stage: str
    release: Any
    printed: jsonview.Printed
    alerts: tuple[Alert, ...]
    results: list[dict[str, Any]]
    screenings: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    issues: list[dict[str, Any]]


def find(snap: Snapshot, ocid: str) -> Dossier | None:
    """Give the dossier of a process; None when the snapshot has no process with that ocid."""
    only = pl.col("ocid") == ocid
    plans = [
        with_stage(snap, snap.scan("process").filter(only)),
        snap.results().filter(only),
        snap.evidence().filter(only).sort("indicator"),
        snap.scan("screening").filter(only).sort("award", "supplier"),
        snap.scan("document").filter(only).sort("document"),
        placed_issues(snap).filter(only).sort("document", "pointer", "rule"),
    ]
    process, results, evidence, screenings, documents, issues = pl.collect_all(plans)
    text = snap.compiled(ocid)
    if text is None and process.is_empty():
        return None
    release = orjson.loads(text) if text is not None else {"ocid": ocid}
    stage = process["stage"].item(0) if process.height else "unclear"
    redactor = redaction.of_release(release, sealed=stage == "open")
    shown = redactor.clean(release)
    alerts = [_alert(row, redactor) for row in evidence.iter_rows(named=True)]
    printed = jsonview.marked(shown, _pointers(shown, alerts))
    return Dossier(
        ocid=ocid,
        stage=stage,
        release=shown,
        printed=printed,
        alerts=tuple(_linked(alert, printed.marks) for alert in alerts),
        results=_results(snap, results, redactor, issues.to_dicts()),
        screenings=[redaction.screening(row, redactor) for row in screenings.iter_rows(named=True)],
        documents=[redactor.row(row) for row in documents.iter_rows(named=True)],
        issues=[redaction.issue(row, redactor) for row in issues.iter_rows(named=True)],
    )


def _alert(row: dict[str, Any], redactor: Redactor) -> Alert:
    held = [redactor.sealed and reads_sealed(row["indicator"], item) for item in row["read"] or []]
    read = tuple(_read(item, redactor, one) for item, one in zip(row["read"] or [], held, strict=True))
    return Alert(
        indicator=row["indicator"],
        title=methods.title(row["indicator"]),
        says=alert_sentence(row, redactor),
        value=None if any(held) else row["value"],
        limit=row["limit"],
        limit_source=row["limit_source"] or "",
        severity=row["severity"],
        confidence=row["confidence"],
        version=row["version"],
        read=read,
    )


def _read(item: dict[str, Any], redactor: Redactor, held: bool) -> Read:
    pointer = item["pointer"]
    value = redactor.at(jsonview.parts(pointer) if pointer else (), item["value"] or "")
    if held:
        value = redaction.SEALED
    return Read(item["name"], redactor.text(pointer) if pointer else None, value)


def _pointers(release: Any, alerts: Iterable[Alert]) -> list[str]:
    """Pointers of the values read that lead somewhere in the release."""
    found = []
    for pointer in [item.pointer for alert in alerts for item in alert.read if item.pointer]:
        try:
            jsonview.resolve(release, pointer)
        except LookupError:
            continue
        found.append(pointer)
    return found


def _linked(alert: Alert, marks: dict[str, str]) -> Alert:
    read = tuple(Read(item.name, item.pointer, item.value, marks.get(item.pointer or "")) for item in alert.read)
    return replace(alert, read=read)


def _results(
    snap: Snapshot, results: pl.DataFrame, redactor: Redactor, issues: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give each indicator's outcome; where it is unknown, why, and the fields read for that at which issues stand."""
    if results.is_empty():
        return []
    row = results.row(0, named=True)
    rows = []
    for indicator in indicators(snap):
        outcome, reason = row[indicator], row.get(indicator + REASON)
        unknown = outcome == "unknown"
        facts = {
            "indicator": indicator,
            "title": methods.title(indicator),
            "outcome": outcome,
            "why": methods.unknown_words(indicator, reason) if unknown else "",
        }
        missing = [column.strip() for column in (reason or "").split(",")] if unknown else []
        read = [field for column in missing for field in places.of_input(indicator, column)]
        held = places.standing(issues, read)
        linked = {"ocid": row["ocid"], "places": held, "issues_at": [one["field"] for one in held]}
        rows.append({**redactor.row(facts), **linked})
    return rows
