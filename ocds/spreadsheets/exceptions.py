"""The conditions that reading and writing spreadsheets can meet."""

from pathlib import Path

from ocds.exceptions import SourceError


class SpreadsheetError(SourceError):
    """Base class of what can be wrong with a spreadsheet."""


class NotASpreadsheetError(SpreadsheetError):
    """A file that is no workbook."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name}: no workbook with OCDS columns. Give an XLSX or ODS file, a CSV file or a folder of CSV files, "
            "whose first row has column names such as `ocid` and `tender/id`."
        )


class DamagedSpreadsheetError(SpreadsheetError):
    """A workbook that cannot be read to its end."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self.why = why
        super().__init__(f"{name}: the workbook cannot be read ({why}). Open it, save it anew and give the new file.")


class SpreadsheetLimitError(SpreadsheetError):
    """A workbook larger than what is safe to read or possible to write."""

    def __init__(self, name: str, what: str, limit: int) -> None:
        self.name = name
        self.what = what
        self.limit = limit
        super().__init__(f"{name}: more than {limit:,} {what}. Split the data, or give it as JSON.")


class NothingFlattenedError(SpreadsheetError):
    """A workbook without a single release in it, or JSON without one."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name}: no release was found. Each sheet needs the columns `ocid` and `id`; JSON needs releases or "
            "compiled releases."
        )


class FolderInUseError(SpreadsheetError):
    """The folder for CSV files holds something already, which would be read as sheets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder}: is not an empty folder. Name a new one for the CSV files.")
