"""The conditions that counting fields can meet."""

from pathlib import Path

from ocds.exceptions import OcdsError


class FieldsError(OcdsError):
    """Base class of every error that this package raises on purpose."""


class NoPrefixesError(FieldsError):
    """A register of prefixes that holds none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: holds no prefix such as ocds-213czf. Give the register of ocid prefixes as a text file."
        )
