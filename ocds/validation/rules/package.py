"""What is wrong with packages: their version, and the extensions that they declare."""

from ocds.issues import WARNING
from ocds.messages import marked
from ocds.validation.rules.rule import EXTENSIONS, PACKAGES, Rule

PACKAGE: dict[str, Rule] = {
    "missing_version": Rule(
        WARNING,
        marked("a package that does not say its version"),
        marked("The package does not say which version of OCDS it follows; version %(detail)s is assumed."),
        marked('Add "version": "1.1" to the package, if that is what it follows.'),
        f"{PACKAGES}#package-metadata",
    ),
    "version_patch": Rule(
        WARNING,
        marked("a version with a patch number"),
        marked("The version is %(value)s; %(detail)s is what packages state, without the patch number."),
        marked("State the major and minor version alone."),
        f"{PACKAGES}#package-metadata",
    ),
    "unknown_version": Rule(
        WARNING,
        marked("a version that does not exist"),
        marked("OCDS has no version %(value)s; it was held against version %(detail)s."),
        marked("State a version that exists: 1.0 or 1.1."),
        f"{PACKAGES}#package-metadata",
    ),
    "extension_unknown": Rule(
        WARNING,
        marked("an extension that was not applied"),
        marked("The extension %(value)s is not known here and was not applied."),
        marked("Give a folder that holds the extension (--extensions), or allow it to be fetched (--online)."),
        EXTENSIONS,
    ),
    "extension_unreadable": Rule(
        WARNING,
        marked("an extension that cannot be read"),
        marked("The extension %(value)s cannot be read and was not applied: %(detail)s."),
        marked("Mend the extension, or declare the address of a version that works."),
        EXTENSIONS,
    ),
    "extension_refused": Rule(
        WARNING,
        marked("an extension from an address that is not allowed"),
        marked("The extension %(value)s was not fetched: %(detail)s."),
        marked("Declare the extension by its https address in the register of extensions."),
        EXTENSIONS,
    ),
    "extension_unreachable": Rule(
        WARNING,
        marked("an extension that cannot be reached"),
        marked("The extension %(value)s could not be fetched: %(detail)s."),
        marked("Correct the address, or give a folder that holds the extension (--extensions)."),
        EXTENSIONS,
    ),
    "extension_codelist": Rule(
        WARNING,
        marked("a codelist of an extension that cannot be applied"),
        marked("A codelist of the extension %(value)s cannot be applied: %(detail)s."),
        marked("Mend the codelist of the extension."),
        EXTENSIONS,
    ),
}
