"""Every shape a source may have, told apart by content: nothing is lost, and nothing is counted twice."""

import gzip
import io
import json
import zipfile

import orjson
import pytest
import zstandard


def release(number, **more):
    return {
        "ocid": f"ocds-213czf-{number}",
        "id": f"{number}-1",
        "date": "2024-01-01T00:00:00Z",
        "tag": ["compiled"],
        "initiationType": "tender",
    } | more


def text(value, **options):
    return json.dumps(value, ensure_ascii=False, **options).encode()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def compact(value):
    return orjson.dumps(value) + b"\n"


ONE, TWO, THREE = release(1), release(2), release(3)
LINES = b"".join(text(one) + b"\n" for one in (ONE, TWO, THREE))
PACKAGE = text({"uri": "https://example.org", "version": "1.1", "releases": [ONE, TWO, THREE]})
RECORDS = [{"ocid": one["ocid"], "compiledRelease": one} for one in (ONE, TWO)]

# What is in the file, and the documents in it: where each stands (line, else path).
SHAPES = {
    "a release": (text(ONE), [""]),
    "a release over many lines": (text(ONE, indent=2), [""]),
    "a release with white space about": (b"\n\n  " + text(ONE) + b"\n \n", [""]),
    "an array of releases": (text([ONE, TWO]), ["/0", "/1"]),
    "an array over many lines": (text([ONE, TWO], indent=1), ["/0", "/1"]),
    "a release package": (PACKAGE, ["/releases/0", "/releases/1", "/releases/2"]),
    "a release package over many lines": (
        text({"releases": [ONE, TWO], "version": "1.1"}, indent=4),
        ["/releases/0", "/releases/1"],
    ),
    "a record package": (text({"version": "1.1", "records": RECORDS}), ["/records/0", "/records/1"]),
    "a record": (text(RECORDS[0]), [""]),
    "a package whose key stands in a text before": (
        text({"license": 'see "releases": [ below', "releases": [ONE]}),
        ["/releases/0"],
    ),
    "a record with its releases": (text({"ocid": ONE["ocid"], "releases": [ONE], "compiledRelease": ONE}), [""]),
    "a record package a line": (
        2
        * (
            text({"records": [{"ocid": ONE["ocid"], "releases": [ONE]}, {"ocid": TWO["ocid"], "releases": []}]})
            + b"\n"
        ),
        ["/records/0", "/records/1", "/records/0", "/records/1"],
    ),
    "packages among lines, that speak of an ocid before their releases": (
        compact(ONE)
        + compact({"extensions": ['],"ocid":'], "releases": [TWO]})
        + compact({"license": '","ocid":', "releases": [THREE]})
        + compact({"publisher": {"ocid": "1"}, "releases": [release(4)]}),
        [1, "/releases/0", "/releases/0", "/releases/0"],
    ),
    "a record a line": (2 * (text({"ocid": ONE["ocid"], "releases": [ONE]}) + b"\n"), [1, 2]),
    "a short text before a long one": (text(ONE) + b"\n" + text(TWO, indent=2), ["", ""]),
    "one release a line": (LINES, [1, 2, 3]),
    "lines without a last newline": (LINES.rstrip(), [1, 2, 3]),
    "lines that end as on Windows": (LINES.replace(b"\n", b"\r\n"), [1, 2, 3]),
    "lines with empty ones between": (b"\n" + LINES.replace(b"\n", b"\n\n"), [2, 4, 6]),
    "texts one after another": (text(ONE) + text(TWO) + b" " + text(THREE), ["", "", ""]),
    "long texts one after another": (text(ONE, indent=2) + b"\n" + text(TWO, indent=2), ["", ""]),
    "packages one after another": (
        PACKAGE + b"\n" + text({"releases": [release(4)]}, indent=1),
        ["/releases/0", "/releases/1", "/releases/2", "/releases/0"],
    ),
    "gzip": (gzip.compress(LINES), [1, 2, 3]),
    "gzip of gzip": (gzip.compress(gzip.compress(LINES)), [1, 2, 3]),
    "several gzip files joined": (gzip.compress(LINES) + gzip.compress(text(release(4)) + b"\n"), [1, 2, 3, 4]),
    "zstandard": (zstandard.compress(LINES), [1, 2, 3]),
    "zip": (zipped({"b.json": text(ONE), "a/c.json": text([TWO])}), ["/0", ""]),
    "gzip within zip": (zipped({"a.jsonl.gz": gzip.compress(LINES)}), [1, 2, 3]),
    "a zip within a zip": (zipped({"inner.zip": zipped({"a.json": text(ONE)})}), [""]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_release_is_read_from_its_place(shape, built):
    content, places = SHAPES[shape]

    documents = built({"source": content}).documents

    assert set(documents["outcome"]) <= {"read", "duplicate"}
    found = [path if path or line is None else line for line, path in documents.select("line", "path").iter_rows()]
    assert found == places


def test_a_document_can_be_found_again_by_its_offset(built):
    content = b"\n\n" + text({"version": "1.1", "releases": [ONE, TWO]}, indent=2)

    documents = built({"a.json": content, "b.jsonl": b"\n" + LINES}).documents

    for row in documents.iter_rows(named=True):
        raw = (content if row["file"].endswith("a.json") else b"\n" + LINES)[row["offset"] :][: row["length"]]
        assert json.loads(raw)["ocid"] == row["ocid"]


def test_the_name_of_a_file_says_nothing(built):
    files = {
        "a.gz": LINES,
        "b.txt": gzip.compress(text(release(4))),
        "c.jsonl": text({"releases": [release(5)]}, indent=1),
    }

    documents = built(files).documents

    assert documents["outcome"].to_list() == ["read"] * 5


def test_names_within_archives_never_become_paths(built, tmp_path):
    names = ["../../evil.json", "/etc/evil.json", "C:\\evil.json", "a\nb.json", "ñandú/é.json", "x" * 180 + ".json"]

    found = built({"a.zip": zipped({name: text(release(number)) for number, name in enumerate(names)})})

    assert found.documents["outcome"].to_list() == ["read"] * len(names)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "folder", "spool"}
    assert not list(tmp_path.parent.glob("evil*"))


def test_two_members_of_one_name_are_both_read(built):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.json", text(ONE))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.json", text(TWO))

    documents = built({"a.zip": out.getvalue()}).documents

    assert documents["ocid"].to_list() == [ONE["ocid"], TWO["ocid"]]


def test_hidden_files_and_provenance_are_no_documents(built):
    info = text({"url": "https://example.org/1", "data_type": "release", "encoding": "utf-8"})
    crawl = "moldova/20240131_100000"
    found = built(
        {f"{crawl}/a.json": text(ONE), f"{crawl}/a.json.fileinfo": info, ".hidden": b"{", ".git/config": b"x"}
    )

    assert found.documents["ocid"].to_list() == [ONE["ocid"]]
    assert [(file.crawled, file.url) for file in found.built.inputs] == [
        ("2024-01-31T10:00:00Z", "https://example.org/1")
    ]


def test_what_a_package_says_holds_for_its_releases(built):
    package = {"publisher": {"name": "Ministerio"}, "version": "1.1", "releases": [ONE, TWO]}

    assert built({"a.json": text(package)}).documents["publisher"].to_list() == ["Ministerio", "Ministerio"]
