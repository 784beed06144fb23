"""Files as they come: whatever holds the releases, each is validated, and each issue leads back to its value."""

import json
from types import SimpleNamespace

import pytest

from ocds.reading import texts
from ocds.reading.documents import documents
from ocds.reading.files import PlainFile
from ocds.reading.pieces import pieces
from ocds.validation.options import Options
from ocds.validation.stream import Validation
from sample_data.generator import releases

ODD = ("releases/0~1 x/y", {"a": [1, {"": "é"}]})
"""A name that a JSON Pointer has to escape, and a value of some depth."""


def text(value, **layout):
    return json.dumps(value, ensure_ascii=False, **layout).encode()


def at(value, pointer):
    """Give what stands at a JSON Pointer."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


@pytest.fixture
def marked(release):
    """A release with one issue: a field that the standard does not have."""
    return lambda number: release(number, **{ODD[0]: ODD[1] | {"number": number}})


def shapes(marked, package, record_package):
    """Every shape of a file: its bytes, the JSON texts in it by the line of the issue, the line and path of each."""
    one, two, three = (marked(number) for number in (1, 2, 3))
    packed = package(one, two)
    late = {"releases": packed.pop("releases"), **packed}
    parts = [text(package(one)), text(package(two, three))]
    record = {"ocid": "ocds-213czf-1", "releases": [one], "compiledRelease": one | {"tag": ["compiled"]}}
    return {
        "a release": (text(one), {None: one}, [(None, "")]),
        "a release over many lines": (text(one, indent=2), {None: one}, [(None, "")]),
        "a package": (text(package(one, two)), {None: late}, [(None, "/releases/0"), (None, "/releases/1")]),
        "metadata after the releases": (text(late), {None: late}, [(None, "/releases/0"), (None, "/releases/1")]),
        "an array of releases": (text([one, two]), {None: [one, two]}, [(None, "/0"), (None, "/1")]),
        "an array of packages": (
            text([package(one), package(two)], indent=1),
            {None: [package(one), package(two)]},
            [(None, "/0/releases/0"), (None, "/1/releases/0")],
        ),
        "a release a line": (text(one) + b"\n" + text(two), {1: one, 2: two}, [(1, ""), (2, "")]),
        "lines of Windows, some empty": (
            b"\r\n" + text(one) + b"\r\n\r\n" + text(two) + b"\r\n",
            {2: one, 4: two},
            [(2, ""), (4, "")],
        ),
        "a package a line": (
            b"\n".join(parts),
            {1: package(one), 2: package(two, three)},
            [(1, "/releases/0"), (2, "/releases/0"), (2, "/releases/1")],
        ),
        "a package on a later line": (
            b"\n".join([text(one), parts[1], text(marked(4)), b""]),
            {1: one, 2: package(two, three), 3: marked(4)},
            [(1, ""), (2, "/releases/0"), (2, "/releases/1"), (3, "")],
        ),
        "packages one after the other": (
            parts[0] + b"\n" + (middle := text(package(two), indent=1)) + b"\n\n" + text(package(three)),
            {1: package(one), 2: package(two), 4 + middle.count(b"\n"): package(three)},
            [(line, "/releases/0") for line in (1, 2, 4 + middle.count(b"\n"))],
        ),
        "a package of records": (
            text(record_package(record)),
            {None: record_package(record)},
            [(None, "/records/0"), (None, "/records/0")],
        ),
    }  # fmt: skip


NAMES = [
    "a release", "a release over many lines", "a package", "metadata after the releases", "an array of releases",
    "an array of packages", "a release a line", "lines of Windows, some empty", "a package a line",
    "a package on a later line", "packages one after the other", "a package of records",
]  # fmt: skip


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("name", NAMES)
def test_each_issue_leads_back_to_its_value(name, mark, validated, marked, package, record_package):
    content, values, places = shapes(marked, package, record_package)[name]

    told = validated(mark + content).told

    assert [one.rule for one in told if one.rule != "additional_field"] == (["bom"] if mark else [])
    told = [one for one in told if one.rule == "additional_field"]
    assert [(one.subject.line, one.subject.path) for one in told] == places
    for one in told:
        assert json.loads(one.value) == at(values[one.subject.line], one.pointer)
        assert at(values[one.subject.line], one.subject.path)["ocid"] == one.subject.ocid


@pytest.mark.parametrize("name", NAMES)
def test_each_document_stands_where_it_is_said_to_stand(name, marked, package, record_package, tmp_path):
    content, _, _ = shapes(marked, package, record_package)[name]
    path = tmp_path / "source"
    path.write_bytes(content)
    file = PlainFile("source", path, "", 0, None, None)

    for full in (1, 1000, 1_000_000):
        found = [one for piece in pieces(path, full) for one in documents(file, piece)]
        assert [content[place.offset : place.offset + place.length] for place, _ in found] == [raw for _, raw in found]
        assert all("ocid" in json.loads(raw) for _, raw in found)


def test_the_size_of_parts_changes_nothing(tmp_path, monkeypatch, marked, package):
    from ocds.validation import stream

    path = tmp_path / "source.jsonl"
    path.write_bytes(b"\n".join([text(marked(1)), text(package(*map(marked, range(2, 40)))), text(marked(40))]))
    found = []
    for size in (1, 700, 8_000_000):
        monkeypatch.setattr(stream, "_PART", size)
        found.append(list(Validation([str(path)])))
    assert len(found[0]) == 40
    assert found[0] == found[1] == found[2]


def test_two_arrays_of_releases_in_one_package_are_both_read(validated, marked, package):
    whole = text(package(marked(1)))[:-1] + b', "releases": ' + text([marked(2)]) + b"}"

    checked = validated(whole)

    assert checked.documents == {"release": 2}
    assert [(one.rule, one.subject.ocid) for one in checked.told] == [
        ("duplicate_key", None),
        ("additional_field", "ocds-213czf-1"),
        ("additional_field", "ocds-213czf-2"),
    ]


def test_a_key_twice_in_the_metadata_is_told(found, package, release):
    whole = b'{"version": "1.0", ' + text(package(release()))[1:]

    assert found(whole) == [("", "duplicate_key")]


def test_an_empty_package_is_told_to_be_empty(validated, package):
    checked = validated(package())

    assert checked.documents == {"unreadable": 1}
    assert {one.rule for one in checked.told} == {"empty_file", "minItems", "empty_field"}


@pytest.mark.parametrize("releases", [None, {"1": {}}, "none", 5])
def test_a_package_whose_releases_are_no_array_is_told_to_be_one(releases, found, package):
    told = found(package() | {"releases": releases})

    assert ("", "foreign_json") in told
    assert ("/releases", "type") in told
    assert not {"missing_ocid", "additional_field"} & {rule for _, rule in told}


def test_a_package_without_releases_is_told_to_lack_them(validated, package):
    metadata = package()
    del metadata["releases"]

    told = validated(metadata).told

    assert [(one.rule, one.detail) for one in told][1:] == [("required", "releases")]


def test_a_release_without_ocid_is_validated_all_the_same(found, package, release):
    nameless = release(tender={"id": "LP-7", "status": "abierta"})
    del nameless["ocid"]

    assert found(package(release(1), nameless, {}, 5)) == [
        ("/releases/1", "missing_ocid"),
        ("/releases/1/tender/status", "enum"),
        ("/releases/2", "foreign_json"),
        *[("/releases/2", "required")] * 4,
        ("/releases/3", "foreign_json"),
    ]


def test_one_huge_release(validated, release):
    items = [{"id": str(number), "description": "Ladrillo " * 10} for number in range(50_000)]
    items[40_000]["quantity"] = "mil"

    checked = validated(release(tender={"id": "LP-7", "items": items}))

    assert checked.documents == {"release": 1}
    assert [(one.pointer, one.rule) for one in checked.told] == [("/tender/items/40000/quantity", "type")]


@pytest.mark.parametrize(
    "wrong", [b"NaN", b"-Infinity", b"1e999", b'"\\ud800"', b'"\xf1"', b"[" * 2000 + b"]" * 2000, b"tru"]
)
def test_one_release_that_cannot_be_read_costs_itself_alone(wrong, validated, package, marked):
    whole = package(marked(1), marked(2) | {"obra": "@"}, marked(3))

    checked = validated(text(whole).replace(b'"@"', wrong))

    assert checked.documents == {"release": 2, "unreadable": 1}
    assert [(one.pointer, one.rule) for one in checked.told][::2] == [
        (f"/releases/{number}/releases~10~01 x~1y", "additional_field") for number in (0, 2)
    ]
    assert checked.told[1].subject.path == "/releases/1"
    assert checked.told[1].rule in {"not_finite", "not_json", "encoding", "too_deep"}


def test_looking_for_what_can_be_saved_costs_little(marked, package, monkeypatch):
    """What is sound is passed over at once: only around what is broken are single brackets looked at."""
    tokens = []
    pattern = texts._TOKEN
    search = SimpleNamespace(search=lambda *place: tokens.append(place) or pattern.search(*place))
    monkeypatch.setattr(texts, "_TOKEN", search)
    whole = text(package(*map(marked, range(500)))).replace(b'"number": 400', b'"number": NaN')

    array = whole.index(b"[")
    found = list(texts.items(whole, array, whole.rindex(b"]") + 1))

    assert len(found) == 500
    assert all(json.loads(whole[start:end])["id"] == f"{number}-tender" for number, (start, end) in enumerate(found))
    assert len(tokens) < 2 * 500 + 100


def test_what_is_wrong_in_the_metadata_costs_no_release(validated, package, marked):
    whole = package(marked(1), marked(2), uri="@")

    checked = validated(text(whole).replace(b'"@"', b"NaN"))

    assert checked.documents == {"release": 2}
    assert [one.rule for one in checked.told] == ["not_finite", "additional_field", "additional_field"]
    assert checked.told[0].module == "package"


def test_generated_releases_in_any_shape_have_the_same_issues(validated, package):
    written = [one | ({"colour": "red"} if number % 3 == 0 else {}) for number, one in enumerate(releases(20, 3))]

    def issues(content):
        return [
            (one.rule, one.pointer.removeprefix(one.subject.path), one.subject.ocid, one.value)
            for one in validated(content).told
        ]

    lines = issues(b"\n".join(map(text, written)))
    assert lines == issues(text(written)) == issues(text(written, indent=2))
    assert lines


def test_versions(validated, package, release):
    def told(version):
        whole = package(release(), version=version)
        if version is None:
            del whole["version"]
        return [(one.rule, one.severity, one.detail) for one in validated(whole).told]

    assert told("1.1") == told("1.0") == []
    assert told("1.1.5") == [("version_patch", "warning", "1.1")]
    assert told("1.0.3") == [("version_patch", "warning", "1.0")]
    assert told("1.2") == [("unknown_version", "warning", "1.1")]
    assert told(1.1) == told(1.0) == [("type", "error", "string")]
    assert told(["1.1"]) == [("type", "error", "string")]
    assert told(None) == [("missing_version", "warning", "1.0")]


def test_the_register_of_prefixes(found, package, release):
    options = Options(prefixes=frozenset({"ocds-213czf"}))

    assert found(package(release(), release(ocid="ocds-abc123-1")), options) == [
        ("/releases/1/ocid", "ocid_unregistered")
    ]


def test_a_project_package_of_oc4ids(found):
    project = {"id": "oc4ids-bu3kcz-1", "title": "Puente", "status": "terminado", "obra": 1, "sector": []}
    metadata = {"uri": "https://obras.example.org/1", "publishedDate": "2024-06-01T00:00:00Z", "version": "0.9"}
    whole = metadata | {"publisher": {"name": "Ministerio"}, "licencia": "x", "projects": [project, project]}

    told = found(whole)

    assert ("/licencia", "additional_field") in told
    assert {("/projects/0/status", "enum"), ("/projects/0/obra", "additional_field")} <= set(told)
    assert ("/projects/1", "duplicate_release") in told
