"""The summary of a run as lines of text."""

from collections.abc import Iterator
from pathlib import Path

import checks
from dashboard.counts import Counted
from dashboard.words import NO_CLEARANCE, NOT_PROOF
from ocds.messages import marked
from ocds.validation.words import title
from veeduria.missing import input_words
from veeduria.options import WORKSPACE
from veeduria.summary import Summary
from veeduria.texts import documents_line, gettext, ngettext, number, percent

_COUNTS = (
    marked("alert"),
    marked("no alert"),
    marked("cannot be assessed"),
    marked("does not apply"),
    marked("judged"),
)


def lines(found: Summary, workspace: Path) -> Iterator[str]:
    """Give the summary, line by line: what was read, whether it is sound, who is paid, where to start."""
    manifest = found.manifest
    as_of = manifest.as_of or gettext("no date in the data")
    yield f"{manifest.title} · {gettext('as of %(day)s', day=as_of)}"
    blocks = {
        gettext("READ"): _read(found),
        gettext("SOUND"): _sound(found),
        gettext("WHO"): _who(found),
        gettext("BARRED"): _barred(found),
    }
    gap, start = gettext("GAP"), gettext("START")
    width = max(map(len, [*blocks, gap, start])) + 2
    for label, block in blocks.items():
        yield from _labelled(label, block, width)
    yield from _table(found.outcomes)
    yield from _labelled(gap, _gaps(found), width)
    yield from _labelled(start, _start(found), width)
    yield f"{gettext(NOT_PROOF)} {gettext(NO_CLEARANCE)}"
    yield " · ".join(_next_commands(found, workspace))


def _labelled(label: str, block: Iterator[str], width: int) -> Iterator[str]:
    for line in block:
        yield f"{label:<{width}}{line}"
        label = ""


def _read(found: Summary) -> Iterator[str]:
    counted = found.manifest.counts
    text = documents_line(counted["read"], counted["refused"])
    yield f"{text} → refused.csv" if counted["refused"] else text
    processes = ngettext("one process", "%(num)s processes", counted["processes"])
    if counted["unmerged"]:
        unmerged = gettext(
            "%(unmerged)s could not be merged: newest release used", unmerged=number(counted["unmerged"])
        )
        processes = f"{processes} ({unmerged})"
    yield processes


def _sound(found: Summary) -> Iterator[str]:
    counted = found.manifest.counts
    if not found.manifest.settings.get("validate"):
        yield gettext("not validated, as asked (--no-validate)")
        return
    facts = {"errors": number(counted["errors"]), "processes": number(counted["processes_with_errors"])}
    text = gettext("%(errors)s errors in %(processes)s processes", **facts)
    if found.worst:
        rule, times = found.worst
        text += gettext("; most: %(rule)s (%(times)s)", rule=title(rule, gettext), times=number(times))
    yield text


def _who(found: Summary) -> Iterator[str]:
    facts = {name: number(found.manifest.counts[name]) for name in ("suppliers", "persons")}
    yield gettext("%(suppliers)s suppliers (%(persons)s natural persons, masked in public output)", **facts)


def _barred(found: Summary) -> Iterator[str]:
    barred = ngettext("one process", "%(num)s processes", found.barred.in_force)
    yield gettext("%(processes)s: supplier barred on the award day", processes=barred)
    facts = {"unknown": number(found.barred.unknown), "near": number(found.barred.look_alike)}
    text = gettext("%(unknown)s cannot be known · %(near)s look-alikes", **facts)
    if not found.manifest.lists:
        text += " " + gettext("(no debarment list was given: --lists DIR)")
    yield text


def _table(outcomes: list[Counted]) -> Iterator[str]:
    if not outcomes:
        return
    heads = [gettext(head) for head in _COUNTS]
    rows = [
        [number(n) for n in (row.alert, row.no_alert, row.unknown, row.not_applicable)] + [percent(row.judged)]
        for row in outcomes
    ]
    failed = any(row.error for row in outcomes)
    if failed:
        heads.append(gettext("our error"))
        rows = [[*row, number(counted.error)] for row, counted in zip(rows, outcomes, strict=True)]
    names = [f"{row.indicator} {_title(row.indicator)}" for row in outcomes]
    first = max(map(len, names)) + 2
    widths = [max(len(head), *(len(row[i]) for row in rows)) + 2 for i, head in enumerate(heads)]
    yield " " * first + "".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))
    for name, row in zip(names, rows, strict=True):
        yield f"{name:<{first}}" + "".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))


def _title(indicator: str) -> str:
    found = checks.catalog().get(indicator)
    return gettext(found.title) if found else ""


def _gaps(found: Summary) -> Iterator[str]:
    for column, processes, indicators in found.gaps:
        yield gettext(
            "%(processes)s processes lack %(input)s → %(indicators)s",
            input=input_words(column, indicators),
            processes=number(processes),
            indicators=", ".join(indicators),
        )


def _start(found: Summary) -> Iterator[str]:
    if found.still_open is None or found.unsigned is None:
        return
    still_open = ngettext("one alerted tender still open", "%(num)s alerted tenders still open", found.still_open)
    unsigned = ngettext(
        "one barred supplier not yet signed", "%(num)s barred suppliers not yet signed", found.unsigned
    )
    yield f"{still_open} · {unsigned}"


def _next_commands(found: Summary, workspace: Path) -> Iterator[str]:
    where = "" if workspace == WORKSPACE else f" --workspace {workspace}"
    yield f"veeduria serve{where}"
    yield f"veeduria export{where}"
    loudest = max(found.outcomes, key=lambda row: row.alert, default=None)
    yield f"veeduria explain {loudest.indicator}" if loudest else "veeduria explain"
