"""The conditions that reading Open Contracting data can meet."""

from pathlib import Path


class OcdsError(Exception):
    """Base class of every error that this package raises on purpose."""


class SourceError(OcdsError):
    """Something that was to be read is not there, or cannot be opened."""


class SourceNotFoundError(SourceError, FileNotFoundError):
    """A source that was asked for is not there."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(f"{source}: no such file or folder, and no file fits it as a pattern. Check the spelling.")


class DecompressionLimitError(SourceError):
    """A compressed file grows beyond what is safe to unpack."""

    def __init__(self, name: str, limit: int) -> None:
        self.name = name
        self.limit = limit
        super().__init__(
            f"{name}: unpacks to more than {limit:,} bytes, far more than its own size. "
            "If you trust it, unpack it yourself and give the unpacked file."
        )


class DamagedFileError(SourceError):
    """A compressed file cannot be unpacked."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self.why = why
        super().__init__(f"{name}: cannot be unpacked ({why}). Fetch it again.")


class NoSnapshotError(SourceError):
    """A workspace in which no run has been published."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        super().__init__(f"{workspace}: no snapshot is published here. Run `veeduria run SOURCE` first.")


class BadSnapshotError(SourceError):
    """A snapshot that is not whole."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(f"{path}: the snapshot cannot be read ({why}). Run `veeduria run SOURCE` again.")


class NothingReadError(SourceError):
    """Not one of the sources could be opened."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("No source could be opened.\n" + "\n".join(reasons))


class WorkspaceBusyError(OcdsError):
    """Another run is building a snapshot in the same workspace."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        super().__init__(f"{workspace}: another run is at work here. Wait for it, or give another --workspace.")


class NoJsonValueError(OcdsError, ValueError):
    """A value of Python that JSON cannot hold."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The value given cannot be written as JSON ({why}). Give what a JSON parser gives.")


class MisfitError(OcdsError, ValueError):
    """A release whose types are not those of the tables."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"A release does not fit the tables ({why}). Read it with `lenient_release` first.")
