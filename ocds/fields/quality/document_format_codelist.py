"""A format that is a registered media type, or `offline/print`.

The list holds the types that IANA registers, without parameters, in any case. Source: the field-level check
document_format_codelist of Pelican, Open Contracting Partnership.
"""

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.fields.tables import codes
from ocds.messages import marked

_UNKNOWN = marked("is no registered media type")
OFFLINE = "offline/print"


def _judge(_: Path, __: Judging) -> Judge:
    allowed = codes("media_types.csv") | {OFFLINE}

    def judge(value: object) -> str | None:
        return None if isinstance(value, str) and (value in allowed or value.lower() in allowed) else _UNKNOWN

    return judge


check = FieldCheck(
    kinds=("document_format",),
    title=marked("Formats of documents are media types"),
    cure=marked("Write the media type, as application/pdf, or offline/print for paper."),
    judge=_judge,
)
