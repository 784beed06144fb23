"""Workbooks written by a test, and what comes of them."""

import csv
import json

import openpyxl
import pytest

from ocds.spreadsheets.flatten import flattened
from ocds.spreadsheets.unflatten import unflattened


@pytest.fixture
def read(tmp_path):
    """Unflatten a workbook; gives the package and what is known of its cells."""

    def read(path):
        folder = tmp_path / "read"
        folder.mkdir(exist_ok=True)
        found = unflattened(path, folder)
        return json.loads(found.json.read_bytes()), found

    return read


@pytest.fixture
def xlsx(tmp_path):
    """Write sheets, given by title and rows, as an Excel workbook; gives the path."""

    def xlsx(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return xlsx


@pytest.fixture
def csv_file(tmp_path):
    """Write rows as a CSV file; gives the path."""

    def csv_file(*rows, name="releases.csv", encoding="utf-8", delimiter=","):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return csv_file


@pytest.fixture
def there_and_back(tmp_path, read):
    """Flatten JSON and unflatten it again; gives the package that comes back and the path of the workbook."""

    def there_and_back(package, form):
        source = tmp_path / "source.json"
        source.write_text(json.dumps(package), encoding="utf-8")
        number = len(list(tmp_path.iterdir()))
        out = tmp_path / f"book{number}{'' if form == 'csv' else f'.{form}'}"
        flattened(source, out, form)
        return read(out)[0], out

    return there_and_back
