"""What makes it unclear which process, release or organization is meant."""

from ocds.issues import ERROR, WARNING
from ocds.messages import marked
from ocds.validation.rules.rule import IDS, MERGES, Rule

IDENTITY: dict[str, Rule] = {
    "duplicate_id": Rule(
        ERROR,
        marked("an id twice in one array"),
        marked("The id %(value)s is used already, at %(detail)s."),
        marked("Give each item of the array an id of its own, and keep it in later releases."),
        f"{IDS}#local-identifiers",
    ),
    "missing_id": Rule(
        WARNING,
        marked("an item without id"),
        marked("The item has no id, so releases cannot be merged item by item."),
        marked("Give each item of the array an id of its own, and keep it in later releases."),
        f"{IDS}#local-identifiers",
    ),
    "ocid_prefix": Rule(
        ERROR,
        marked("an ocid without a prefix"),
        marked("%(value)s does not begin with “ocds-”, six lower-case letters or digits, and more after them."),
        marked("Register a prefix with the Open Contracting Partnership and put it before your own identifier."),
        f"{IDS}#contracting-process-identifier-ocid",
    ),
    "ocid_unregistered": Rule(
        WARNING,
        marked("an ocid whose prefix is not in the register given"),
        marked("The prefix of %(value)s is not in the register given."),
        marked("Use the prefix that was registered for the publisher, or bring the register up to date."),
        f"{IDS}#contracting-process-identifier-ocid",
    ),
    "duplicate_release": Rule(
        ERROR,
        marked("the same release twice"),
        marked("The release with this ocid and id was read already: %(detail)s."),
        marked("Publish each release once; a change is a new release with a new id."),
        f"{IDS}#release-identifier",
    ),
    "conflicting_release": Rule(
        ERROR,
        marked("two releases with the same id and other content"),
        marked("Another release has the same ocid and id, but other content: %(detail)s."),
        marked("Never change a release that is published; a change is a new release with a new id."),
        f"{IDS}#release-identifier",
    ),
    "conflicting_compiled": Rule(
        ERROR,
        marked("two compiled releases of one process"),
        marked("Another compiled release of the process, which is newer, differs in: %(detail)s."),
        marked("Publish one compiled release for each process, made of all its releases."),
        MERGES,
    ),
}
