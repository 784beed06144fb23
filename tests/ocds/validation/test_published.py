"""The known troubles of published data come out as issues, and nothing is dropped silently."""

import pytest

from ocds.validation.stream import Validation

TROUBLES = {
    # publisher: (rule, last key of the place, at least how often)
    "armenia": [
        ("ocid_prefix", "ocid", 300),
        ("type", "", 1),
        ("enum", "initiationType", 1),
        ("empty_field", "description", 1),
    ],
    "bods": [("foreign_json", "", 12)],
    "ecuador": [("extension_unknown", "", 1), ("open_codelist", "", 1)],
    "italy": [("foreign_json", "", 4114)],
    "italy_package": [
        ("enum", "", 618),
        ("format", "startDate", 57),
        ("format", "endDate", 30),
        ("missing_currency", "value", 200),
    ],
    "mexico_inai": [("ocid_prefix", "ocid", 15), ("duplicate_id", "id", 1), ("missing_id", "", 1), ("type", "", 1)],
    "oc4ids": [("open_codelist", "scheme", 1), ("additional_field", "environmentalMeasures", 1)],
    "ocdskit_realdata": [("encoding", "", 1), ("missing_version", "", 1), ("deprecated_field", "", 1)],
    "paraguay": [("empty_file", "", 1), ("missing_version", "", 1), ("empty_field", "", 1)],
    "portugal_colombia": [("duplicate_release", "", 1), ("duplicate_id", "id", 1), ("format", "", 1)],
    "tunisia": [("ocid_prefix", "ocid", 1), ("empty_field", "", 30)],
    "uk_contracts_finder": [("missing_version", "", 60), ("empty_field", "", 1500)],
}


@pytest.fixture(scope="module")
def issues(corpus):
    """All issues of a publisher's folder, and how many documents it holds; each folder is read once."""
    held = {}

    def found(publisher):
        if publisher not in held:
            folder = corpus / "real" / publisher
            if not folder.exists():
                pytest.skip(f"{folder} is not there")
            validation = Validation([str(folder)])
            held[publisher] = list(validation), validation.documents
        return held[publisher]

    return found


@pytest.mark.parametrize(
    ("publisher", "rule", "key", "least"),
    [(publisher, *trouble) for publisher, troubles in TROUBLES.items() for trouble in troubles],
)
def test_trouble_is_told(publisher, rule, key, least, issues):
    told, _ = issues(publisher)
    here = [one for one in told if one.rule == rule and one.pointer.rpartition("/")[2].endswith(key)]
    assert len(here) >= least


@pytest.mark.parametrize("publisher", TROUBLES)
def test_what_was_refused_is_told_once_for_each_document(publisher, issues):
    told, documents = issues(publisher)
    refused = documents["foreign"] + documents["unreadable"]
    reasons = {"foreign_json", "missing_ocid", "versioned_release", "empty_file", "encoding", "not_json", "not_finite"}
    assert sum(one.rule in reasons for one in told) == refused


def test_every_folder_of_the_corpus_has_known_troubles(corpus):
    assert {path.name for path in (corpus / "real").iterdir()} <= set(TROUBLES)
