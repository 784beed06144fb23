"""Countries as codes: of free text in four languages, and of the prefix of an identifier scheme.

Names and replaced codes are those of the Unicode Common Locale Data Repository, through Babel. What no name tells
stays as folded text in lower case, which never equals nor contradicts a code.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import polars as pl
from babel.core import Locale, get_global

CODE = r"^[A-Z]{2}$"
_LANGUAGES = ("en", "es", "pt", "fr")
_NOT_COUNTRIES = {"XI", "XM", "XN", "XR", "EU", "UN"}  # prefixes of registers that belong to no country
_ALSO = {"USA": "US", "EE.UU.": "US", "EEUU": "US", "UK": "GB", "Great Britain": "GB", "Gran Bretaña": "GB"}
_STATE = re.compile(r"^(?:the )?(?:republica|republic|republique) (?:of |de la |del |de |da |do |du )(?:the )?")
_PREFIX = re.compile(r"^([A-Za-z]{2,3})-")


def codes(texts: pl.Series) -> pl.Series:
    """Give the codes of countries written as names or codes (String to String, null for empty)."""
    return _mapped(texts, code)


def of_scheme(schemes: pl.Series) -> pl.Series:
    """Give the country of identifier schemes such as `PE-RUC` or `PER-IDCARD` (String to String); null without one."""
    return _mapped(schemes, scheme_country)


@cache
def code(text: str) -> str | None:
    """Give the ISO 3166 alpha-2 code of a country's name or code, else the folded text."""
    letters = text.strip()
    if not letters:
        return None
    return _of_code(letters.upper()) or _names().get(_fold(letters)) or _names().get(_plain(letters)) or _fold(letters)


@cache
def scheme_country(scheme: str) -> str | None:
    """Give the country in the prefix of a scheme."""
    prefix = _PREFIX.match(scheme.strip())
    found = _of_code(prefix[1].upper()) if prefix else None
    return None if found in _NOT_COUNTRIES else found


def _mapped(texts: pl.Series, function: Callable[[str], str | None]) -> pl.Series:
    known = texts.drop_nulls().unique().to_list()
    values = [function(text) for text in known]
    return texts.replace_strict(known, values, default=None, return_dtype=pl.String)


def _of_code(letters: str) -> str | None:
    if not re.fullmatch("[A-Z]{2,3}", letters):
        return None
    replaced: list[str] = get_global("territory_aliases").get(letters, [])
    if replaced:
        return replaced[0]
    if len(letters) == 3:
        # Alpha-3 codes that ISO leaves to users (QMA-QZZ, XAA-XZZ) follow their alpha-2 ones.
        return letters[:2] if re.match("Q[M-Z]|X", letters) else None
    return letters


@cache
def _names() -> dict[str, str]:
    names = {_fold(name): alpha2 for name, alpha2 in _ALSO.items()}
    for language in _LANGUAGES:
        territories = Locale.parse(language).territories
        names |= {_fold(name): alpha2 for alpha2, name in territories.items() if re.match(CODE, alpha2)}
    return names


def _plain(text: str) -> str:
    return _STATE.sub("", _fold(text.partition("(")[0]))


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^\w]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).split())
