"""A description of a document that is short enough to be one.

Longer than 250 characters, it is likely to be the document itself. Source: the field-level check
document_description_length of Pelican, Open Contracting Partnership.
"""

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.messages import marked

LONGEST = 250
_LONG = marked("is longer than 250 characters")
_NO_TEXT = marked("is no text")


def _judge(_: Path, __: Judging) -> Judge:
    def judge(value: object) -> str | None:
        if not isinstance(value, str):
            return _NO_TEXT
        return None if len(value) <= LONGEST else _LONG

    return judge


check = FieldCheck(
    kinds=("document_description",),
    title=marked("Descriptions of documents are short"),
    cure=marked("Sum the document up in 250 characters and link to it."),
    judge=_judge,
)
