"""What cannot be read is one refused document with its reason and its place; the rest goes on."""

import gzip
import io
import json
import random
import zipfile

import pytest

from ocds.exceptions import NothingReadError
from ocds.reading import files
from ocds.reading.kinds import kind_of
from ocds.reading.pieces import pieces
from ocds.reading.strict import Refusal


def release(number, **more):
    return {
        "ocid": f"ocds-213czf-{number}",
        "id": str(number),
        "date": "2024-01-01T00:00:00Z",
        "tag": ["compiled"],
    } | more


def text(value):
    return json.dumps(value).encode()


SOUND = text(release(1))
DEEP = b'{"ocid": "ocds-213czf-9", "tag": ["compiled"], "x": ' + b"[" * 5000 + b"]" * 5000 + b"}"
NAN = text(release(2)).replace(b'"2"', b"NaN")

# What is in the file, and the outcome and reason of each document in it.
CASES = {
    "nothing": (b"", ["empty_file"]),
    "white space": (b" \n\t\r\n", ["empty_file"]),
    "a byte order mark alone": (b"\xef\xbb\xbf", ["empty_file"]),
    "no JSON": (b"No data available", ["not_json"]),
    "a page of HTML": (b"<!DOCTYPE html>\n<html><body>404</body></html>\n", ["not_json"]),
    "words before a release": (b"Fetching page 1 ...\n" + SOUND + b"\n", ["not_json", None]),
    "another encoding altogether": (SOUND.decode().encode("utf-16"), None),
    "a number": (b"42", ["foreign_json"]),
    "a text": (b'"No data available"', ["foreign_json"]),
    "null": (b"null", ["foreign_json"]),
    "an empty object": (b"{}", ["foreign_json"]),
    "JSON of another kind": (text({"type": "FeatureCollection", "features": []}), ["foreign_json"]),
    "foreign lines": (text({"a": 1}) + b"\n" + text({"b": 2}) + b"\n", ["foreign_json", "foreign_json"]),
    "a release without ocid": (text({"tag": ["tender"], "tender": {}}), ["missing_ocid"]),
    "an empty ocid": (text(release(1) | {"ocid": ""}), ["missing_ocid"]),
    "NaN in a line": (SOUND + b"\n" + NAN + b"\n", [None, "not_finite"]),
    "Infinity in a release of a package": (
        b'{"releases": [' + SOUND + b"," + NAN.replace(b"NaN", b"-Infinity") + b"]}",
        [None, "not_finite"],
    ),
    "nested too deeply in a package": (b'{"releases": [' + SOUND + b"," + DEEP + b"]}", [None, "too_deep"]),
    "nested too deeply in a line": (SOUND + b"\n" + DEEP + b"\n", [None, "too_deep"]),
    "Latin-1 in a line": (SOUND + b"\n" + text(release(2)).replace(b'"2"', b'"\xf1"') + b"\n", [None, "encoding"]),
    "Latin-1 in a package": (
        b'{"releases": [' + text(release(2)).replace(b'"2"', b'"a\xf1o"') + b"," + SOUND + b"]}",
        ["encoding", None],
    ),
    "a package cut short": (b'{"releases": [' + SOUND + b", " + text(release(2))[:30], [None, "not_json"]),
    "an array cut short": (b"[" + SOUND + b", " + text(release(2))[:30], [None, "not_json"]),
    "a last line cut short": (SOUND + b"\n" + text(release(2))[:30], [None, "not_json"]),
    "a first line cut short": (text(release(2))[:30] + b"}\n" + SOUND + b"\n" + SOUND + b"\n", None),
    "a trailing comma in a release": (b"[" + SOUND[:-1] + b",}," + text(release(3)) + b"]", ["not_json", None]),
    "a comma too many between releases": (b'{"releases": [' + SOUND + b",," + text(release(3)) + b"]}", None),
    "a control character in a text": (b"[" + SOUND + b"," + text(release(2)).replace(b'"2"', b'"\x01"') + b"]", None),
    "a lone surrogate": (SOUND + b"\n" + text(release(2)).replace(b'"2"', b'"\\ud800"') + b"\n", [None, "not_json"]),
}


@pytest.mark.parametrize("validate", [True, False], ids=["validated", "not validated"])
@pytest.mark.parametrize("case", CASES)
def test_only_what_is_broken_is_refused(case, validate, built):
    content, reasons = CASES[case]

    documents = built({"source": content}, validate=validate).documents

    assert documents.height > 0
    outcomes = documents.select("outcome", "reason").rows()
    if reasons is not None:
        assert outcomes == [("refused", reason) if reason else ("read", None) for reason in reasons]
    else:
        assert (("read", None) in outcomes) == (case != "another encoding altogether")
    assert documents.filter(outcome="refused")["detail"].null_count() == 0


def test_one_bad_release_of_many_costs_itself_alone(built):
    package = b'{"version": "1.1", "releases": [%s]}'
    releases = [text(release(number)) for number in range(50)]
    releases[20] = releases[20].replace(b'"20"', b"NaN")

    documents = built({"a.json": package % b",\n".join(releases)}).documents

    assert documents.filter(outcome="read").height == 49
    assert documents.filter(outcome="refused")["path"].to_list() == ["/releases/20"]


def damaged_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.json", SOUND * 50)
        archive.writestr("b.json", SOUND)
    return out.getvalue().replace(SOUND[:40], b"x" * 40, 1)


DAMAGED = {
    "gzip cut short": gzip.compress(SOUND * 1000)[:60],
    "no gzip after the first bytes": b"\x1f\x8b" + b"x" * 50,
    "no zip after the first bytes": b"PK\x03\x04" + b"x" * 50,
    "no zstandard after the first bytes": b"\x28\xb5\x2f\xfd" + b"x" * 50,
    "a member with a wrong checksum": damaged_zip(),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_file_is_refused_and_the_next_is_read(case, built):
    found = built({"a": DAMAGED[case], "b.json": text(release(7))}).documents

    assert "damaged_file" in found["reason"].to_list()
    assert found.filter(ocid="ocds-213czf-7")["outcome"].to_list() == ["read"]


def test_a_bomb_is_refused(built, monkeypatch):
    monkeypatch.setattr(files, "_FREE_SIZE", 1 << 16)
    monkeypatch.setattr(files, "_MOST_RATIO", 10)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b" " * (1 << 22))

    found = built({"a.gz": gzip.compress(b" " * (1 << 22)), "b.zip": out.getvalue(), "c.json": SOUND})

    assert found.documents["reason"].to_list() == ["damaged_file", "damaged_file", None]
    assert max(file.stat().st_size for file in (found.folder.parent / "spool").rglob("*")) < 1 << 22


def test_a_source_that_is_not_there_is_refused_beside_others(built, tmp_path):
    there = tmp_path / "there.json"
    there.write_bytes(SOUND)

    found = built({}, sources=[str(tmp_path / "none.json"), str(there)])

    assert found.documents["reason"].to_list() == ["not_found", None]


@pytest.mark.parametrize("source", ["none.json", "none-*.json", "empty"])
def test_without_any_source_the_run_ends(source, built, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingReadError) as caught:
        built({}, sources=[str(tmp_path / source)])
    assert source in str(caught.value)


def test_a_byte_order_mark_is_an_issue_and_costs_nothing(built):
    bom = b"\xef\xbb\xbf"
    found = built({"a.json": bom + SOUND, "b.jsonl": bom + text(release(2)) + b"\n" + text(release(3)) + b"\n"})

    assert found.documents["outcome"].to_list() == ["read"] * 3
    assert found.issues.filter(rule="bom")["document"].to_list() == [0, 1]


def test_duplicate_keys_are_an_issue_and_the_last_one_counts(built):
    found = built({"a.json": SOUND[:-1] + b', "id": "second"}'})

    assert found.issues.filter(rule="duplicate_key").select("pointer", "value").rows() == [("", '"id"')]
    assert found.table("process")["release_id"].to_list() == ["second"]


def test_read_and_refused_are_all(built):
    contents = {str(number): content for number, (content, _) in enumerate(CASES.values())}

    documents = built(contents).documents

    assert set(documents["outcome"]) <= {"read", "refused", "duplicate"}
    assert documents["document"].n_unique() == documents.height
    assert set(documents["file"].str.split("/").list.last()) == set(contents)


def test_no_damage_stops_the_reading(tmp_path):
    """A thousand seeded slips in packages, arrays and lines: each file is cut into documents within its bytes."""
    chance = random.Random(5)
    releases = [text(release(number, tender={"title": "a ] b } c , \\"})) for number in range(6)]
    shapes = [
        b'{"releases": [' + b", ".join(releases) + b"]}",
        b"[" + b",".join(releases) + b"]",
        b"\n".join(releases),
    ]
    for number in range(1000):
        content = bytearray(shapes[number % 3])
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(content))
            content[place : place + chance.randrange(3)] = chance.choice(
                [b"", b'"', b"{", b"]", b"\\", b"\n", b"\xff"]
            )
        (tmp_path / "a").write_bytes(content)
        extents = [
            extent for piece in pieces(tmp_path / "a") for extent in piece.extents or [(piece.start, piece.end)]
        ]
        assert extents
        assert all(0 <= start < end <= len(content) for start, end in extents)
        assert [start for start, _ in extents] == sorted(start for start, _ in extents)


KINDS = {
    "release": {"ocid": "a", "tag": ["tender"], "tender": {}},
    "compiled": {"ocid": "a", "tag": ["compiled"]},
    "compiled, with the tag as a text": {"ocid": "a", "tag": "compiled"},
    "record": {"ocid": "a", "releases": []},
    "record with a compiled release": {"ocid": "a", "compiledRelease": {}},
    "project": {"id": "oc4ids-bu3kcz-1"},
    "release without a tag": {"ocid": "a", "tender": {"title": "x"}},
    "release whose ocid is a number": {"ocid": 10, "tag": ["award"]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_a_document(kind):
    assert kind_of(KINDS[kind]) == kind.partition(" ")[0].strip(",")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"ocid": "a", "tender": {"title": [{"releaseDate": "2024", "value": "x"}]}}, "versioned_release"),
        ({"statementId": "1", "statementType": "personStatement"}, "foreign_json"),
        ({"ocds:releases/0/ocid": "a"}, "foreign_json"),
        ({"tender": {}}, "missing_ocid"),
        ({"ocid": None, "tag": ["tender"]}, "missing_ocid"),
        ({"ocid": {"a": 1}, "tag": ["tender"]}, "missing_ocid"),
        ([], "foreign_json"),
        (True, "foreign_json"),
    ],
)
def test_what_is_no_document_of_ours(value, reason):
    found = kind_of(value)

    assert isinstance(found, Refusal)
    assert found.reason == reason
    assert found.detail
