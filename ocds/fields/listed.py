"""Judges of values that have to stand in a list."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from ocds.fields.checks import Judge, Judging
from ocds.fields.paths import Path


def listed(allowed: Callable[[], AbstractSet[str]], reason: str) -> Callable[[Path, Judging], Judge]:
    """Give what makes a judge: a value passes if it is one of the allowed, which are read when first needed."""

    def made(_: Path, __: Judging) -> Judge:
        there = allowed()

        def judge(value: object) -> str | None:
            return None if isinstance(value, str) and value in there else reason

        return judge

    return made
