"""An ocid that begins with a registered prefix, so that no two publishers give the same one.

Judged only against a register that the user gives: it changes every month. Source: the field-level check
ocid_prefix_check of Pelican, Open Contracting Partnership.
"""

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.messages import marked

LENGTH = len("ocds-123abc")
_UNREGISTERED = marked("begins with no registered prefix")


def _judge(_: Path, judging: Judging) -> Judge | None:
    prefixes = judging.prefixes
    if prefixes is None:
        return None

    def judge(value: object) -> str | None:
        return None if isinstance(value, str) and value[:LENGTH] in prefixes else _UNREGISTERED

    return judge


check = FieldCheck(
    kinds=("ocid",),
    title=marked("Prefixes of ocids are registered"),
    cure=marked("Register a prefix with the Open Contracting Partnership and begin every ocid with it."),
    judge=_judge,
)
