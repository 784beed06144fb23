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
