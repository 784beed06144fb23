"""What breaks the structure of the schema; the names are keywords of JSON Schema."""

from ocds.issues import ERROR
from ocds.messages import marked
from ocds.validation.rules.rule import CODES, SCHEMA, Rule

STRUCTURE: dict[str, Rule] = {
    "required": Rule(
        ERROR,
        marked("a required field is missing"),
        marked("“%(detail)s” is missing."),
        marked("Publish the field; if the system does not have it, find out who does."),
        SCHEMA,
    ),
    "type": Rule(
        ERROR,
        marked("a value of the wrong type"),
        marked("%(value)s stands where this is expected: %(detail)s."),
        marked("Write the value in the type of the standard: numbers without quotes, lists in brackets."),
        SCHEMA,
    ),
    "format": Rule(
        ERROR,
        marked("a date or address of the wrong form"),
        marked("%(value)s does not have the form %(detail)s."),
        marked(
            "Write dates as 2024-05-31T09:00:00Z, with time and time zone, and addresses with http:// or https://."
        ),
        f"{SCHEMA}#date",
    ),
    "enum": Rule(
        ERROR,
        marked("a code that is not in the closed codelist"),
        marked("%(value)s is not in the codelist. Allowed: %(detail)s."),
        marked("Map the local word to one of the codes, and keep the word in the details field beside it."),
        f"{CODES}#closed-codelists",
    ),
    "minLength": Rule(
        ERROR,
        marked("an empty text where a value is required"),
        marked("The text is empty, but a value is required."),
        marked("Publish the value."),
        SCHEMA,
    ),
    "minItems": Rule(
        ERROR,
        marked("an empty array where an item is required"),
        marked("The array is empty, but an item is required."),
        marked("Publish at least one item, or leave the field out if it may be missing."),
        SCHEMA,
    ),
    "minProperties": Rule(
        ERROR,
        marked("an empty object where a field is required"),
        marked("The object is empty, but a field is required."),
        marked("Publish at least one field, or leave the object out."),
        SCHEMA,
    ),
    "minimum": Rule(
        ERROR,
        marked("a number below the lowest allowed"),
        marked("%(value)s is below the lowest allowed, %(detail)s."),
        marked("Correct the number at its source."),
        SCHEMA,
    ),
    "maximum": Rule(
        ERROR,
        marked("a number above the highest allowed"),
        marked("%(value)s is above the highest allowed, %(detail)s."),
        marked("Correct the number at its source."),
        SCHEMA,
    ),
    "pattern": Rule(
        ERROR,
        marked("a text of the wrong form"),
        marked("%(value)s does not have the form %(detail)s."),
        marked("Write the text in the form that the standard states."),
        SCHEMA,
    ),
    "uniqueItems": Rule(
        ERROR,
        marked("the same item twice"),
        marked("The array holds the same item more than once."),
        marked("Publish each item once."),
        SCHEMA,
    ),
    "oneOf": Rule(
        ERROR,
        marked("a structure that the standard does not have"),
        marked("The value fits none of the structures that may stand here."),
        marked("Compare it with the reference and write it in one of the structures."),
        SCHEMA,
    ),
    "schema": Rule(
        ERROR,
        marked("a rule of the schema is broken"),
        marked("%(value)s breaks a rule of the schema: %(detail)s."),
        marked("Compare it with the reference of the standard or the extension."),
        SCHEMA,
    ),
    "more_errors": Rule(
        ERROR,
        marked("more errors than are told"),
        marked("The document has more than %(detail)s errors; the rest is not told."),
        marked("Mend the errors told first; most share a cause."),
        SCHEMA,
    ),
}
