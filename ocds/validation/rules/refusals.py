"""Why a document was not read."""

from ocds.issues import ERROR
from ocds.messages import marked
from ocds.validation.rules.rule import IDS, JSON, RECORDS, SCHEMA, Rule


def _refusal(title: str, cure: str, page: str = JSON) -> Rule:
    return Rule(ERROR, title, marked("The document was not read: %(detail)s."), cure, page)


REFUSALS: dict[str, Rule] = {
    "empty_file": _refusal(marked("the file is empty"), marked("Fetch the file again.")),
    "not_json": _refusal(marked("this is not JSON"), marked("Mend the JSON at the place named.")),
    "encoding": _refusal(marked("the text is not UTF-8"), marked("Convert the file from its encoding to UTF-8.")),
    "not_finite": _refusal(marked("NaN or Infinity, which JSON does not have"), marked("Write null, or nothing.")),
    "too_deep": _refusal(marked("nested too deeply to be read safely"), marked("Check how the file was made.")),
    "foreign_json": _refusal(
        marked("JSON, but not Open Contracting data"), marked("Give releases, records or packages of them."), SCHEMA
    ),
    "missing_ocid": _refusal(
        marked("the ocid is missing"), marked("Add the ocid: without it the process cannot be told from others."), IDS
    ),
    "versioned_release": _refusal(
        marked("a versioned release; give the releases or the compiled release"),
        marked("Give the releases or the compiled release instead."),
        RECORDS,
    ),
    "not_found": _refusal(marked("there is no such file"), marked("Correct the name of the file.")),
    "not_opened": _refusal(marked("the file cannot be opened"), marked("Check who may read the file.")),
    "damaged_file": _refusal(marked("the compressed file is damaged"), marked("Fetch the file again.")),
}
