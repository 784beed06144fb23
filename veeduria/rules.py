"""The rules that documents break, in words."""

from dashboard.words import REFUSALS
from ocds.messages import marked
from veeduria.texts import gettext

RULES = {
    "required": marked("a required field is missing"),
    "type": marked("a value of the wrong type"),
    "format": marked("a date or address of the wrong form"),
    "enum": marked("a code that is not in the closed codelist"),
    "minLength": marked("an empty text where a value is required"),
    "minItems": marked("an empty array where an item is required"),
    "minProperties": marked("an empty object where a field is required"),
    "minimum": marked("a number below the lowest allowed"),
    "uniqueItems": marked("the same item twice"),
    "oneOf": marked("a structure that the standard does not have"),
    "anyOf": marked("a structure that the standard does not have"),
    "pattern": marked("a text of the wrong form"),
    "duplicate_key": marked("a key twice in one object"),
    "conflicting_release": marked("two releases with the same id and other content"),
    "conflicting_compiled": marked("two compiled releases of one process"),
    "compiled_differs": marked("the publisher's compiled release says otherwise than its releases"),
    "unmerged": marked("releases that cannot be merged"),
    "linked_only": marked("a record with links instead of releases"),
    "bom": marked("a byte order mark"),
    "more_errors": marked("more errors than are told"),
}


def rule_words(rule: str) -> str:
    """Give a rule, or a reason to refuse a document, in words; one without words as it is."""
    return gettext((RULES | REFUSALS).get(rule, rule))
