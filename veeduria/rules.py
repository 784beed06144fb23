"""The rules that documents break, in words."""

from ocds.validation.rules import RULES
from veeduria.texts import gettext


def rule_words(rule: str) -> str:
    """Give a rule, or a reason to refuse a document, in words; one without words (of another version) as it is."""
    return gettext(RULES[rule].title) if rule in RULES else rule
