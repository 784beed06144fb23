"""The documents of a file are the same however much of it is read at once."""

import json

import pytest

from ocds.reading import documents as reading
from ocds.reading.documents import documents
from ocds.reading.files import PlainFile
from ocds.reading.pieces import pieces

LINES = [
    b'{"ocid":"a"}',
    b"",
    b'{"ocid":"bb"} \r',
    b" \t",
    b'  {"ocid":"c"}',
    b'{"ocid":',
    b'{"ocid":"' + b"d" * 99 + b'"}',
]


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n", b"\n \n"])
@pytest.mark.parametrize("block", [1, 13, 40, 1 << 16])
def test_lines(tmp_path, monkeypatch, block, end):
    monkeypatch.setattr(reading, "_BLOCK", block)
    text = b"\n".join(LINES) + end
    path = tmp_path / "lines.jsonl"
    path.write_bytes(text)

    found = [one for piece in pieces(path, 30) for one in documents(PlainFile("x", path, "", 0, None, None), piece)]

    assert [(place.line, raw) for place, raw in found] == [(n, raw) for n, raw in enumerate(LINES, 1) if raw.strip()]
    assert all(text[place.offset :][: place.length] == raw for place, raw in found)


@pytest.mark.parametrize("block", [1, 30, 1 << 16])
def test_documents_of_an_array(tmp_path, monkeypatch, block):
    monkeypatch.setattr(reading, "_BLOCK", block)
    written = [{"ocid": str(number), "tag": ["x"] * number} for number in range(20)]
    text = json.dumps(written, indent=1).encode()
    path = tmp_path / "array.json"
    path.write_bytes(text)

    found = [one for piece in pieces(path, 200) for one in documents(PlainFile("x", path, "", 0, None, None), piece)]

    assert [json.loads(raw) for _, raw in found] == written
    assert [place.path for place, _ in found] == [f"/{number}" for number in range(20)]
    assert all(text[place.offset :][: place.length] == raw for place, raw in found)
