"""What is wrong with the text of a document that was read all the same."""

from ocds.issues import ERROR, WARNING
from ocds.messages import marked
from ocds.validation.rules.rule import DOCS, JSON, Rule

TEXT: dict[str, Rule] = {
    "bom": Rule(
        WARNING,
        marked("a byte order mark"),
        marked("The file begins with a byte order mark; it was skipped."),
        marked("Write the file as UTF-8 without a byte order mark."),
        JSON,
    ),
    "duplicate_key": Rule(
        ERROR,
        marked("a key twice in one object"),
        marked("The key %(value)s stands twice in one object; only its last value counts."),
        marked("Write each key once."),
        JSON,
    ),
    "conversion": Rule(
        WARNING,
        marked("a spreadsheet that converts with losses"),
        marked("The spreadsheet was converted, but: %(detail)s."),
        marked("Correct the sheet that is named."),
        f"{DOCS}guidance/build/serialization/",
    ),
}
