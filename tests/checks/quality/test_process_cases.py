"""The cases of the checks of processes: compiled releases, and what each check must say of them.

They stand in `cases/<id of the check>.json`, an array of objects: `title`; `release`, a compiled release; `outcome`,
one of `passes`, `fails`, `unknown`, `does not apply`; and for a failure, in `failed`, the JSON Pointers of what
failed, in order of the alphabet. The rates are those of `conftest.py`.
"""

import inspect
import json
from pathlib import Path

import pytest

from checks.quality.catalog import process_checks
from checks.quality.runner import judged

CASES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    if path.stem in process_checks()
}
NUMBERED = [
    pytest.param(check, number, id=f"{check}: {case['title']}")
    for check, cases in CASES.items()
    for number, case in enumerate(cases)
]


@pytest.fixture(scope="module")
def found(outcomes_of):
    """What each check says of its own cases, in order."""
    checks = process_checks()
    return {check: outcomes_of(checks[check](), [case["release"] for case in cases]) for check, cases in CASES.items()}


def test_every_check_has_cases():
    assert set(CASES) == set(process_checks())


@pytest.mark.parametrize("check", CASES)
def test_the_cases_of_a_check_show_every_outcome(check):
    told = {"unknown"} if "## Cannot be assessed" in inspect.getdoc(process_checks()[check]) else set()

    assert {case["outcome"] for case in CASES[check]} == {"passes", "fails", "does not apply"} | told


@pytest.mark.parametrize(("check", "number"), NUMBERED)
def test_case(found, check, number):
    case, outcome = CASES[check][number], found[check][number]
    words = {True: "passes", False: "fails", None: "unknown" if outcome.applies else "does not apply"}

    assert words[outcome.passed] == case["outcome"]
    assert outcome.failed == case.get("failed", [])
    for pointer in outcome.failed:
        assert resolve(case["release"], pointer) is not None, pointer


def resolve(value, pointer):
    for token in pointer.split("/")[1:]:
        value = value[int(token)] if isinstance(value, list) else value[token]
    return value


def test_the_runner_says_the_same_of_all_cases_at_once(tables_of):
    cases = [(check, case) for check, cases in CASES.items() for case in cases]
    results, failures, counts = judged(tables_of([case["release"] for _, case in cases]))
    passed = {"passes": True, "fails": False, "unknown": None, "does not apply": None}

    assert results.height == len(cases)
    for number, (check, case) in enumerate(cases):
        told = failures.filter(check=check, process=number)
        assert results[check][number] == passed[case["outcome"]], (check, case["title"])
        assert told["pointer"].to_list() == case.get("failed", [])
        assert told["value"].null_count() == 0
    assert counts["check"].to_list() == list(process_checks())
    for row in counts.iter_rows(named=True):
        column = results[row["check"]]
        assert (row["passing"], row["failing"]) == (column.sum(), (~column).sum())
        assert row["applicable"] == row["passing"] + row["failing"] + row["unknown"] <= results.height
