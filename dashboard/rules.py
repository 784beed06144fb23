"""What the pages say of the rules that documents break, in the words that validation has for them."""

from functools import cache
from typing import NamedTuple

from dashboard.i18n import gettext, language
from ocds import messages
from ocds.validation.rules import RULES
from ocds.validation.words import Words, title

LEFT_OPEN = "…"


class About(NamedTuple):
    """A rule in words: its name, what is wrong in few words and in a sentence, how to mend it, the standard's page.

    Of a rule of another version only the name is known; the other texts are empty.
    """

    rule: str
    title: str
    says: str
    cure: str
    page: str


def words() -> Words:
    """Give the words of the rules in the language of the request."""
    return _words(language())


@cache
def _words(code: str) -> Words:
    return Words(messages.translation(code).gettext)


def about(rule: str) -> About:
    """Give a rule in words; what differs from issue to issue is left open in the sentence."""
    if rule not in RULES:
        return About(rule, rule, "", "", "")
    says = ended(words().sentence(rule, LEFT_OPEN, LEFT_OPEN, LEFT_OPEN))
    return About(rule, title(rule, gettext), says, gettext(RULES[rule].cure), RULES[rule].page)


def ended(says: str) -> str:
    """Give a sentence in which something is left open, without the full stop after it."""
    return says.replace(f"{LEFT_OPEN}.", LEFT_OPEN)


def rule_title(rule: str | None) -> str:
    """Give a rule, or a reason to refuse a document, in few words."""
    return title(rule or "", gettext)
