"""Why a declared extension cannot be applied."""

from ocds.exceptions import OcdsError


class ExtendingError(OcdsError):
    """A declared extension that is not applied; ``code`` names the condition, ``why`` says what was met."""

    code = "extension_unknown"

    def __init__(self, url: str, why: str) -> None:
        self.url = url
        self.why = why
        super().__init__(f"{url}: {why}")


class UnreadableExtensionError(ExtendingError):
    """Its files are no extension: no JSON, no schema, or nothing in them."""

    code = "extension_unreadable"


class RefusedAddressError(ExtendingError):
    """Its address is not one that may be fetched."""

    code = "extension_refused"


class UnreachableExtensionError(ExtendingError):
    """Its address gives no file."""

    code = "extension_unreachable"
