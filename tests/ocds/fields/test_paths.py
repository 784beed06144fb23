"""The paths of a release, as the fact tables give them."""

import pytest

from ocds.fields.paths import paths
from ocds.standard.exceptions import UnknownExtensionError, UnknownVersionError
from ocds.standard.extensions import extensions


@pytest.fixture(scope="module")
def plain():
    return {place.path: place for place in paths("1.1")}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("date", "past_date"),
        ("tender/tenderPeriod/endDate", "date"),
        ("tender/milestones/dueDate", "date"),
        ("contracts/dateSigned", "past_date"),
        ("parties/contactPoint/email", "email"),
        ("parties/contactPoint/faxNumber", "telephone"),
        ("planning/documents/language", "language"),
        ("parties/additionalIdentifiers/scheme", "identifier_scheme"),
        ("contracts/implementation/transactions/value/amount", "number"),
        ("tender/items/unit/value/amount", "number"),
        ("tender/value/amount", None),
        ("tender/items/classification/scheme", None),
    ],
)
def test_what_stands_at_a_path(plain, path, kind):
    assert plain[path].kind == kind


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("planning/documents/documentType", "planning"),
        ("tender/milestones/documents/documentType", "tender"),
        ("awards/documents/documentType", "award"),
        ("contracts/documents/documentType", "contract"),
        ("contracts/implementation/documents/documentType", "implementation"),
        ("parties/name", None),
    ],
)
def test_stage_of_a_path(plain, path, section):
    assert plain[path].section == section


def test_objects_stand_where_the_standard_wants_them(plain):
    assert [path for path in ("tender", "awards", "tender/items/unit") if not plain[path].objects] == []
    assert [path for path in ("ocid", "tag", "parties/roles", "tender/title") if plain[path].objects] == []


def test_extension_brings_its_paths_and_those_below():
    found = {place.path: place.origin for place in paths("1.1", ["lots"])}
    assert found["tender/lots/value/amount"] == "lots"
    assert found["tender/value/amount"] == "1.1"
    assert "tender/lots" not in {place.path for place in paths("1.1")}


def test_parents_come_before_their_members_and_no_path_twice():
    seen = set()
    for place in paths("1.1", extensions()):
        parent = place.path.rpartition("/")[0]
        assert not parent or parent in seen
        assert place.path not in seen
        seen.add(place.path)


def test_older_version_has_its_own_paths():
    found = {place.path for place in paths("1.0")}
    assert "buyer/address/locality" in found
    assert "parties" not in found


def test_unknown_names_are_refused():
    with pytest.raises(UnknownVersionError):
        paths("2.0")
    with pytest.raises(UnknownExtensionError):
        paths("1.1", ["lotz"])
