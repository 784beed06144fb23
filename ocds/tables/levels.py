"""The arrays of many releases, laid flat: the values and array positions that tables are made of."""

from collections.abc import Callable
from functools import cache

import polars as pl

from ocds.machine import UNABLE
from ocds.tables.level import Level
from ocds.tables.lines import Lines
from ocds.tables.nested import nested


class Levels:
    """The levels of a batch of releases, each of which satisfies `shape.numbers_struct()`.

    Raises `MisfitError` where one does not fit `shape.release_schema()`. They are laid flat by a compiled walk if that
    is asked for and they fit.
    """

    def __init__(self, lines: Lines, *, quickly: bool = False) -> None:
        self.releases = (quickly and _laid()(lines)) or nested(lines.in_order())
        self._places: dict[str, pl.DataFrame] = {}

    def at(self, path: str) -> Level:
        """The level at a path that ends in an array position: `/awards/{award}/items/{item}`."""
        level = self.releases
        for part in path.split("}")[:-1]:
            level = level.below[part.partition("{")[0].strip("/")]
        return level

    def places(self, path: str) -> pl.DataFrame:
        """For each object of a level, its release and the way there.

        Columns: `process` (row of the release, UInt32), `ocid`, and the array positions by name (UInt32 each).
        """
        if path not in self._places:
            self._places[path] = self._below(path) if path else self._of_releases()
        return self._places[path]

    def _of_releases(self) -> pl.DataFrame:
        return self.releases.values["ocid"].alias("ocid").to_frame().with_row_index("process")

    def _below(self, path: str) -> pl.DataFrame:
        above, _, position = path.removesuffix("}").rpartition("/{")
        parent = above[: above.rindex("}") + 1] if "}" in above else ""
        level = self.at(path)
        return self.places(parent)[level.above].hstack([level.position.alias(position)])


@cache
def _laid() -> Callable[[Lines], Level | None]:
    """What lays releases flat quickly, if it can."""
    try:
        from ocds.tables.laid.level import laid  # noqa: PLC0415 (slow to load: only where there is much)
    except UNABLE:
        return lambda _: None
    return laid
