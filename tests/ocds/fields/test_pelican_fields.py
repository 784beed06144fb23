"""The field-level checks of Pelican, as its own tests and one of its results record them."""

import datetime as dt
import json
from collections import Counter

import pytest

from ocds.fields.checks import Judging, judges
from ocds.fields.paths import paths
from ocds.fields.values import holds, occurrences

JUDGING = Judging(dt.date(2026, 11, 22), frozenset({"ocds-a2ef3d", "ocds-213czf"}))
PATHS = {place.path: place for place in paths("1.1")}
PLACES = {
    "range.date_time.calculate": "tender/tenderPeriod/startDate",
    "range.date_time.calculate_past": "awards/date",
    "range.document_description_length.calculate": "tender/documents/description",
    "range.number.calculate": "tender/items/quantity",
    "codelist.document_format.calculate": "tender/documents/format",
    "codelist.document_type.calculate_section": "tender/documents/documentType",
    "codelist.language.calculate": "tender/documents/language",
    "format.email.calculate": "parties/contactPoint/email",
    "format.ocid.calculate": "ocid",
    "format.telephone.calculate": "parties/contactPoint/telephone",
}
DEVIATIONS = {
    "pelican-backend/field-219-non_empty": "an object of which every member is null holds nothing for us",
    "pelican-backend/field-220-non_empty": "an array of which every member is null holds nothing for us",
}


@pytest.fixture(scope="module")
def cases(corpus):
    listed = json.loads((corpus / "validation" / "index.json").read_text())["cases"]
    found = [case for case in listed if case["group"] == "quality-check" and case["level"] == "field"]
    return [case | {"given": json.loads((corpus / "validation" / case["input"]).read_text())} for case in found]


def outcome(case):
    """What we say of a recorded case."""
    value, key = case["given"]["args"]
    check = case["check"].removeprefix("contracting_process.field_level.")
    if check.startswith("coverage."):
        [place] = occurrences({"parent": value}, f"parent/{key}")
        return place.exists if check == "coverage.exists.calculate" else holds(place.value)
    [judge] = judges(PATHS[PLACES[check]], JUDGING).values()
    return judge(value[key]) is None


def test_recorded_cases(cases):
    single = [case for case in cases if "args" in case["given"]]
    assert len(single) == 51
    different = {case["id"] for case in single if outcome(case) is not case["expected"]["result"]}
    assert different == DEVIATIONS.keys()


def test_paths_and_checks_are_as_many_as_pelicans():
    assert len(PATHS) == 559
    kinds = Counter(name for place in PATHS.values() for name in judges(place, JUDGING))
    assert kinds == {
        "ocid_prefix_check": 1,
        "date_time": 58,
        "email": 7,
        "telephone": 14,
        "language": 10,
        "identifier_scheme": 16,
        "document_type": 9,
        "document_format_codelist": 9,
        "document_description_length": 9,
        "number_checks": 15,
    }


def test_whole_release_gives_pelicans_result(cases, corpus):
    [case] = [case for case in cases if case["id"] == "pelican-backend/processor-field-level"]
    recorded = json.loads((corpus / "validation" / case["expected_file"]).read_text())["checks"]
    theirs = Counter()
    for path, results in recorded.items():
        for result in results:
            passed = result["coverage"]["overall_result"]
            judged = tuple((each["name"], each["result"]) for each in result["quality"]["check_results"])
            theirs[path.replace(".", "/"), result["path"], passed, judged] += 1
    assert Counter(ours(case["given"])) == theirs


def ours(release):
    """What we say of each place of a release, in the form of the recorded result."""
    for path, place in PATHS.items():
        judging = judges(place, JUDGING)
        for found in occurrences(release, path):
            judged = tuple((name, judge(found.value) is None) for name, judge in judging.items() if holds(found.value))
            yield path, dotted(found.pointer), holds(found.value), judged


def dotted(pointer):
    """`/parties/0/name` → `parties[0].name`."""
    keys = pointer.strip("/").split("/")
    return "".join(f"[{key}]" if key.isdecimal() else f".{key}" for key in keys).removeprefix(".")
