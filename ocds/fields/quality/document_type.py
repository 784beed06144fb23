"""A document that stands in the stage to which its type belongs.

The documentType codelist tells for each code in which sections documents of that type belong. A type that the
codelist lacks passes: the list is open. Source: the field-level check document_type of Pelican, Open Contracting
Partnership.
"""

from functools import cache

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.fields.tables import rows
from ocds.messages import marked

_ELSEWHERE = marked("belongs to another stage")


@cache
def _sections() -> dict[str, frozenset[str]]:
    pairs = [(row["code"], row["section"]) for row in rows("document_sections.csv")]
    return {code: frozenset(section for each, section in pairs if each == code) for code, _ in pairs}


def _judge(path: Path, _: Judging) -> Judge | None:
    sections, here = _sections(), path.section
    if here is None:
        return None
    elsewhere = frozenset(code for code, places in sections.items() if here not in places)

    def judge(value: object) -> str | None:
        return _ELSEWHERE if isinstance(value, str) and value in elsewhere else None

    return judge


check = FieldCheck(
    kinds=("document_type",),
    title=marked("Documents stand in the stage of their type"),
    cure=marked("Move the document to the stage that its type belongs to, or correct the type."),
    judge=_judge,
)
