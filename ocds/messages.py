"""Texts for people in their own language."""

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "veeduria"
ENGLISH = "en"
"""The language of the texts themselves."""
LANGUAGES = (ENGLISH, "es", "pt", "fr")
FOLDER = Path(__file__).parent / "locales"


@cache
def translation(language: str) -> gettext.NullTranslations:
    """The translations of one language."""
    return gettext.translation(DOMAIN, FOLDER, [language], fallback=True)


def marked(message: str) -> str:
    """Mark a text for translation without translating it yet."""
    return message
