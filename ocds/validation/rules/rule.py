"""What a rule is, and the pages of the standard that rules point at."""

from typing import NamedTuple

DOCS = "https://standard.open-contracting.org/1.1/en/"
SCHEMA = f"{DOCS}schema/reference/"
CODES = f"{DOCS}schema/codelists/"
PACKAGES = f"{DOCS}schema/release_package/"
RECORDS = f"{DOCS}schema/record_package/"
IDS = f"{DOCS}schema/identifiers/"
MERGES = f"{DOCS}schema/merging/"
EXTENSIONS = f"{DOCS}extensions/"
JSON = "https://www.rfc-editor.org/rfc/rfc8259"


class Rule(NamedTuple):
    """One rule: how grave breaking it is, what is wrong in few words and in a sentence, how to mend it, and a page.

    The page is that of the standard which speaks of it.
    In `says`, `%(field)s` is the field, `%(value)s` what stands there and `%(detail)s` what the issue adds.
    """

    severity: str
    title: str
    says: str
    cure: str
    page: str
