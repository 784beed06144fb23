"""The cases recorded from Pelican for references and consistent values, but for the deviations named here."""

import datetime as dt
import json
import re

import polars as pl
import pytest

from checks.quality.catalog import process_checks
from checks.quality.rates import RATES, Rates

# Where we differ on purpose: the case, the pointers that only one of us fails, and why.
SAME_ID = "ids are compared as texts: the number 1 and the text 1 are one id, to a reader and to most databases"
DEVIATIONS = {
    "compiled-release-157-contract_in_awards": ({"/contracts/0", "/contracts/4", "/contracts/5"}, SAME_ID),
}
# Pelican names a family of checks once and takes the place as an argument.
FAMILIES = {
    "consistent.roles": "consistent.%s_in_parties_roles",
    "consistent.org_ref_name": "consistent.%s_name_in_parties",
    "consistent.parties_role": "consistent.parties_roles",
    "reference.parties": "reference.%s_in_parties",
}
PLACES = {
    "buyer": "buyer",
    "tender.procuringEntity": "procuring_entity",
    "tender.tenderers": "tenderer",
    "awards.suppliers": "supplier",
    "contracts.implementation.transactions.payer": "payer",
    "contracts.implementation.transactions.payee": "payee",
}
DAY = dt.date(2019, 1, 10)
OF_THE_DAY = Rates(pl.DataFrame([("CZK", DAY, 22.2), ("JPY", DAY, 108.0)], RATES, orient="row"))


@pytest.fixture(scope="module")
def recorded(corpus):
    """The cases by name: the id of our check, the compiled release, what Pelican said."""
    folder = corpus / "validation"
    found = {}
    for case in json.loads((folder / "index.json").read_text("utf-8"))["cases"]:
        if case["group"] != "quality-check" or case["level"] != "compiled-release":
            continue
        check = ".".join(case["check"].split(".")[2:4])
        if check.startswith(("consistent.", "reference.")):
            given = json.loads((folder / case["input"]).read_text("utf-8"))
            place = PLACES.get(given["kwargs"].get("path"))
            ours = FAMILIES[check].replace("%s", str(place)) if check in FAMILIES else check
            found[case["id"].partition("/")[2]] = (ours, given["args"][0], case["expected"])
    return found


@pytest.fixture(scope="module")
def said(recorded, outcomes_of):
    """What our checks say of the same releases, by case."""
    return {
        name: outcomes_of(process_checks()[check](), [release], OF_THE_DAY)[0]
        for name, (check, release, _) in recorded.items()
    }


def pointers_of(expected, release):
    """What Pelican failed, as JSON Pointers; None where it tells no paths."""
    found = (expected["meta"] or {}).get("failed_paths")
    return None if found is None else {pointer_of(failed, release) for failed in found}


def pointer_of(failed, release):
    if "award_id" in failed:
        return f"/awards/{[award['id'] for award in release['awards']].index(failed['award_id'])}"
    path = failed.get("reference", failed)["path"]
    return "/" + re.sub(r"[.\[]", "/", path.replace("]", ""))


def test_the_same_processes_pass(recorded, said):
    assert {name: outcome.passed for name, outcome in said.items()} == {
        name: expected["result"] for name, (_, _, expected) in recorded.items()
    }
    assert len(recorded) == 49


def test_the_same_number_of_things_is_judged(recorded, said):
    assert {name: outcome.applications for name, outcome in said.items()} == {
        name: expected["application_count"] or 0 for name, (_, _, expected) in recorded.items()
    }


def test_the_same_things_fail(recorded, said):
    differing = {}
    for name, (_, release, expected) in recorded.items():
        theirs, ours = pointers_of(expected, release), set(said[name].failed)
        if theirs is not None and theirs != ours:
            differing[name] = theirs ^ ours

    assert differing == {name: pointers for name, (pointers, _) in DEVIATIONS.items()}


def test_some_cases_fail_and_some_pass(recorded):
    """Agreement that nothing applies would prove nothing."""
    results = [expected["result"] for _, _, expected in recorded.values()]

    assert results.count(False) >= 10
    assert results.count(True) >= 10
