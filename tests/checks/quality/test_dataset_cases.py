"""The cases of the checks of data sets: whole data sets of a few releases, and what each check must say of them.

They stand in `cases/<id of the check>.json`, an array of objects: `title`; `releases` (for checks over time `older`
and `newer`), compiled releases of which one with `times` stands for as many; `parameters` of the check; `rates`, false
where there are none (else those of `conftest.py`); `answers`, the status that each address answers with. Then the
`outcome`, one of `passes`, `fails`, `not judged`; its `value` and its `reason`; the `shares` of codes; and of the
failed examples the processes (`failed`), `pointers` and `values`.
"""

import json
from pathlib import Path

import msgspec
import polars as pl
import pytest

from checks.quality.catalog import dataset_checks, time_checks
from checks.quality.tally import tally
from checks.quality.time_runner import ENOUGH, judged_over_time
from ocds.tables.quality import VERDICT

CHECKS = dataset_checks() | time_checks()
CASES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    if path.stem in CHECKS
}
OUTCOMES = {True: "passes", False: "fails", None: "not judged"}
SHOWN = {"distribution." + name for name in (
    "tender_award_criteria", "tender_submission_method", "milestone_type",
    "document_document_type", "value_currency", "related_process_relation",
)}  # fmt: skip


def test_every_check_has_cases():
    assert set(CASES) == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_the_cases_of_a_check_show_every_outcome(check):
    assert {case["outcome"] for case in CASES[check]} == ({"not judged"} if check in SHOWN else set(OUTCOMES.values()))


@pytest.mark.parametrize(
    ("check", "case"),
    [pytest.param(check, case, id=f"{check}: {case['title']}") for check, cases in CASES.items() for case in cases],
)
def test_case(check, case, tables_of, rates):
    found = measured(
        check, case, lambda releases: tables_of(written_out(releases), rates if case.get("rates", True) else None)
    )
    failed = found.meta.get("failed_examples", [])

    assert OUTCOMES[found.passed] == case["outcome"]
    assert found.reason == case.get("reason")
    if "value" in case:
        assert found.value == pytest.approx(case["value"])
    if "shares" in case:
        assert {code: told["share"] for code, told in found.meta["shares"].items()} == case["shares"]
    for key, column in (("failed", "ocid"), ("pointers", "pointer"), ("values", "value")):
        if key in case:
            assert [example[column] for example in failed] == case[key]


def test_versions_are_judged_in_one_table(tables_of):
    older, newer = (tables_of([{"tender": {"title": title}}]) for title in ("Roads", "Bridges"))
    found = judged_over_time(older, newer)
    assert found.schema == VERDICT
    assert dict(found.select("check", "passed").iter_rows()) == {
        "time.ocid": True,
        "time.phase_stable": True,
        "time.tender_title": False,
    }
    assert json.loads(found.row(by_predicate=pl.col("check") == "time.tender_title", named=True)["meta"]) == {
        "total": 1,
        "passed": 0,
        "failed": 1,
        "failed_examples": [{"ocid": "ocds-213czf-0", "value": "Roads ≠ Bridges"}],
    }


def test_amounts_too_large_for_64_bits_are_summed(tables_of):
    """A sum of a hundred absurd amounts is one of integers, and can be written."""
    releases = [{"tender": {"value": {"amount": 1e20, "currency": "EUR"}}}] * 100
    found = dataset_checks()["distribution.tender_value"]().measured(tables_of(releases))
    assert found.meta["sum"] == 100 * 10**20
    assert json.loads(msgspec.json.encode(found.meta))["sum"] == 10**22


def measured(name, case, tables_of):
    if name in time_checks():
        check = time_checks()[name]()
        return tally(check.applications(tables_of(case["older"]), tables_of(case["newer"])), check.lacking, ENOUGH)
    parameters = case.get("parameters", {})
    if "answers" in case:
        parameters |= {"reach": answering(case["answers"])}
    return dataset_checks()[name](**parameters).measured(tables_of(case["releases"]))


def written_out(releases):
    """The releases, one with `times` as many times as it says."""
    for release in releases:
        kept = {key: value for key, value in release.items() if key != "times"}
        yield from [kept] * release.get("times", 1)


def answering(answers):
    def reach(url):
        if url not in answers:
            raise TimeoutError(url)
        return answers[url]

    return reach
