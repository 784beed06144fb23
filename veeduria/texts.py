"""Texts, numbers and shares in the language of the person at the terminal."""

import gettext as catalogues
import os
import re

from ocds.messages import DOMAIN, FOLDER, LANGUAGES, marked, translation

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a terminal says its language, in the order in which gettext looks."""
OF_CLICK = (
    marked("Usage:"),
    marked("Options"),
    marked("Commands"),
    marked("Show this message and exit."),
    marked("Show the version and exit."),
    marked("Try '{command} {option}' for help."),
    marked("Error: {message}"),
    marked("Missing argument"),
    marked("No such command {name!r}."),
    marked("Invalid value for {param_hint}: {message}"),
    marked("default: {default}"),
    marked("required"),
)
"""What click itself says: it looks these up in the catalogue that `speak` binds."""
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def speak(language: str | None) -> None:
    """From now on, use a language; None: the one that the environment asks for."""
    if language:
        os.environ["LANGUAGE"] = language
    catalogues.bindtextdomain(DOMAIN, FOLDER)
    catalogues.textdomain(DOMAIN)


def language() -> str:
    """Give the language in use: the first one asked for, if we have it, else English."""
    asked = next((said for name in VARIABLES if (said := os.environ.get(name))), "")
    codes = (code[:2].lower() for code in asked.split(":"))
    return next((code for code in codes if code in LANGUAGES), "en")


def gettext(message: str, **facts: object) -> str:
    """Give the message in the language in use, with its facts filled in."""
    text = translation(language()).gettext(message)
    return text % facts if facts else text


def ngettext(singular: str, plural: str, count: int) -> str:
    """Give the message that fits the count; `%(num)s` in it becomes the count."""
    return translation(language()).ngettext(singular, plural, count) % {"num": number(count)}


def number(value: float) -> str:
    """Give a number with the separators of the language."""
    from babel.numbers import format_decimal  # noqa: PLC0415 (not needed for --help)

    return format_decimal(value, "#,##0.##", locale=language())


def percent(share: float | None) -> str:
    """Give a share in whole per cent, where 0 % is none and 100 % is all; a dash for no share."""
    from babel.numbers import format_percent  # noqa: PLC0415

    if share is None:
        return "–"
    whole = round(share * 100)
    return format_percent((min(max(whole, 1), 99) if 0 < share < 1 else whole) / 100, locale=language())


def documents_line(read: int, refused: int) -> str:
    """Give how many documents there were: read + refused = all."""
    documents = ngettext("one document", "%(num)s documents", read + refused)
    facts = {"documents": documents, "read": number(read), "refused": number(refused)}
    return gettext("%(documents)s = %(read)s read + %(refused)s refused", **facts)


def clean(text: str) -> str:
    """Text from data, without the characters that steer a terminal."""
    return _UNSAFE.sub("\ufffd", text)
