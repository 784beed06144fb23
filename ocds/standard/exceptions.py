"""What can be asked of the standard's tables that they do not hold."""

from collections.abc import Iterable
from difflib import get_close_matches

from ocds.exceptions import OcdsError


class StandardError(OcdsError):
    """A name that the standard's tables do not know.

    ``name`` is what was asked for, ``known`` what could have been.
    """

    kind = "name"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        nearest = get_close_matches(name, self.known, n=1)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"known: {', '.join(self.known)}"
        super().__init__(f"unknown OCDS {self.kind} {name!r}; {hint}")


class UnknownVersionError(StandardError):
    """A version of the standard without a fact table."""

    kind = "version"


class UnknownExtensionError(StandardError):
    """An extension without a fact table."""

    kind = "extension"


class UnknownCodelistError(StandardError):
    """A codelist that neither the version nor the extensions define."""

    kind = "codelist"
