"""What publishers write into sheets, and what is made of it."""

import datetime as dt

import pytest

from ocds.spreadsheets.exceptions import NotASpreadsheetError, NothingFlattenedError
from ocds.spreadsheets.kinds import is_spreadsheet
from ocds.spreadsheets.unflatten import unflattened

IDS = ["ocds-1", "1"]


def test_rows_with_the_same_ids_are_of_one_release(xlsx, read):
    path = xlsx(
        releases=[["ocid", "id", "tender/id"], ["ocds-1", "1", "T"], ["ocds-1", "2", "U"]],
        items=[["ocid", "id", "tender/items/0/id"], ["ocds-1", "2", "b"], ["ocds-1", "1", "a"], ["ocds-1", "1", "c"]],
    )
    assert read(path)[0]["releases"] == [
        {"ocid": "ocds-1", "id": "1", "tender": {"id": "T", "items": [{"id": "a"}, {"id": "c"}]}},
        {"ocid": "ocds-1", "id": "2", "tender": {"id": "U", "items": [{"id": "b"}]}},
    ]


def test_a_sheet_that_only_has_the_ocid_goes_with_the_only_release_of_it(xlsx, read):
    path = xlsx(a=[["ocid", "id"], IDS], b=[["ocid", "buyer/name"], ["ocds-1", "Ministerio"]])
    assert read(path)[0]["releases"] == [{"ocid": "ocds-1", "id": "1", "buyer": {"name": "Ministerio"}}]


def test_an_ocid_that_several_releases_have_is_told(xlsx, read):
    path = xlsx(a=[["ocid", "id"], IDS, ["ocds-1", "2"]], b=[["ocid", "language"], ["ocds-1", "es"]])
    package, found = read(path)
    assert len(package["releases"]) == 3
    assert [text for text in found.warnings if text.startswith("b, row 2, ")]


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("tag", "tender;award", ["tender", "award"]),
        ("tender/value/amount", "1200.50", 1200.5),
        ("tender/value/amount", "1.200,50", "1.200,50"),
        ("tender/value/amount", "1e999", "1e999"),
        ("tender/numberOfTenderers", 3.0, 3),
        ("tender/hasEnquiries", "TRUE", True),
        ("tender/id", 45233130, "45233130"),
        ("tender/title", 2025, "2025"),
        ("tender/title", "'=1+1", "=1+1"),
        ("tender/tenderPeriod/startDate", dt.datetime(2025, 3, 1), "2025-03-01T00:00:00Z"),  # noqa: DTZ001
        ("tender/tenderPeriod/startDate", dt.datetime(2025, 3, 1, 9, 30), "2025-03-01T09:30:00Z"),  # noqa: DTZ001
        ("tender/title", dt.date(2025, 3, 1), "2025-03-01"),
        ("tender/title_es", "Escuelas", "Escuelas"),
        ("Tender/ID", "T", "T"),
        (" tender / mainProcurementCategory ", "works", "works"),
    ],
)
def test_a_cell_becomes_what_the_standard_wants_at_its_place(heading, cell, value, xlsx, read):
    [release] = read(xlsx(releases=[["ocid", "id", heading], [*IDS, cell]]))[0]["releases"]
    found = release
    for part in heading.replace("Tender/ID", "tender/id").split("/"):
        found = found[part.strip()]
    assert found == value
    assert type(found) is type(value)


def test_the_number_of_an_array_may_be_left_out(xlsx, read):
    path = xlsx(releases=[["ocid", "id", "parties/name"], [*IDS, "A"]])
    assert read(path)[0]["releases"][0]["parties"] == [{"name": "A"}]


def test_columns_with_numbers_are_members_in_the_order_of_the_numbers(xlsx, read):
    path = xlsx(
        releases=[["ocid", "id", "parties/10/name", "parties/2/name", "tag/1", "tag/0"], [*IDS, "B", "A", "y", "x"]]
    )
    [release] = read(path)[0]["releases"]
    assert release["parties"] == [{"name": "A"}, {"name": "B"}]
    assert release["tag"] == ["x", "y"]


def test_cells_that_contradict_each_other_are_told_and_the_first_is_kept(xlsx, read):
    path = xlsx(
        a=[["ocid", "id", "tender/title"], [*IDS, "Escuelas"]], b=[["ocid", "id", "tender/title"], [*IDS, "Puentes"]]
    )
    package, found = read(path)
    assert package["releases"][0]["tender"]["title"] == "Escuelas"
    assert found.warnings == [
        "b, row 2, column C (tender/title): says otherwise than a, row 2, column C (tender/title), which is kept"
    ]


def test_what_is_no_data_is_told(xlsx, read):
    path = xlsx(
        Readme=[["How to use this workbook"], ["Read it."]],
        Units=[["id", "name"], ["KGM", "kilogram"]],
        failed=[["ocid", "tender/description"], ["ocds-1", "#REF!"]],
        releases=[["ocid", None, "tender//id", "tender", "tender/id"], ["ocds-1", "lost", "lost too", "a", "b"]],
        broken=[["ocid", "tender/value:json"], ["ocds-1", "{"]],
    )
    package, found = read(path)
    assert package["releases"] == [{"ocid": "ocds-1", "tender": "a"}]
    told = "\n".join(found.warnings)
    for place in (
        "Readme: ",
        "Units: ",
        "failed, row 2, column B (tender/description)",
        "releases, row 2, column B",
        "releases, row 1, column C (tender//id)",
        "releases, row 2, column E (tender/id)",
        "broken, row 2, column B (tender/value:json)",
    ):
        assert place in told


def test_a_cell_for_every_pointer(xlsx, read):
    path = xlsx(
        releases=[["ocid", "id", "tag", "tender/id"], [*IDS, "tender;award", "T"]],
        parties=[["ocid", "id", "parties/0/id", "parties/0/name"], [*IDS, "a", "A"], [*IDS, "b", "B"]],
        Meta=[["version", "1.1"], ["publisher/name", "Quillay"]],
    )
    _, found = read(path)
    assert found.cell("/releases/0/parties/1/name") == ("parties", 3, "D", "parties/0/name")
    assert found.cell("/releases/0/tag/1") == ("releases", 2, "C", "tag")
    assert found.cell("/releases/0/parties/1") == ("parties", 3, None, None)
    assert found.cell("/releases/0/parties/1/roles/0") == ("parties", 3, None, None)
    assert found.cell("/releases/0/awards") == ("releases", 2, None, None)
    assert found.cell("/publisher/name") == ("Meta", 2, "B", None)
    assert str(found.cell("/releases/0/parties/1")) == "parties, row 3"


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";")]
)
def test_csv_as_spreadsheets_save_it(encoding, delimiter, csv_file, read):
    path = csv_file(["ocid", "id", "tender/title"], [*IDS, "Niñez; «año»"], encoding=encoding, delimiter=delimiter)
    package, found = read(path)
    assert package["releases"][0]["tender"]["title"] == "Niñez; «año»"
    assert any("UTF-8" in text for text in found.warnings) == (encoding == "cp1252")


def test_a_folder_of_csv_files_is_one_workbook(csv_file, read):
    csv_file(["ocid", "id", "tender/items/0/id"], [*IDS, "i"], name="book/items.csv")
    path = csv_file(["ocid", "id", "tag"], [*IDS, "tender"], name="book/releases.csv")
    assert is_spreadsheet(path.parent)
    [release] = read(path.parent)[0]["releases"]
    assert release == {"ocid": "ocds-1", "id": "1", "tag": ["tender"], "tender": {"items": [{"id": "i"}]}}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b'{"ocid": "ocds-1", "tender/id": 1}'),
        ("a.jsonl", b'{"ocid":"ocds-1"}\n{"ocid":"ocds-2"}\n'),
        ("list.csv", b"name,identifier\nA,1\n"),
        ("empty.csv", b""),
        ("text.txt", b"buyer / supplier\n"),
        ("zip.zip", b"PK\x03\x04 no archive"),
    ],
)
def test_what_is_no_workbook(name, content, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    assert not is_spreadsheet(path)
    with pytest.raises(NotASpreadsheetError, match=name):
        unflattened(path, tmp_path)


def test_a_workbook_without_releases_is_refused(xlsx, tmp_path):
    path = xlsx(list=[["name", "identifier"], ["A", 1]])
    with pytest.raises(NothingFlattenedError, match=r"book\.xlsx"):
        unflattened(path, tmp_path)
