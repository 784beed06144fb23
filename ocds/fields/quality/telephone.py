"""A number of a telephone or fax that can be called from abroad: with `+` and the code of its country.

Its length must be possible in that country. Source: the field-level check telephone of Pelican, Open Contracting
Partnership; the lengths are those of libphonenumber.
"""

from functools import lru_cache

import phonenumbers

from ocds.fields.checks import FieldCheck, Judge, Judging
from ocds.fields.paths import Path
from ocds.messages import marked

_NO_NUMBER = marked("is no number of a telephone")
_NO_COUNTRY = marked("does not begin with + and the code of a country")
_LENGTH = marked("has a length that numbers of its country do not have")


@lru_cache(1 << 16)
def _reason(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException as error:
        country = error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
        return _NO_COUNTRY if country else _NO_NUMBER
    return None if phonenumbers.is_possible_number(number) else _LENGTH


def _judge(_: Path, __: Judging) -> Judge:
    def judge(value: object) -> str | None:
        return _reason(value) if isinstance(value, str) else _NO_NUMBER

    return judge


check = FieldCheck(
    kinds=("telephone",),
    title=marked("Numbers of telephones can be called from abroad"),
    cure=marked("Write the number with + and the code of its country, as +57 1 234 5678."),
    judge=_judge,
)
