"""Readable cases: processes, and what each indicator must say of them."""

from fnmatch import fnmatchcase

import orjson
import pytest
from stories import FILES, STORIES, ocid_of

from checks import catalog, sentence

CASES = [
    pytest.param(name, number, id=f"{name}: {case['title']}")
    for name, story in STORIES.items()
    for number, case in enumerate(story["case"])
]
OUTCOMES = {"alert", "no_alert", "unknown", "not_applicable"}


def test_every_indicator_has_a_file_of_cases_and_every_file_an_indicator():
    modules = {name: cls.__module__.rpartition(".")[2] for name, cls in catalog().items()}
    assert {name: file.stem for name, file in FILES.items()} == modules


@pytest.mark.parametrize("name", STORIES)
def test_the_cases_of_an_indicator_show_every_outcome(name):
    assert {case["outcome"] for case in STORIES[name]["case"]} == OUTCOMES


@pytest.mark.parametrize(("name", "number"), CASES)
def test_case(judged, name, number):
    case, found = STORIES[name]["case"][number], judged[name]
    row = found.outcomes[ocid_of(number)]

    assert (row[name], row[f"{name}_reason"]) == (case["outcome"], case.get("reason"))
    if "value" in case:
        assert found.values[ocid_of(number)] == pytest.approx(case["value"])


@pytest.mark.parametrize(("name", "number"), CASES)
def test_the_evidence_of_an_alert(judged, name, number):
    case, evidence = STORIES[name]["case"][number], judged[name].evidence
    assert (ocid_of(number) in evidence) == (case["outcome"] == "alert")
    if case["outcome"] != "alert":
        return
    row = evidence[ocid_of(number)]
    assert row["value"] == pytest.approx(case["value"])
    for told in ("limit", "limit_source", "severity", "confidence"):
        assert row[told] == case.get(told, row[told])
    assert fnmatchcase(row["says"], case.get("says", "*"))
    assert row["says"] == sentence(row)


@pytest.mark.parametrize("name", STORIES)
def test_what_was_read_stands_where_the_evidence_says(judged, name):
    """Each pointer of each alert leads, in the compiled release, to the value that the evidence shows."""
    found, checked = judged[name], 0
    for ocid, row in found.evidence.items():
        release = orjson.loads(found.snapshot.compiled(ocid))
        for read in row["read"]:
            if read["pointer"] is None or read["pointer"].count("/") < 2:
                continue
            there = resolve(release, read["pointer"])
            if isinstance(there, (str, int, float)):
                assert agrees(read["name"], orjson.loads(read["value"]), there), read
                checked += 1
    assert checked


def resolve(value, pointer):
    """What a JSON Pointer leads to; None where nothing is."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value.get(key)
        if value is None:
            return None
    return value


def agrees(name, shown, there):
    """Codes stand for the local words that are there, and a day for the moment."""
    if name in {"method", "lowest_status"}:
        return isinstance(there, str)
    return str(there).startswith(str(shown)) if name == "barred_day" else shown == there
