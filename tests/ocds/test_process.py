"""One process: which of its releases count, and what is told where they disagree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocds.compiling.process import Member, compile_process, versions
from ocds.compiling.upgrade import upgraded

OLD = {
    "ocid": "a",
    "id": "1",
    "date": "2024-01-01T00:00:00Z",
    "tag": ["tender"],
    "tender": {"id": "t", "title": "Old"},
}
NEW = {
    "ocid": "a",
    "id": "2",
    "date": "2024-02-01T00:00:00Z",
    "tag": ["tender"],
    "tender": {"id": "t", "title": "New"},
}
THEIRS = {
    "ocid": "a",
    "id": "c",
    "date": "2024-02-01T00:00:00Z",
    "tag": ["compiled"],
    "tender": {"id": "t", "title": "New"},
}


def compile_all(*releases, compiled=()):
    members = [
        Member(number, f"publisher {number}", release in compiled, release) for number, release in enumerate(releases)
    ]
    return compile_process(members)


def told(compiled):
    return [(issue.rule, issue.document) for issue in compiled.issues]


@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
def test_releases_are_merged_by_date_whatever_the_order(order):
    found = compile_all(*order)

    assert found.release["tender"]["title"] == "New"
    assert found.release["tag"] == ["compiled"]
    assert [part["id"] for part in found.parts] == ["1", "2"]
    assert found.publisher == f"publisher {order.index(NEW)}"
    assert (found.issues, found.duplicates, found.unmerged) == ([], set(), False)


def test_the_same_release_twice_counts_once():
    found = compile_all(OLD, dict(OLD), NEW)

    assert found.duplicates == {1}
    assert len(found.parts) == 2
    assert found.issues == []


def test_another_content_under_the_same_id_is_an_issue_and_both_are_kept():
    found = compile_all(OLD, NEW | {"id": "1"})

    assert told(found) == [("conflicting_release", 1)]
    assert len(found.parts) == 2
    assert found.release["tender"]["title"] == "New"


def test_a_compiled_release_alone_passes_as_it_is():
    found = compile_all(THEIRS, compiled=[THEIRS])

    assert found.release is THEIRS
    assert (found.parts, found.published, found.issues) == ([], [], [])


def test_the_newest_of_two_compiled_releases_is_taken_and_the_other_kept():
    older = THEIRS | {"date": "2024-01-01T00:00:00Z", "tender": {"id": "t", "title": "Other"}}

    found = compile_all(THEIRS, older, compiled=[THEIRS, older])

    assert found.release is THEIRS
    assert found.published == [older]
    assert told(found) == [("conflicting_compiled", 1)]


def test_a_compiled_release_that_says_the_same_is_no_issue():
    nulls = THEIRS | {"awards": [], "tender": THEIRS["tender"] | {"description": None}}

    found = compile_all(OLD, NEW, nulls, compiled=[nulls])

    assert (found.published, found.issues) == ([], [])
    assert found.release["id"] == "a-2024-02-01T00:00:00Z"


def test_ours_is_used_where_the_publishers_compiled_release_differs():
    differing = THEIRS | {"tender": {"id": "t", "title": "Otherwise"}, "language": "es"}

    found = compile_all(OLD, NEW, differing, compiled=[differing])

    assert found.release["tender"]["title"] == "New"
    assert found.published == [differing]
    assert told(found) == [("compiled_differs", 2)]
    assert "language, tender" in found.issues[0].detail


def test_the_newest_release_stands_in_where_releases_contradict_each_other():
    found = compile_all(OLD, NEW | {"tender": {"id": "t", "title": {"es": "Nuevo"}}})

    assert found.unmerged
    assert found.release["tender"]["title"] == {"es": "Nuevo"}
    assert told(found) == [("unmerged", 1)]


def test_releases_without_a_date_cannot_be_put_in_order():
    found = compile_all(OLD, {key: value for key, value in NEW.items() if key != "date"})

    assert found.unmerged
    assert told(found)[0][0] == "unmerged"


@pytest.mark.parametrize("date", [None, 2024, "absent"])
def test_one_release_needs_no_order_to_be_told(date):
    release = {key: value for key, value in OLD.items() if key != "date"}
    found = compile_all(release | ({} if date == "absent" else {"date": date}))

    assert found.release["tender"]["title"] == "Old"


def test_two_parties_of_one_id_are_told():
    parties = [{"id": "1", "name": "Uno"}, {"id": "1", "name": "Dos"}]

    found = compile_all(OLD | {"parties": parties})

    assert told(found) == [("merge_warning", 0)]
    assert "parties" in found.issues[0].detail


def test_merging_leaves_the_releases_as_they_were():
    first, second = OLD | {"awards": ["x"]}, NEW | {"awards": [{"id": "1"}]}

    found = compile_all(first, second)

    assert found.parts == [first, second]
    assert first["awards"] == ["x"]


def test_what_each_release_said_of_values_and_periods():
    release = OLD | {
        "awards": [
            {"id": 7, "status": "active", "date": "2024-01-05", "value": {"amount": 10, "currency": "XTS"}},
            None,
        ],
        "contracts": [{"id": "c", "value": {"amount": "ten"}, "period": {"endDate": "2024-12-31"}, "items": [{}, {}]}],
    }

    rows = list(versions("a", [release]))

    head = ("a", "1", "2024-01-01T00:00:00Z")
    assert rows == [
        (*head, "tender", "t", None, None, None, None, None, None, None),
        (*head, "award", "7", "active", "2024-01-05", 10.0, "XTS", None, None, None),
        (*head, "contract", "c", None, None, None, None, None, "2024-12-31", 2),
    ]


def test_a_release_of_1_0_speaks_the_terms_of_1_1():
    release = OLD | {
        "buyer": {"name": "Ministerio", "identifier": {"scheme": "XX-RUC", "id": "1"}},
        "awards": [{"id": "1", "suppliers": [{"name": "Firma", "identifier": {"scheme": "XX-RUC", "id": "2"}}]}],
    }

    found = upgraded(release).release

    assert {party["name"] for party in found["parties"]} == {"Ministerio", "Firma"}
    assert found["buyer"]["id"] in {party["id"] for party in found["parties"]}
    assert "parties" not in release


def test_an_organization_described_in_two_ways_is_told_and_nothing_is_logged(caplog):
    firm = {"id": "XX-RUC-2", "name": "Firma"}
    release = OLD | {
        "tender": {"id": "t", "tenderers": [firm]},
        "awards": [{"id": "1", "suppliers": [firm]}, {"id": "2", "suppliers": [firm, firm | {"name": "Firma S. A."}]}],
    }

    found = upgraded(release)

    assert found.differing == [("/awards/1/suppliers/1/id", "supplier", "XX-RUC-2")]
    assert [party["name"] for party in found.release["parties"]] == ["Firma"]
    assert caplog.records == []


_ORGANIZATION = st.fixed_dictionaries(
    {}, optional={"id": st.sampled_from(["1", 1, None]), "name": st.sampled_from(["a", "b"]), "roles": st.just("x")}
)
_STATED = st.sampled_from([None, "x", 5, {}, [], [None], ["x"]]) | _ORGANIZATION | st.lists(_ORGANIZATION, max_size=3)


@given(
    st.fixed_dictionaries(dict.fromkeys(("buyer", "procuringEntity", "tenderers", "suppliers", "parties"), _STATED))
)
def test_whatever_stands_for_organizations_is_upgraded_or_left(stated):
    tender = {"procuringEntity": stated["procuringEntity"], "tenderers": stated["tenderers"]}
    awards = [{"suppliers": stated["suppliers"]}, None, {}]
    release = OLD | {"buyer": stated["buyer"], "parties": stated["parties"], "tender": tender, "awards": awards[:1]}

    for each in (release, release | {"awards": awards}, release | {"tender": stated["buyer"]}):
        assert upgraded(each).release["ocid"] == "a"


@pytest.mark.parametrize("lie", [{"buyer": "Ministerio"}, {"awards": {"suppliers": 1}}, {"contracts": [1]}])
def test_what_cannot_be_upgraded_is_given_back_as_it_came(lie):
    release = OLD | lie

    assert upgraded(release) == (OLD | lie, [], True)
    assert release == OLD | lie
