"""The rules that documents are held to: what breaking each means, and how to mend it.

The names of structural rules are keywords of JSON Schema. `RULES` has every rule that an issue may name.
"""

from typing import NamedTuple

from ocds.issues import ERROR, WARNING
from ocds.messages import marked

_DOCS = "https://standard.open-contracting.org/1.1/en/"
_SCHEMA = f"{_DOCS}schema/reference/"
_CODES = f"{_DOCS}schema/codelists/"
_PACKAGES = f"{_DOCS}schema/release_package/"
_RECORDS = f"{_DOCS}schema/record_package/"
_IDS = f"{_DOCS}schema/identifiers/"
_MERGING = f"{_DOCS}schema/merging/"
_EXTENSIONS = f"{_DOCS}extensions/"
_JSON = "https://www.rfc-editor.org/rfc/rfc8259"


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


_STRUCTURE = {
    "required": Rule(
        ERROR,
        marked("a required field is missing"),
        marked("“%(detail)s” is missing."),
        marked("Publish the field; if the system does not have it, find out who does."),
        _SCHEMA,
    ),
    "type": Rule(
        ERROR,
        marked("a value of the wrong type"),
        marked("%(value)s stands where this is expected: %(detail)s."),
        marked("Write the value in the type of the standard: numbers without quotes, lists in brackets."),
        _SCHEMA,
    ),
    "format": Rule(
        ERROR,
        marked("a date or address of the wrong form"),
        marked("%(value)s does not have the form %(detail)s."),
        marked(
            "Write dates as 2024-05-31T09:00:00Z, with time and time zone, and addresses with http:// or https://."
        ),
        f"{_SCHEMA}#date",
    ),
    "enum": Rule(
        ERROR,
        marked("a code that is not in the closed codelist"),
        marked("%(value)s is not in the codelist. Allowed: %(detail)s."),
        marked("Map the local word to one of the codes, and keep the word in the details field beside it."),
        f"{_CODES}#closed-codelists",
    ),
    "minLength": Rule(
        ERROR,
        marked("an empty text where a value is required"),
        marked("The text is empty, but a value is required."),
        marked("Publish the value."),
        _SCHEMA,
    ),
    "minItems": Rule(
        ERROR,
        marked("an empty array where an item is required"),
        marked("The array is empty, but an item is required."),
        marked("Publish at least one item, or leave the field out if it may be missing."),
        _SCHEMA,
    ),
    "minProperties": Rule(
        ERROR,
        marked("an empty object where a field is required"),
        marked("The object is empty, but a field is required."),
        marked("Publish at least one field, or leave the object out."),
        _SCHEMA,
    ),
    "minimum": Rule(
        ERROR,
        marked("a number below the lowest allowed"),
        marked("%(value)s is below the lowest allowed, %(detail)s."),
        marked("Correct the number at its source."),
        _SCHEMA,
    ),
    "maximum": Rule(
        ERROR,
        marked("a number above the highest allowed"),
        marked("%(value)s is above the highest allowed, %(detail)s."),
        marked("Correct the number at its source."),
        _SCHEMA,
    ),
    "pattern": Rule(
        ERROR,
        marked("a text of the wrong form"),
        marked("%(value)s does not have the form %(detail)s."),
        marked("Write the text in the form that the standard states."),
        _SCHEMA,
    ),
    "uniqueItems": Rule(
        ERROR,
        marked("the same item twice"),
        marked("The array holds the same item more than once."),
        marked("Publish each item once."),
        _SCHEMA,
    ),
    "oneOf": Rule(
        ERROR,
        marked("a structure that the standard does not have"),
        marked("The value fits none of the structures that may stand here."),
        marked("Compare it with the reference and write it in one of the structures."),
        _SCHEMA,
    ),
    "schema": Rule(
        ERROR,
        marked("a rule of the schema is broken"),
        marked("%(value)s breaks a rule of the schema: %(detail)s."),
        marked("Compare it with the reference of the standard or the extension."),
        _SCHEMA,
    ),
    "more_errors": Rule(
        ERROR,
        marked("more errors than are told"),
        marked("The document has more than %(detail)s errors; the rest is not told."),
        marked("Mend the errors told first; most share a cause."),
        _SCHEMA,
    ),
}
_IDENTITY = {
    "duplicate_id": Rule(
        ERROR,
        marked("an id twice in one array"),
        marked("The id %(value)s is used already, at %(detail)s."),
        marked("Give each item of the array an id of its own, and keep it in later releases."),
        f"{_IDS}#local-identifiers",
    ),
    "missing_id": Rule(
        WARNING,
        marked("an item without id"),
        marked("The item has no id, so releases cannot be merged item by item."),
        marked("Give each item of the array an id of its own, and keep it in later releases."),
        f"{_IDS}#local-identifiers",
    ),
    "ocid_prefix": Rule(
        ERROR,
        marked("an ocid without a prefix"),
        marked("%(value)s does not begin with “ocds-”, six lower-case letters or digits, and more after them."),
        marked("Register a prefix with the Open Contracting Partnership and put it before your own identifier."),
        f"{_IDS}#contracting-process-identifier-ocid",
    ),
    "ocid_unregistered": Rule(
        WARNING,
        marked("an ocid whose prefix is not in the register given"),
        marked("The prefix of %(value)s is not in the register given."),
        marked("Use the prefix that was registered for the publisher, or bring the register up to date."),
        f"{_IDS}#contracting-process-identifier-ocid",
    ),
    "duplicate_release": Rule(
        ERROR,
        marked("the same release twice"),
        marked("The release with this ocid and id was read already: %(detail)s."),
        marked("Publish each release once; a change is a new release with a new id."),
        f"{_IDS}#release-identifier",
    ),
    "conflicting_release": Rule(
        ERROR,
        marked("two releases with the same id and other content"),
        marked("Another release has the same ocid and id, but other content: %(detail)s."),
        marked("Never change a release that is published; a change is a new release with a new id."),
        f"{_IDS}#release-identifier",
    ),
    "conflicting_compiled": Rule(
        ERROR,
        marked("two compiled releases of one process"),
        marked("Another compiled release of the process, which is newer, differs in: %(detail)s."),
        marked("Publish one compiled release for each process, made of all its releases."),
        _MERGING,
    ),
}
_CONTENT = {
    "open_codelist": Rule(
        WARNING,
        marked("a code that is not in the open codelist"),
        marked("%(value)s is not in the codelist %(detail)s."),
        marked("Use a code of the list where one fits; otherwise document the new code in the publication policy."),
        f"{_CODES}#open-codelists",
    ),
    "additional_field": Rule(
        WARNING,
        marked("a field that neither the standard nor a declared extension has"),
        marked("The field “%(field)s” is not in the standard, nor in an extension that the package declares."),
        marked("Look for a field of the standard or an extension; declare the extension, or document the field."),
        _EXTENSIONS,
    ),
    "deprecated_field": Rule(
        WARNING,
        marked("a deprecated field"),
        marked("The field “%(field)s” is deprecated since version %(detail)s."),
        marked("Use the field that took its place; the reference names it."),
        f"{_DOCS}governance/deprecation/",
    ),
    "empty_field": Rule(
        WARNING,
        marked("an empty field"),
        marked("The field is there, but holds nothing: %(value)s."),
        marked("Leave out what has no value; null only takes back what an earlier release said."),
        _MERGING,
    ),
    "missing_currency": Rule(
        WARNING,
        marked("an amount without currency"),
        marked("The amount has no currency, so it can be compared with no other."),
        marked("Publish the currency beside each amount, as a code of three letters."),
        f"{_SCHEMA}#value",
    ),
    "damaged_text": Rule(
        WARNING,
        marked("a damaged text"),
        marked("The text holds characters that were lost or read in a wrong encoding, or HTML: %(value)s"),
        marked("Correct the text at its source: read it as UTF-8, and publish plain text."),
        _JSON,
    ),
    "placeholder_date": Rule(
        WARNING,
        marked("a date that is likely a default of the system"),
        marked("%(value)s is likely a default of the system, not a date that was entered."),
        marked("Leave the date out where none was entered."),
        f"{_SCHEMA}#date",
    ),
}
_PACKAGE = {
    "missing_version": Rule(
        WARNING,
        marked("a package that does not say its version"),
        marked("The package does not say which version of OCDS it follows; version %(detail)s is assumed."),
        marked('Add "version": "1.1" to the package, if that is what it follows.'),
        f"{_PACKAGES}#package-metadata",
    ),
    "version_patch": Rule(
        WARNING,
        marked("a version with a patch number"),
        marked("The version is %(value)s; %(detail)s is what packages state, without the patch number."),
        marked("State the major and minor version alone."),
        f"{_PACKAGES}#package-metadata",
    ),
    "unknown_version": Rule(
        WARNING,
        marked("a version that does not exist"),
        marked("OCDS has no version %(value)s; it was held against version %(detail)s."),
        marked("State a version that exists: 1.0 or 1.1."),
        f"{_PACKAGES}#package-metadata",
    ),
    "extension_unknown": Rule(
        WARNING,
        marked("an extension that was not applied"),
        marked("The extension %(value)s is not known here and was not applied."),
        marked("Give a folder that holds the extension (--extensions), or allow it to be fetched (--online)."),
        _EXTENSIONS,
    ),
    "extension_unreadable": Rule(
        WARNING,
        marked("an extension that cannot be read"),
        marked("The extension %(value)s cannot be read and was not applied: %(detail)s."),
        marked("Mend the extension, or declare the address of a version that works."),
        _EXTENSIONS,
    ),
    "extension_refused": Rule(
        WARNING,
        marked("an extension from an address that is not allowed"),
        marked("The extension %(value)s was not fetched: %(detail)s."),
        marked("Declare the extension by its https address in the register of extensions."),
        _EXTENSIONS,
    ),
    "extension_unreachable": Rule(
        WARNING,
        marked("an extension that cannot be reached"),
        marked("The extension %(value)s could not be fetched: %(detail)s."),
        marked("Correct the address, or give a folder that holds the extension (--extensions)."),
        _EXTENSIONS,
    ),
    "extension_codelist": Rule(
        WARNING,
        marked("a codelist of an extension that cannot be applied"),
        marked("A codelist of the extension %(value)s cannot be applied: %(detail)s."),
        marked("Mend the codelist of the extension."),
        _EXTENSIONS,
    ),
    "linked_only": Rule(
        ERROR,
        marked("a record with links instead of releases"),
        marked("The record holds no release, only links."),
        marked("Give the releases or the compiled release too."),
        f"{_RECORDS}#releases",
    ),
    "mixed_releases": Rule(
        ERROR,
        marked("a record that mixes links and releases"),
        marked("Some releases of the record are links and others are embedded."),
        marked("Use links alone or releases alone."),
        f"{_RECORDS}#releases",
    ),
    "compiled_differs": Rule(
        ERROR,
        marked("the publisher's compiled release says otherwise than its releases"),
        marked("The compiled release differs from what the releases make in: %(detail)s. The latter is used."),
        marked("Make the compiled release by the merging rules of the standard."),
        _MERGING,
    ),
    "unmerged": Rule(
        ERROR,
        marked("releases that cannot be merged"),
        marked("The releases cannot be merged: %(detail)s."),
        marked("Mend what is named; until then the newest release stands for the process."),
        _MERGING,
    ),
    "merge_warning": Rule(
        WARNING,
        marked("releases that merge with losses"),
        marked("The releases were merged, but: %(detail)s."),
        marked("Give the items ids of their own, and keep them in later releases."),
        _MERGING,
    ),
    "not_upgraded": Rule(
        ERROR,
        marked("a release of OCDS 1.0 that cannot be brought to the terms of 1.1"),
        marked("The release cannot be brought to the terms of OCDS 1.1, so its organizations may be missing."),
        marked("Mend the values of the wrong type in it."),
        _SCHEMA,
    ),
    "party_differs": Rule(
        WARNING,
        marked("one organization described in two ways"),
        marked("The organization %(value)s is described otherwise elsewhere in the release; here it is: %(detail)s."),
        marked("Describe each organization once, in “parties”, and refer to it by its id."),
        f"{_SCHEMA}#parties",
    ),
}
_TEXT = {
    "bom": Rule(
        WARNING,
        marked("a byte order mark"),
        marked("The file begins with a byte order mark; it was skipped."),
        marked("Write the file as UTF-8 without a byte order mark."),
        _JSON,
    ),
    "duplicate_key": Rule(
        ERROR,
        marked("a key twice in one object"),
        marked("The key %(value)s stands twice in one object; only its last value counts."),
        marked("Write each key once."),
        _JSON,
    ),
    "conversion": Rule(
        WARNING,
        marked("a spreadsheet that converts with losses"),
        marked("The spreadsheet was converted, but: %(detail)s."),
        marked("Correct the sheet that is named."),
        f"{_DOCS}guidance/build/serialization/",
    ),
}


def _refusal(title: str, cure: str, page: str = _JSON) -> Rule:
    return Rule(ERROR, title, marked("The document was not read: %(detail)s."), cure, page)


_REFUSALS = {
    "empty_file": _refusal(marked("the file is empty"), marked("Fetch the file again.")),
    "not_json": _refusal(marked("this is not JSON"), marked("Mend the JSON at the place named.")),
    "encoding": _refusal(marked("the text is not UTF-8"), marked("Convert the file from its encoding to UTF-8.")),
    "not_finite": _refusal(marked("NaN or Infinity, which JSON does not have"), marked("Write null, or nothing.")),
    "too_deep": _refusal(marked("nested too deeply to be read safely"), marked("Check how the file was made.")),
    "foreign_json": _refusal(
        marked("JSON, but not Open Contracting data"), marked("Give releases, records or packages of them."), _SCHEMA
    ),
    "missing_ocid": _refusal(
        marked("the ocid is missing"), marked("Add the ocid: without it the process cannot be told from others."), _IDS
    ),
    "versioned_release": _refusal(
        marked("a versioned release; give the releases or the compiled release"),
        marked("Give the releases or the compiled release instead."),
        _RECORDS,
    ),
    "not_found": _refusal(marked("there is no such file"), marked("Correct the name of the file.")),
    "not_opened": _refusal(marked("the file cannot be opened"), marked("Check who may read the file.")),
    "damaged_file": _refusal(marked("the compressed file is damaged"), marked("Fetch the file again.")),
}
RULES: dict[str, Rule] = _STRUCTURE | _IDENTITY | _CONTENT | _PACKAGE | _TEXT | _REFUSALS
"""Every rule by its name. `anyOf` and other keywords that only extensions use are told as `schema`."""
