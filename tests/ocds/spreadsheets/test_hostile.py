"""Workbooks made to hurt: each is refused with its name, or read without harm, and soon."""

import zipfile
import zlib

import pytest

from ocds.spreadsheets import books
from ocds.spreadsheets.exceptions import (
    DamagedSpreadsheetError,
    FolderInUseError,
    SpreadsheetError,
    SpreadsheetLimitError,
)
from ocds.spreadsheets.flatten import flattened
from ocds.spreadsheets.ods_writing import MIMETYPE, write_ods
from ocds.spreadsheets.unflatten import unflattened

TABLES = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a">%s</table:table></office:spreadsheet></office:body></office:document-content>'
)
HEAD = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>ocid</text:p></table:table-cell>'
    "</table:table-row>"
)
LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + "]><a>&a11;</a>"  # fmt: skip


@pytest.fixture
def ods(tmp_path):
    def ods(content):
        path = tmp_path / "book.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", MIMETYPE)
            archive.writestr("content.xml", content)
        return path

    return ods


@pytest.fixture
def altered(xlsx):
    """An Excel workbook of one release, with the XML of its sheet replaced."""

    def altered(rows):
        path = xlsx(releases=[["ocid"], ["ocds-1"]])
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members["xl/worksheets/sheet1.xml"] = (
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{rows}</worksheet>'
        ).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return altered


def cell(place, text="ocid"):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_an_archive_that_unpacks_to_far_more_is_refused(altered, tmp_path):
    path = altered(f"<!--{' ' * 50_000_000}-->")
    assert path.stat().st_size < 100_000
    with pytest.raises(SpreadsheetLimitError, match=r"book\.xlsx: more than 8,388,608 bytes"):
        unflattened(path, tmp_path)


def test_a_member_that_lies_about_its_size_is_refused(tmp_path, ods):
    content = (TABLES % HEAD).encode()
    path = ods(content)
    raw = path.read_bytes()
    cut = (
        zlib.crc32(content[:100]).to_bytes(4, "little")
        + raw[raw.index(zlib.crc32(content).to_bytes(4, "little")) + 4 :][:4]
    )
    lying = raw.replace(zlib.crc32(content).to_bytes(4, "little"), cut[:4])
    path.write_bytes(lying.replace(len(content).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    with pytest.raises(SpreadsheetError):
        unflattened(path, tmp_path)


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (f'<sheetData><row r="1">{cell("A1")}</row><row r="99999999">{cell("A99999999")}</row></sheetData>', "rows"),
        (f'<sheetData><row r="1">{cell("A1")}{cell("ZZY1")}</row></sheetData>', "columns"),
        (
            f'<sheetData><row r="1">{cell("A1")}</row>'
            + "".join(f'<row r="{n}">{cell(f"XFD{n}", "x")}</row>' for n in range(2, 1000))
            + "</sheetData>",
            "cells",
        ),
    ],
)
def test_a_sheet_that_claims_to_be_immense_is_refused(rows, what, altered, tmp_path):
    with pytest.raises(SpreadsheetLimitError, match=what):
        unflattened(altered(rows), tmp_path)


def test_the_size_that_a_sheet_claims_is_not_believed(altered, read):
    rows = (
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cell("A1")}</row>'
        f'<row r="2">{cell("A2", "ocds-1")}</row></sheetData>'
    )
    assert read(altered(rows))[0]["releases"] == [{"ocid": "ocds-1"}]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<table:table-row table:number-rows-repeated="999999999">%s</table:table-row>', "rows"),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="99999999"/>%s</table:table-row>',
            "columns",
        ),
        (
            (
                '<table:table-row table:number-rows-repeated="1000">'
                '<table:table-cell table:number-columns-repeated="16000"/>%s</table:table-row>'
            ),
            "cells",
        ),
    ],
)
def test_repeated_rows_and_columns_are_held_to_the_limits(rows, what, ods, tmp_path):
    text = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    with pytest.raises(SpreadsheetLimitError, match=what):
        unflattened(ods(TABLES % (HEAD + rows % text)), tmp_path)


def test_blank_rows_that_fill_a_sheet_are_nothing(ods, read):
    data = HEAD.replace("ocid", "ocds-1")
    blank = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read(ods(TABLES % (HEAD + data + blank)))[0]["releases"] == [{"ocid": "ocds-1"}]


def test_comments_on_cells_are_no_text_and_spaces_are_kept(ods, read):
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    text = '<text:p>a<text:s text:c="2"/>b\n   <text:span>c<text:tab/></text:span></text:p><text:p>d</text:p>'
    cells = f'<table:table-cell office:value-type="string">{note}{text}</table:table-cell>'
    assert read(ods(TABLES % (HEAD + f"<table:table-row>{cells}</table:table-row>")))[0]["releases"] == [
        {"ocid": "a  b c\t\nd"}
    ]


@pytest.mark.parametrize(
    "content", [LAUGHS, "<a", "", "\x00", TABLES % (HEAD + '<table:table-row table:number-rows-repeated="x"/>')]
)
def test_broken_xml_is_refused(content, ods, tmp_path):
    with pytest.raises(SpreadsheetError, match=r"book\.ods"):
        unflattened(ods(content), tmp_path)


@pytest.mark.parametrize(
    "rows",
    [
        f'<sheetData><row r="x">{cell("A1")}</row></sheetData>',
        f'<sheetData><row r="1">{cell("?1")}</row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>many</v></c></row></sheetData>',
        f'<sheetData><row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row></sheetData>',
        "<sheetData><row>",
    ],
)
def test_a_damaged_sheet_is_refused(rows, altered, tmp_path):
    with pytest.raises(DamagedSpreadsheetError, match=r"book\.xlsx"):
        unflattened(altered(rows), tmp_path)


def test_a_workbook_cut_short_is_refused(xlsx, tmp_path):
    path = xlsx(releases=[["ocid"], ["ocds-1"]])
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SpreadsheetError, match=r"book\.xlsx"):
        unflattened(path, tmp_path)


def test_a_csv_file_with_an_open_quote_is_refused(tmp_path):
    path = tmp_path / "book.csv"
    path.write_text('ocid,id\n"ocds-1,1\n', encoding="utf-8")
    with pytest.raises(DamagedSpreadsheetError, match=r"book\.csv"):
        unflattened(path, tmp_path)


def test_formulas_never_reach_a_sheet(tmp_path):
    source = tmp_path / "source.json"
    source.write_text('{"ocid":"=a","id":"+b","@c":"-d","tag":["=e"],"=f/g":null}', encoding="utf-8")
    flattened(source, tmp_path / "book", "csv")
    text = (tmp_path / "book/releases.csv").read_text(encoding="utf-8")
    cells = [cell for line in text.splitlines() for cell in line.split(",")]
    assert [cell for cell in cells if cell.strip('"')[:1] in set("=+-@")] == []
    assert "'=a" in cells


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    source = tmp_path / "source.json"
    source.write_text('{"ocid":"ocds-1"}', encoding="utf-8")
    with pytest.raises(FolderInUseError):
        flattened(source, tmp_path, "csv")


def test_a_text_too_long_for_excel_is_refused(tmp_path):
    source = tmp_path / "source.json"
    source.write_text('{"ocid":"ocds-1","tender":{"title":"%s"}}' % ("x" * 40_000), encoding="utf-8")
    with pytest.raises(SpreadsheetLimitError, match="32,767 characters"):
        flattened(source, tmp_path / "book.xlsx", "xlsx")
    flattened(source, tmp_path / "book.ods", "ods")


def test_numbers_too_large_for_json_become_text(tmp_path, read):
    path = tmp_path / "book.ods"
    write_ods([("a", [["ocid", "tender/value/amount", "x"], ["ocds-1", 10**400, 2**70]])], path)
    [release] = read(path)[0]["releases"]
    assert release == {"ocid": "ocds-1", "tender": {"value": {"amount": "inf"}}, "x": float(2**70)}


def test_limits_are_those_of_the_forms_and_of_memory():
    assert books.MOST_BYTES <= 1 << 28
    assert books.MOST_CELLS <= 10_000_000
