"""SARIF and JUnit, which CI servers read."""

import json
from xml.etree import ElementTree as ET

import pytest

from ocds.validation.rules import RULES


@pytest.fixture
def results(veeduria):
    """Validate as SARIF; gives the run."""

    def results(*arguments):
        called = veeduria("validate", *arguments, "--format", "sarif")
        told = json.loads(called.stdout)
        assert told["version"] == "2.1.0"
        [run] = told["runs"]
        return run

    return results


@pytest.fixture
def suites(veeduria):
    """Validate as JUnit; gives the element of all suites."""

    def suites(*arguments):
        return ET.fromstring(veeduria("validate", *arguments, "--format", "junit").stdout_bytes)

    return suites


def test_sarif_says_of_each_rule_what_it_is_and_where_to_read_more(results, many):
    rules = results(many)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["help"]["text"] and rule["helpUri"].startswith("https://") for rule in rules)


def test_sarif_has_each_issue_at_its_place(results, many, veeduria):
    issues = [json.loads(line) for line in veeduria("validate", many, "--format", "jsonl").stdout.splitlines()]
    run = results(many)
    assert [result["ruleId"] for result in run["results"]] == [issue["rule"] for issue in issues]
    for result, issue in zip(run["results"], issues, strict=True):
        [location] = result["locations"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert location["logicalLocations"] == [{"fullyQualifiedName": issue["pointer"] or "/"}]
        assert location["physicalLocation"] == {"artifactLocation": {"uri": many.as_uri()}}
        assert result["partialFingerprints"] == {"veeduria/v1": issue["fingerprint"]}


def test_sarif_names_lines_where_documents_have_them(results, written, sound):
    [result] = results(written(sound, sound | {"id": "2", "date": "x"}))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_sarif_names_files_as_they_were_given(results, written, sound, monkeypatch):
    source = written(sound | {"date": "x"}, name="año 1.jsonl")
    monkeypatch.chdir(source.parent)
    [result] = results(source.name)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "a%C3%B1o%201.jsonl"}


def test_sarif_knows_the_baseline(results, veeduria, written, sound, tmp_path):
    known = tmp_path / "known.jsonl"
    veeduria("validate", written(sound | {"date": "x"}), "--format", "jsonl", "--output", known)
    run = results(written(sound | {"date": "x"}, sound | {"id": "2", "date": "x"}), "--baseline", known)
    assert [result["baselineState"] for result in run["results"]] == ["unchanged", "new"]


def test_sarif_without_issues_has_an_empty_list(results, written, sound):
    assert results(written(sound))["results"] == []


def test_junit_has_a_suite_for_each_file_and_a_test_for_each_rule_broken(suites, written, sound):
    wrong = sound | {"date": "x", "awards": [{"id": 1.5}, {"id": 2.5}]}
    bad, good = written(wrong, name="bad.jsonl"), written(sound | {"id": "2"}, name="good.jsonl")
    root = suites(bad, good)
    assert root.attrib == {"name": "veeduria validate", "tests": "3", "failures": "2", "errors": "0"}
    of_bad, of_good = root
    assert (of_bad.get("name"), of_good.get("name")) == (str(bad), str(good))
    assert {case.get("name").split(":")[0]: case[0].get("message") for case in of_bad} == {
        "format": "one issue",
        "type": "2 issues",
    }
    assert f"{bad} /awards/0/id" in of_bad[1][0].text
    [passed] = of_good
    assert list(passed) == []


def test_junit_fails_for_warnings_only_if_they_were_to_fail(suites, written, sound):
    source = written(sound | {"propio": 1})
    assert suites(source).get("failures") == "0"
    assert "one issue" in suites(source)[0][0].find("system-out").text
    assert suites(source, "--fail-on", "warning").get("failures") == "1"


def test_junit_fails_only_for_new_errors_if_asked(suites, veeduria, written, sound, tmp_path):
    known = tmp_path / "known.jsonl"
    veeduria("validate", written(sound | {"date": "x"}), "--format", "jsonl", "--output", known)
    asked = ("--baseline", known, "--fail-on", "new")
    assert suites(written(sound | {"date": "x"}), *asked).get("failures") == "0"
    root = suites(written(sound | {"date": "x"}, sound | {"id": "2", "date": "y"}), *asked)
    assert root.get("failures") == "1"
    failure = root[0][0].find("failure")
    assert failure.get("message") == "one issue"
    assert ":2 " in failure.text
    assert ":1 " not in failure.text
