"""The cases recorded from Pelican: the checks of coherence judge releases the same, but for those named here."""

import datetime as dt
import json
from pathlib import PurePosixPath

import polars as pl
import pytest

from checks.quality.catalog import process_checks
from checks.quality.rates import RATES, Rates

# Where we differ on purpose, and why.
DEVIATIONS = {
    "compiled-release-005-awards_status": "an award and a contract that both lack an id do not refer to each other",
    "compiled-release-025-milestone_status": "a dateMet that is an object is no date: the tables hold none, and the "
    "issue of its type tells it",
}
# The rates of the tests they were recorded from, as far as the cases need them.
CROWNS = Rates(pl.DataFrame([("CZK", dt.date(2019, 1, 10), 22.2)], RATES, orient="row"))


@pytest.fixture(scope="module")
def recorded(corpus):
    """The cases by name: the check, the release and the outcome."""
    folder = corpus / "validation"
    index = json.loads((folder / "index.json").read_text("utf-8"))["cases"]
    cases = {}
    for case in index:
        check = ".".join(case.get("check", "").split(".")[-3:-1])
        if case["group"] == "quality-check" and check.startswith("coherent."):
            given = json.loads((folder / case["input"]).read_text("utf-8"))
            cases[PurePosixPath(case["id"]).name] = (check, given["args"][0], case["expected"])
    return cases


def test_releases_are_judged_the_same(recorded, outcomes_of):
    differing = set()
    for name, (check, release, theirs) in recorded.items():
        (ours,) = outcomes_of(process_checks()[check](), [release], CROWNS)
        counts = (ours.applications or None, ours.passes if ours.applications else None)
        if (ours.passed, *counts) != (theirs["result"], theirs["application_count"], theirs["pass_count"]):
            differing.add(name)
    assert differing == set(DEVIATIONS)
    assert len(recorded) == 34


def test_the_same_things_fail(recorded, outcomes_of):
    compared = 0
    for name, (check, release, theirs) in recorded.items():
        paths = (theirs["meta"] or {}).get("failed_paths", [])
        if paths and name not in DEVIATIONS:
            (ours,) = outcomes_of(process_checks()[check](), [release], CROWNS)
            assert ours.failed == sorted(_pointer(path.get("path_1") or path["path"]) for path in paths)
            compared += 1
    assert compared == 5


def _pointer(path):
    """`awards[0].date` as a JSON Pointer."""
    return "/" + path.replace("[", ".").replace("]", "").replace(".", "/")
