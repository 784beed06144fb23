"""Issues in words, in the language of whoever reads them."""

from collections.abc import Callable

from ocds.messages import marked
from ocds.pointers import field_name
from ocds.validation.rules import RULES

Say = Callable[[str], str]
"""Gives a marked text in a language."""
_EXPECTED = {
    "string": marked("a text"),
    "number": marked("a number"),
    "integer": marked("a whole number"),
    "boolean": marked("true or false"),
    "array": marked("a list"),
    "object": marked("an object with fields"),
    "date-time": marked("of a date with time and time zone (2024-05-31T09:00:00Z)"),
    "uri": marked("of a web address (https://…)"),
}


class Words:
    """The words of one language for all rules, looked up once."""

    def __init__(self, say: Say) -> None:
        self._rules = {name: (say(rule.says), say(rule.cure)) for name, rule in RULES.items()}
        self._expected = {code: say(text) for code, text in _EXPECTED.items()}
        self._or = f" {say(marked('or'))} "

    def sentence(self, rule: str, pointer: str, value: str, detail: str) -> str:
        """Give what is wrong in a sentence; of a rule that is not known (of another version), the detail."""
        if rule not in self._rules:
            return detail
        if rule in {"type", "format"}:
            kinds = [kind for kind in detail.split(" | ") if kind != "null"] or [detail]
            detail = self._or.join(self._expected.get(kind, kind) for kind in kinds)
        return self._rules[rule][0] % {"field": field_name(pointer), "value": value, "detail": detail}

    def cure(self, rule: str) -> str:
        """Give how to mend it."""
        return self._rules[rule][1] if rule in self._rules else ""


def title(rule: str, say: Say) -> str:
    """Give a rule in a few words; a rule that is not known as it is."""
    return say(RULES[rule].title) if rule in RULES else rule
