"""The contract of every list reader that the package holds."""

import gzip
import json

import pytest

from registry import content, history, lists
from registry.exceptions import (
    ListTooLargeError,
    MissingFolderError,
    RegistryError,
    UnknownListFormatError,
    UnreadableListError,
    UnreadableSidecarError,
)
from registry.listfile import ENTRIES

ROW = {
    "SUPP_ID": 7,
    "SUPP_NAME": "MR. TELMO BRASSAL *38",
    "SUPP_TYPE_CODE": "I",
    "LAND1": "PE",
    "DEBAR_FROM_DATE": "2024-01-01",
    "DEBAR_TO_DATE": "2999-12-31",
    "DEBAR_REASON": "Fraudulent Practice",
    "ELIG_STAT": "X-DEBARRED",
    "LAST_REFRESH_DATE": "2024-05-01T19:00:06.107Z",
}


def world_bank(folder, *rows, name="anything.bin"):
    path = folder / name
    path.write_bytes(gzip.compress(json.dumps({"response": {"ZPROCSUPP": rows or [ROW]}}).encode(), mtime=0))
    return path


@pytest.fixture
def samples(tmp_path, write_list):
    entry = {"entry": "1", "name": "Firma Uno S.A.", "start": "2024-01-01"}
    return {"veeduria_csv": write_list(tmp_path, "2024-05-01", [entry]), "world_bank": world_bank(tmp_path)}


def test_every_reader_has_a_sample(samples):
    assert samples.keys() == lists.readers().keys()


@pytest.mark.parametrize("name", lists.readers())
def test_a_reader_recognises_its_own_format_and_no_other(name, samples):
    reader = lists.readers()[name]
    assert [other for other, path in samples.items() if reader.recognises(path)] == [name]


@pytest.mark.parametrize("name", lists.readers())
def test_a_reader_recognises_by_content_not_by_name(name, samples, tmp_path):
    renamed = tmp_path / "renamed"
    renamed.write_bytes(samples[name].read_bytes())
    assert lists.readers()[name].recognises(renamed)


@pytest.mark.parametrize("name", lists.readers())
def test_a_reader_gives_the_contract_twice_the_same(name, samples):
    reader = lists.readers()[name]
    first, second = reader.read(samples[name]), reader.read(samples[name])
    assert first.entries.schema == ENTRIES
    assert first.entries.equals(second.entries)
    assert (first.sha256, str(first.date), first.file) == (second.sha256, "2024-05-01", samples[name].name)
    assert first.entries["entry"].null_count() == 0


@pytest.mark.parametrize("name", lists.readers())
@pytest.mark.parametrize("start", [b"", b"not a list", b"{}", b"\x1f\x8bbroken", b"\xff\xfe\x00", b"a,b,c\n1,2,3\n"])
def test_a_reader_refuses_what_is_not_its_own(name, start, tmp_path):
    path = tmp_path / "strange"
    path.write_bytes(start)
    assert not lists.readers()[name].recognises(path)
    with pytest.raises(UnknownListFormatError, match=r"strange.*veeduria_csv, world_bank"):
        lists.read(path)


@pytest.mark.parametrize("name", lists.readers())
def test_a_damaged_file_names_file_place_and_cure(name, samples):
    path = samples[name]
    data = path.read_bytes()
    path.write_bytes(gzip.compress(data, mtime=0)[:-9] if name == "veeduria_csv" else data[:-9])
    with pytest.raises(RegistryError) as caught:
        lists.readers()[name].read(path)
    assert caught.value.file == path
    assert path.name in str(caught.value)
    assert caught.value.place
    assert caught.value.cure


@pytest.mark.parametrize("name", lists.readers())
def test_a_bomb_is_refused(name, samples, monkeypatch):
    monkeypatch.setattr(content, "MAX_BYTES", 50)
    with pytest.raises(ListTooLargeError, match="longer than 50 bytes"):
        lists.readers()[name].read(samples[name])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("2024-01-01", "01/01/2024"), "line 2, column start"),
        (("debarment", "expulsion"), "line 2, column measure"),
        (("1,Firma", ",Firma"), "line 2, column entry"),
        ((",start,", ",begin,"), "line 1"),
        (("Firma Uno S.A.", "Firma, Uno S.A."), "line 2"),
        (("2024-01-01,", "2024-01-01,2023-12-31"), "line 2, column end"),
        (("Firma Uno S.A.", '"Firma Uno S.A.'), "line 2"),
        (("2024-01-01", "2024-01-01".encode("utf-16-le").decode("latin-1")), "line 2, column start"),
    ],
)
def test_a_mistake_in_our_csv_names_its_line(change, place, samples):
    path = samples["veeduria_csv"]
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(UnreadableListError) as caught:
        lists.read(path)
    assert caught.value.place == place


def test_latin_1_is_told_with_its_line(samples):
    path = samples["veeduria_csv"]
    path.write_bytes(path.read_bytes().replace(b"Firma Uno", "Ñandurí".encode("latin-1")))
    with pytest.raises(UnreadableListError, match=r"line 2, byte \d+: the text is not UTF-8"):
        lists.read(path)


def test_a_byte_order_mark_is_no_mistake(samples):
    path = samples["veeduria_csv"]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert lists.read(path).entries["entry"].to_list() == ["1"]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('list = "a"', "Write both"),
        ('list = "a"\ndatte = 2024-01-01', "Perhaps date is meant"),
        ('list = "a"\ndate = "soon"', "Write dates as"),
        ("list =", "Mend the file"),
    ],
)
def test_a_mistake_in_the_sidecar_names_the_cure(toml, message, samples):
    path = samples["veeduria_csv"]
    path.with_name(f"{path.name}.toml").write_text(toml)
    with pytest.raises(UnreadableSidecarError, match=message):
        lists.read(path)


def test_the_sidecar_may_also_be_named_after_the_stem(samples):
    path = samples["veeduria_csv"]
    path.with_name(f"{path.name}.toml").rename(path.with_suffix(".toml"))
    assert lists.read(path).list == "quillay"


def test_the_world_bank_row(tmp_path):
    found = lists.read(world_bank(tmp_path))
    row = found.entries.row(0, named=True)
    assert (found.list, str(found.date)) == ("world-bank", "2024-05-01")
    assert (row["name"], row["kind"], row["term"], row["end"]) == ("TELMO BRASSAL", "person", "X-DEBARRED", None)


def test_the_day_of_the_world_bank_list_from_stamp_sidecar_or_name(tmp_path):
    undated = {key: value for key, value in ROW.items() if key != "LAST_REFRESH_DATE"}
    path = world_bank(tmp_path, undated, name="wb-data-2023-03-01.json.gz")
    assert str(lists.read(path).date) == "2023-03-01"
    path.with_name(f"{path.name}.toml").write_text("date = 2023-02-27")
    assert str(lists.read(path).date) == "2023-02-27"
    with pytest.raises(UnreadableListError, match="Write `date` in a sidecar"):
        lists.read(world_bank(tmp_path, undated, name="undated"))


def test_one_bad_file_does_not_silence_the_others(samples, tmp_path):
    (tmp_path / "notes.txt").write_text("not a list")
    (tmp_path / "lost.csv.toml").write_text('list = "lost"')
    registry = history.load(tmp_path)
    assert sorted(registry.snapshot["list"]) == ["quillay", "world-bank"]
    assert sorted(type(error).__name__ for error in registry.refused) == [
        "UnknownListFormatError",
        "UnreadableSidecarError",
    ]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(MissingFolderError, match="there is no such folder"):
        history.load(tmp_path / "absent")


def test_a_file_in_a_folder_within_is_named_by_its_path(samples, tmp_path):
    (tmp_path / "2024").mkdir()
    samples["world_bank"].rename(tmp_path / "2024" / "list.json")
    assert "2024/list.json" in history.load(tmp_path).snapshot["file"].to_list()
