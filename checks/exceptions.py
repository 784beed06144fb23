"""The conditions that running indicators can meet."""


class ChecksError(Exception):
    """Base class of every error that this package raises on purpose."""


class UnknownIndicatorError(ChecksError, KeyError):
    """An indicator that does not exist."""

    def __init__(self, indicator: str, nearest: str | None) -> None:
        self.indicator = indicator
        self.nearest = nearest
        super().__init__(indicator)

    def __str__(self) -> str:
        guess = f" Did you mean {self.nearest}?" if self.nearest else ""
        return f"There is no indicator {self.indicator!r}.{guess} `veeduria explain` lists them all."


class ProfileError(ChecksError, ValueError):
    """A profile that cannot be used."""

    def __init__(self, file: str, place: str, problem: str) -> None:
        self.file = file
        self.place = place
        self.problem = problem
        super().__init__(f"{file}: {place}: {problem}")
