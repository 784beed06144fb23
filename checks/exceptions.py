"""The conditions that running indicators and checks can meet."""

from pathlib import Path


class ChecksError(Exception):
    """Base class of every error that this package raises on purpose."""


class UnknownMethodError(ChecksError, KeyError):
    """An indicator or a check of quality that does not exist, and the nearest that does."""

    kind: str

    def __init__(self, name: str, nearest: str | None) -> None:
        self.name = name
        self.nearest = nearest
        super().__init__(name)

    def __str__(self) -> str:
        guess = f" Did you mean {self.nearest}?" if self.nearest else ""
        return f"There is no {self.kind} {self.name!r}.{guess} `veeduria explain` lists them all."


class UnknownIndicatorError(UnknownMethodError):
    """An indicator that does not exist."""

    kind = "indicator"


class UnknownCheckError(UnknownMethodError):
    """A check of quality that does not exist."""

    kind = "check"


class ProfileError(ChecksError, ValueError):
    """A profile that cannot be used."""

    def __init__(self, file: str, place: str, problem: str) -> None:
        self.file = file
        self.place = place
        self.problem = problem
        super().__init__(f"{file}: {place}: {problem}")


class RatesError(ChecksError, ValueError):
    """A file of exchange rates that cannot be used."""

    def __init__(self, path: Path, line: int | None, problem: str, cure: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        self.cure = cure
        place = f"{path}: line {line}" if line else str(path)
        super().__init__(f"{place}: {problem}. {cure}")
