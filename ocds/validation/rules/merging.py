"""What stands in the way of one compiled release a process."""

from ocds.issues import ERROR, WARNING
from ocds.messages import marked
from ocds.validation.rules.rule import MERGES, RECORDS, SCHEMA, Rule

MERGING: dict[str, Rule] = {
    "linked_only": Rule(
        ERROR,
        marked("a record with links instead of releases"),
        marked("The record holds no release, only links."),
        marked("Give the releases or the compiled release too."),
        f"{RECORDS}#releases",
    ),
    "mixed_releases": Rule(
        ERROR,
        marked("a record that mixes links and releases"),
        marked("Some releases of the record are links and others are embedded."),
        marked("Use links alone or releases alone."),
        f"{RECORDS}#releases",
    ),
    "compiled_differs": Rule(
        ERROR,
        marked("the publisher's compiled release says otherwise than its releases"),
        marked("The compiled release differs from what the releases make in: %(detail)s. The latter is used."),
        marked("Make the compiled release by the merging rules of the standard."),
        MERGES,
    ),
    "unmerged": Rule(
        ERROR,
        marked("releases that cannot be merged"),
        marked("The releases cannot be merged: %(detail)s."),
        marked("Mend what is named; until then the newest release stands for the process."),
        MERGES,
    ),
    "merge_warning": Rule(
        WARNING,
        marked("releases that merge with losses"),
        marked("The releases were merged, but: %(detail)s."),
        marked("Give the items ids of their own, and keep them in later releases."),
        MERGES,
    ),
    "not_upgraded": Rule(
        ERROR,
        marked("a release of OCDS 1.0 that cannot be brought to the terms of 1.1"),
        marked("The release cannot be brought to the terms of OCDS 1.1, so its organizations may be missing."),
        marked("Mend the values of the wrong type in it."),
        SCHEMA,
    ),
    "party_differs": Rule(
        WARNING,
        marked("one organization described in two ways"),
        marked("The organization %(value)s is described otherwise elsewhere in the release; here it is: %(detail)s."),
        marked("Describe each organization once, in “parties”, and refer to it by its id."),
        f"{SCHEMA}#parties",
    ),
}
