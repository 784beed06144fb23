"""Whether a file or folder is a workbook, and of which form: told by its content."""

import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ocds.spreadsheets.columns import column, is_of_releases
from ocds.spreadsheets.values import Form

SEPARATORS = ",;\t"
_HEAD = 1 << 16
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def is_spreadsheet(path: Path) -> bool:
    """Whether a path is a workbook: XLSX, ODS, a CSV file with OCDS columns, or a folder of CSV files with some."""
    return form_of(path) is not None


def form_of(path: Path) -> Form | None:
    """The form of a workbook; None for what is none."""
    if path.is_dir():
        files = [file for file in path.rglob("*") if file.is_file() and not file.name.startswith(".")]
        is_book = bool(csv_files(path)) and len(files) == len(csv_files(path))
        return "csv" if is_book and any(map(_has_columns, files)) else None
    if not path.is_file():
        return None
    with path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    return _form_of_archive(path) if is_zip else ("csv" if _has_columns(path) else None)


def csv_files(path: Path) -> list[Path]:
    """The CSV files of a workbook in their order: the one of the releases first, then by name."""
    if not path.is_dir():
        return [path]
    found = [file for file in path.iterdir() if file.suffix.lower() == ".csv" and not file.name.startswith(".")]
    return sorted(found, key=lambda file: (file.stem.lower() not in {"releases", "release", "main"}, file.name))


def decoded(path: Path) -> tuple[io.TextIOWrapper, str]:
    """Open a CSV file in its encoding: UTF-8, UTF-16 with its mark, else that of Excel in Western languages."""
    with path.open("rb") as file:
        mark = file.read(2)
        file.seek(0)
        try:
            # Whole lines of some length, so that a character is not cut.
            for block in iter(lambda: file.readlines(_HEAD), []):
                b"".join(block).decode("utf-8")
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = "utf-16" if mark in {b"\xff\xfe", b"\xfe\xff"} else "cp1252"
    return path.open(encoding=encoding, errors="replace", newline=""), encoding


def separator(line: str) -> str:
    """What separates the cells of a heading row: the sign that stands in it most often."""
    return max(SEPARATORS, key=line.count)


def _form_of_archive(path: Path) -> Form | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            is_ods = {"mimetype", "content.xml"} <= names and _head(archive, "mimetype").startswith(_ODS)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    return "ods" if is_ods else None


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(len(_ODS))


def _has_columns(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    line = next(_lines(head.decode(encoding, errors="replace")), "")
    if line.lstrip()[:1] in {"{", "["}:
        return False
    try:
        headings = next(csv.reader([line], delimiter=separator(line)), [])
    except csv.Error:
        return False
    return any(is_of_releases(column(text)) for text in headings)


def _lines(text: str) -> Iterator[str]:
    return (line for line in islice(io.StringIO(text), 100) if line.strip())
