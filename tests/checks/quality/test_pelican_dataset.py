"""The cases recorded from Pelican: data sets and versions are judged the same, but for the deviations named here.

Its examples are drawn at random and are not compared; its releases may share one ocid, ours get one each.
"""

import datetime as dt
import json
from pathlib import PurePosixPath

import polars as pl
import pytest

from checks.quality.catalog import dataset_checks, time_checks
from checks.quality.rates import RATES, Rates
from checks.quality.reasons import DESCRIBES
from checks.quality.shares import CodeShares, LimitedShares

# Where we differ on purpose: the case, and why.
SHOWN = "shares without a limit are shown, not passed: a check that cannot fail says nothing"
GONE = "a process that is gone is unknown, as in Pelican's own counts, which leave it out: `time.ocid` tells it"
DEVIATIONS = {
    "dataset-287-code_distribution": SHOWN,
    "dataset-288-code_distribution": SHOWN,
    "time-based-335-tender_title": GONE,
}
EUROS = Rates(pl.DataFrame([("EUR", dt.date(2019, 1, 10), 1 / 1.1507)], RATES, orient="row"))
COLUMNS = {
    "awards.status": ("award", "status"),
    "contracts.implementation.milestones.status": ("milestone", "status"),
    "planning.documents.documentType": ("attachment", "type"),
    "tender.documents.documentType": ("attachment", "type"),
}


@pytest.fixture(scope="module")
def recorded(corpus):
    """The cases by name: the index entry and its input."""
    folder = corpus / "validation"
    index = json.loads((folder / "index.json").read_text("utf-8"))["cases"]
    return {
        PurePosixPath(case["id"]).name: (case, json.loads((folder / case["input"]).read_text("utf-8")))
        for case in index
        if case["group"] == "quality-check" and case["level"] in {"dataset", "time-based"}
    }


def test_data_sets_are_judged_the_same(recorded, tables_of):
    differing, compared = {}, 0
    for name, (case, given) in recorded.items():
        if case["level"] != "dataset":
            continue
        theirs, found = case["expected"], check_of(case, given).measured(tables_of(releases_of(case, given), EUROS))
        value = theirs["value"] if theirs["value"] is None else pytest.approx(theirs["value"])
        same = (found.passed, found.value) == (theirs["result"], value)
        if not same or not agrees(theirs["meta"], found.meta):
            differing[name] = (found, theirs)
        compared += 1
    assert differing.keys() == {name for name in DEVIATIONS if name.startswith("dataset")}, differing
    assert all(found.reason == DESCRIBES for found, _ in differing.values())
    assert all(agrees(theirs["meta"], found.meta) for found, theirs in differing.values())
    assert compared == 29


def test_versions_are_judged_the_same(recorded, tables_of):
    differing, compared = {}, 0
    for name, (case, given) in recorded.items():
        if case["level"] != "time-based":
            continue
        _, of, step = case["check"].rsplit(".", 2)
        _, older, _, newer, _ = given["args"]
        rows = time_checks()[f"time.{of}"]().applications(tables_of([older]), tables_of([newer] if newer else []))
        found = rows.collect()
        if step == "applicable":
            ours, theirs = not found.is_empty(), case["expected"]
        else:
            ours, theirs = found["ok"].item(), case["expected"][1]
        if ours != theirs:
            differing[name] = ours
        compared += 1
    assert differing == {name: None for name in DEVIATIONS if name.startswith("time")}
    assert compared == 8


def check_of(case, given):
    """The check that the recorded one corresponds to, set as it was."""
    _, level, kind, _ = case["check"].split(".")
    path = given["items"][0].get("path", "") if given["items"] else ""
    if kind == "code_distribution":
        columns = tuple(dict.fromkeys(COLUMNS[path] for path in given["config"]["paths"]))
        base, codes = (LimitedShares if given["config"]["test_values"] else CodeShares), given["config"]["test_values"]
        return type("Recorded", (base,), {"columns": columns, "codes": tuple(codes)}, frozen=True, kw_only=True)()
    if kind in {"value", "value_repetition"}:
        of = path.partition(".")[0] or "tender"
        kind = f"{of}_{kind}"
    return dataset_checks()[f"{level}.{kind}"]()


def releases_of(case, given):
    releases = [item["item"] for item in given["items"]]
    if "related_process" in case["check"]:
        return releases
    return [release | {"ocid": f"{number:06}"} for number, release in enumerate(releases)]


def agrees(theirs, ours):
    """Whether all that both measured is the same: shares of codes, sums of amounts, numbers of buyers."""
    if "reason" in theirs:
        return "shares" not in ours
    pairs = [
        (theirs[old], ours[new])
        for old, new in {
            "sums": "sums",
            "sum": "sum",
            "total_ocid_count": "total",
            "total_processed": "total",
            "total_passed": "passed",
            "total_failed": "failed",
            "total_unique_count": "buyers",
            "ocid_count": "count",
            "ocid_share": "share",
        }.items()
        if old in theirs
    ]
    for code, share in theirs.get("shares", {}).items():
        one = ours["shares"][code]
        pairs += [(share, one)] if isinstance(share, float) else [(share[key], one[key]) for key in ("share", "count")]
    for band, count in theirs.get("counts", {}).items():
        if isinstance(count, int):
            pairs.append((count, ours["counts"][band]))
        else:
            of_buyers = {"total_ocid_count": "processes", "total_unique_count": "buyers"}
            pairs += [(count[old], ours["bands"][band][new]) for old, new in of_buyers.items()]
    if "most_frequent" in theirs:
        pairs += [
            (old[key], new[key])
            for old, new in zip(theirs["most_frequent"], ours["most_frequent"], strict=True)
            for key in ("share", "count")
        ]
    if "specifics" in theirs:
        pairs.append((theirs["specifics"]["buyer.id"], ours["buyer"]))
    assert pairs
    return all(old == pytest.approx(new) if isinstance(old, float) else old == new for old, new in pairs)
