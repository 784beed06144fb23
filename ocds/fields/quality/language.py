"""A language by its code of two letters (ISO 639-1), as the standard asks.

Source: the field-level check language of Pelican, Open Contracting Partnership.
"""

from ocds.fields.checks import FieldCheck
from ocds.fields.listed import listed
from ocds.fields.tables import codes
from ocds.messages import marked

check = FieldCheck(
    kinds=("language",),
    title=marked("Languages have their code"),
    cure=marked("Write the code of two small letters of ISO 639-1, as es."),
    judge=listed(lambda: codes("languages.csv"), marked("is no code of ISO 639-1")),
)
