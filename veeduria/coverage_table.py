"""The coverage of fields as one table, in which the column `kind` tells what a row speaks of."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from ocds.fields.counts import CodesCount, Counts, FieldCount
from veeduria.coverage import VERSION, Coverage

COLUMNS = pl.Schema(
    {
        "kind": pl.String,
        "field": pl.String,
        "origin": pl.String,
        "codelist": pl.String,
        "code": pl.String,
        "known": pl.Boolean,
        "indicator": pl.String,
        "check": pl.String,
        "possible": pl.UInt64,
        "exists": pl.UInt64,
        "filled": pl.UInt64,
        "filled_share": pl.Float64,
        "releases": pl.UInt64,
        "share": pl.Float64,
        "passed": pl.UInt64,
        "failed": pl.UInt64,
        "passed_share": pl.Float64,
        "ocid": pl.String,
        "pointer": pl.String,
        "value": pl.String,
        "reason": pl.String,
    }
)
OF_INTEREST = {"partyRole": "party_role", "documentType": "document_type", "milestoneType": "milestone_type"}
"""The kind of the rows about a codelist wherever it is used."""
ADDITIONAL = "additional"
"""The origin of a field that neither the standard nor an extension we know has."""


def table(found: Coverage) -> pl.DataFrame:
    """Give the rows of all kinds, with `COLUMNS`; a column that a kind has no use for is null.

    - `field`: a field (`origin` is the version of the standard, the extension, or `additional`) was `possible` so
      often, its key `exists` and it is `filled` so often (`filled_share` of what was possible), in so many `releases`
      (`share` of all). The fields beyond the first thousands that the standard lacks are one row without a name.
    - `code`: a code of a codelist at a field stands so often (`filled`), in so many `releases`; `known` tells whether
      the codelist has it. Unknown codes beyond the first thousand of a field are one row without a code.
    - `party_role`, `document_type`, `milestone_type`: the same, wherever the codelist is used.
    - `indicator`: in so many `releases` every input is published; `input`: so many have one of the fields (`a|b`).
    - `check`: of the values of a field so many `passed` and `failed` a check; `example`: one that failed.

    Shares are between 0 and 1, null where nothing was possible.
    """
    return pl.DataFrame(list(_rows(found)), schema=COLUMNS, orient="row")


def _rows(found: Coverage) -> Iterator[dict[str, Any]]:
    counts = found.counts
    fields = [(path, counts.fields[path]) for path in listed(counts)]
    for path, one in fields:
        yield _field(counts, path, one)
    if counts.unlisted:
        yield {"kind": "field", "origin": ADDITIONAL, "exists": counts.unlisted}
    for path, one in fields:
        if one.codes:
            yield from _codes(counts, "code", one.codes, path)
    for codelist, kind in OF_INTEREST.items():
        if codelist in counts.codelists:
            yield from _codes(counts, kind, counts.codelists[codelist], None)
    for fed in found.indicators:
        yield _shared(counts, fed.releases) | {"kind": "indicator", "indicator": fed.indicator}
        for each in fed.inputs:
            row = {"kind": "input", "indicator": fed.indicator, "field": "|".join(each.fields)}
            yield _shared(counts, each.releases) | row
    for path, one in fields:
        yield from _checks(path, one)


def listed(counts: Counts) -> list[str]:
    """Give the fields to speak of, in order of the alphabet.

    Those that are there; those of the standard; and those of an extension of which something is there.
    """
    there = {one.origin for one in counts.fields.values() if one.exists} | {VERSION}
    return sorted(path for path, one in counts.fields.items() if one.exists or (one.origin in there and one.origin))


def share(part: int, whole: int) -> float | None:
    """Give a share, None where there is no whole."""
    return part / whole if whole else None


def ranked(codes: CodesCount) -> list[str]:
    """Give the codes, the most frequent first."""
    return sorted(codes.codes, key=lambda code: (-codes.codes[code].count, code))


def _field(counts: Counts, path: str, one: FieldCount) -> dict[str, Any]:
    possible = counts.possible(path)
    return _shared(counts, one.releases) | {
        "kind": "field",
        "field": path,
        "origin": one.origin or ADDITIONAL,
        "possible": possible,
        "exists": one.exists,
        "filled": one.filled,
        "filled_share": share(one.filled, possible),
    }


def _codes(counts: Counts, kind: str, codes: CodesCount, path: str | None) -> Iterator[dict[str, Any]]:
    base = {"kind": kind, "field": path, "codelist": codes.codelist}
    for code in ranked(codes):
        one = codes.codes[code]
        yield base | {"code": code, "known": one.known, "filled": one.count} | _shared(counts, one.releases)
    if codes.unlisted:
        yield base | {"known": False, "filled": codes.unlisted}


def _checks(path: str, one: FieldCount) -> Iterator[dict[str, Any]]:
    for name, count in one.checks.items():
        base = {"field": path, "check": name}
        if judged := count.passed + count.failed:
            yield base | {
                "kind": "check",
                "passed": count.passed,
                "failed": count.failed,
                "passed_share": count.passed / judged,
            }
        for each in count.examples:
            said = {"ocid": each.ocid, "pointer": each.pointer, "value": each.value, "reason": each.reason}
            yield base | {"kind": "example"} | said


def _shared(counts: Counts, releases: int) -> dict[str, Any]:
    return {"releases": releases, "share": share(releases, counts.releases)}
