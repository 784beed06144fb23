"""What the structure allows and the standard does not."""

from ocds.issues import WARNING
from ocds.messages import marked
from ocds.validation.rules.rule import CODES, DOCS, EXTENSIONS, JSON, MERGES, SCHEMA, Rule

CONTENT: dict[str, Rule] = {
    "open_codelist": Rule(
        WARNING,
        marked("a code that is not in the open codelist"),
        marked("%(value)s is not in the codelist %(detail)s."),
        marked("Use a code of the list where one fits; otherwise document the new code in the publication policy."),
        f"{CODES}#open-codelists",
    ),
    "additional_field": Rule(
        WARNING,
        marked("a field that neither the standard nor a declared extension has"),
        marked("The field “%(field)s” is not in the standard, nor in an extension that the package declares."),
        marked("Look for a field of the standard or an extension; declare the extension, or document the field."),
        EXTENSIONS,
    ),
    "deprecated_field": Rule(
        WARNING,
        marked("a deprecated field"),
        marked("The field “%(field)s” is deprecated since version %(detail)s."),
        marked("Use the field that took its place; the reference names it."),
        f"{DOCS}governance/deprecation/",
    ),
    "empty_field": Rule(
        WARNING,
        marked("an empty field"),
        marked("The field is there, but holds nothing: %(value)s."),
        marked("Leave out what has no value; null only takes back what an earlier release said."),
        MERGES,
    ),
    "missing_currency": Rule(
        WARNING,
        marked("an amount without currency"),
        marked("The amount has no currency, so it can be compared with no other."),
        marked("Publish the currency beside each amount, as a code of three letters."),
        f"{SCHEMA}#value",
    ),
    "damaged_text": Rule(
        WARNING,
        marked("a damaged text"),
        marked("The text holds characters that were lost or read in a wrong encoding, or HTML: %(value)s"),
        marked("Correct the text at its source: read it as UTF-8, and publish plain text."),
        JSON,
    ),
    "placeholder_date": Rule(
        WARNING,
        marked("a date that is likely a default of the system"),
        marked("%(value)s is likely a default of the system, not a date that was entered."),
        marked("Leave the date out where none was entered."),
        f"{SCHEMA}#date",
    ),
}
