"""The conditions that the command line can meet."""

from pathlib import Path


class VeeduriaError(Exception):
    """Base class of every error that this package raises on purpose."""


class BadDateError(VeeduriaError, ValueError):
    """A day that is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is no day; write it as 2025-06-30.")


class ForeignFolderError(VeeduriaError):
    """The folder for the sample country holds something else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder}: holds other files, which are left alone. Name a new folder with --folder.")


class BadBaselineError(VeeduriaError):
    """A baseline that is none."""

    def __init__(self, path: Path, line: int) -> None:
        self.path, self.line = path, line
        super().__init__(
            f"{path}:{line}: no issue with a fingerprint. Give the output of a former validation: --format jsonl."
        )


class OneFileError(VeeduriaError):
    """The format `cove` speaks of one file."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"--format cove reports on exactly one plain JSON file, given by its name, but {why}. "
            "Name one file, or take another format."
        )


class FilledFolderError(VeeduriaError):
    """The folder for reports holds something."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder}: is not empty, and is left alone. Name a new folder with --output.")


class OutputIsSourceError(VeeduriaError):
    """The output would take the place of a source."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path}: is a source itself. Name another file with --output.")


class NotFetchedError(VeeduriaError):
    """An address that was not fetched."""

    def __init__(self, address: str, why: str) -> None:
        self.address, self.why = address, why
        super().__init__(f"{address}: not fetched: {why}. Check the address, or give the file itself.")
