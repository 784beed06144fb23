"""The conditions that reading debarment lists can meet; each names the file, the place and the cure."""

from collections.abc import Iterable
from pathlib import Path


class RegistryError(Exception):
    """Base class of every error that this package raises on purpose.

    Attributes: `file` (path as given), `place` (where in the file), `problem` (what is wrong), `cure` (the next step).
    """

    def __init__(self, file: Path, place: str, problem: str, cure: str) -> None:
        self.file = file
        self.place = place
        self.problem = problem
        self.cure = cure
        super().__init__(f"{file}, {place}: {problem}. {cure}.")


class MissingFolderError(RegistryError):
    """The folder of lists does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "folder", "there is no such folder", "Create it or name the folder with the lists")


class UnknownListFormatError(RegistryError):
    """No reader recognises the file."""

    def __init__(self, file: Path, formats: Iterable[str]) -> None:
        self.formats = tuple(formats)
        known = ", ".join(self.formats)
        super().__init__(
            file,
            "start of file",
            "not a debarment list that can be read",
            f"Convert it to one of {known}, or take it out of the folder",
        )


class UnreadableListError(RegistryError):
    """A reader recognises the file, but something in it cannot be read."""


class UnreadableSidecarError(RegistryError):
    """The TOML file beside a list is missing, wrong, or belongs to no list."""


class ListTooLargeError(RegistryError):
    """The file, once decompressed, is larger than is safe to read."""

    def __init__(self, file: Path, limit: int) -> None:
        self.limit = limit
        super().__init__(
            file,
            f"byte {limit}",
            f"the content is longer than {limit} bytes",
            "Check that it is the list that was meant; split it if it is",
        )
