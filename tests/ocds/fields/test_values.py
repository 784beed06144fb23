"""What stands at a path, and whether it tells anything."""

import pytest

from ocds.fields.values import holds, occurrences


@pytest.mark.parametrize("empty", [None, "", "  ", "\u00a0", [], {}, [None], {"a": ""}, [{"a": []}], [[]]])
def test_value_that_holds_nothing(empty):
    assert not holds(empty)


@pytest.mark.parametrize("full", [0, False, "x", [0], {"a": False}, [[1]]])
def test_value_that_holds_something(full):
    assert holds(full)


def test_each_object_that_could_hold_a_field_is_a_place():
    release = {"awards": [{"suppliers": [{"name": "A"}, {}]}, {"suppliers": []}, {"title": "x"}]}
    found = list(occurrences(release, "awards/suppliers/name"))
    assert [(place.pointer, place.exists, place.value) for place in found] == [
        ("/awards/0/suppliers/0/name", True, "A"),
        ("/awards/0/suppliers/1/name", False, None),
    ]


def test_field_of_the_release_itself_has_one_place():
    assert [place.pointer for place in occurrences({}, "ocid")] == ["/ocid"]


def test_text_where_an_object_should_be_is_a_place_that_is_missed():
    [place] = occurrences({"buyer": "Ministerio"}, "buyer/name")
    assert place.misplaced
    assert not place.exists


@pytest.mark.parametrize("nothing", [None, [], "", [None]])
def test_no_parent_no_place(nothing):
    assert list(occurrences({"buyer": nothing}, "buyer/name")) == []


def test_pointers_are_escaped():
    [place] = occurrences({"x~y": {"id": 1}}, "x~y/id")
    assert place.pointer == "/x~0y/id"
