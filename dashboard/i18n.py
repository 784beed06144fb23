"""Languages of the pages: which one a request gets, its translations, and how numbers and days are written.

The only module that touches Flask-Babel, so that the rest is typed.
"""

import datetime as dt
from gettext import NullTranslations
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.support import Translations
from flask import Flask, current_app, request
from flask_babel import (  # type: ignore[import-untyped]
    Babel,
    Domain,
    format_date,
    format_decimal,
    format_percent,
    get_locale,
    get_translations,
)

from dashboard.exceptions import BadQueryError
from ocds import messages

LANGUAGES = {"en": "English", "es": "Español", "pt": "Português", "fr": "Français"}


class Catalogue(Domain):  # type: ignore[misc]
    """The one catalogue of the toolkit, as :mod:`ocds.messages` loads it, in the class that Flask-Babel asks for."""

    def get_translations(self) -> NullTranslations:
        code = language()
        if code not in self.cache:
            loaded, translations = messages.translation(code), Translations()
            translations.__dict__.update(loaded.__dict__)
            self.cache[code] = translations
        found: NullTranslations = self.cache[code]
        return found


def install(app: Flask, default: str | None) -> None:
    """Give ``app`` its languages; ``default`` holds when the address names none (None: what the browser prefers)."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(files("ocds") / "locales")
    app.config["BABEL_DOMAIN"] = "veeduria"
    app.config["LANGUAGE"] = default
    babel = Babel(app, locale_selector=_select)
    babel.domain_instance = Catalogue(domain="veeduria")
    app.before_request(check)

    @app.url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        chosen = asked()
        if chosen and endpoint != "static":
            values.setdefault("lang", chosen)


def asked() -> str | None:
    """Give the language that the address names, or None."""
    code = request.args.get("lang")
    return code if code in LANGUAGES else None


def check() -> None:
    """Refuses an address that names a language we do not have."""
    if "lang" in request.args and asked() is None:
        raise BadQueryError("lang", ", ".join(LANGUAGES))


def _select() -> str:
    chosen = asked() or current_app.config["LANGUAGE"]
    return chosen or request.accept_languages.best_match(list(LANGUAGES)) or "en"


def language() -> str:
    """Code of the language of this request; outside of one, English."""
    locale: Locale | None = get_locale()
    return str(locale.language) if locale else "en"


def gettext(message: str, **facts: object) -> str:
    """Give the message in the language of the request, with its facts filled in."""
    text = _translations().gettext(message) if message else ""
    return text % facts if facts else text


def ngettext(singular: str, plural: str, count: int) -> str:
    """Give the message that fits the count; ``%(num)s`` in it becomes the count as the language writes it."""
    return _translations().ngettext(singular, plural, count) % {"num": number(count)}


def _translations() -> NullTranslations:
    found: NullTranslations = get_translations()
    return found


def number(value: float | None) -> str:
    """Give a number with the separators of the language; a dash for none.

    Two decimals at most, but a small number keeps three digits that say something: 0.00102, not 0.
    """
    if value is None:
        return "–"
    return str(format_decimal(value, "@@#" if 0 < abs(value) < 1 else "#,##0.##"))


def percent(share: float | None) -> str:
    """Give a share between 0 and 1 in whole per cent, where 0 % is none and 100 % is all; a dash for no share."""
    if share is None:
        return "–"
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return str(format_percent(whole / 100, "#,##0%"))


def money(amount: float | None, currency: str | None) -> str:
    """Give an amount with its currency code; a dash for none, and a word where the currency is missing."""
    if amount is None:
        return "–"
    pattern = "#,##0" if amount == int(amount) else "#,##0.00"
    code = currency or gettext("(currency missing)")
    return f"{format_decimal(amount, pattern)}\u00a0{code}"


def day(value: dt.date | str | None) -> str:
    """Give a day as the language writes it; text that is no ISO day is shown as published."""
    if value is None or value == "":
        return "–"
    try:
        found = dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return str(format_date(found, "medium"))


def signed(value: int | None) -> str:
    """Give a change with its sign; a dash when there is nothing to compare with."""
    if value is None:
        return "–"
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def size(count: int) -> str:
    """Give a number of bytes in the largest unit that it fills."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{format_decimal(amount, '#,##0.#')}\u00a0{unit}"
