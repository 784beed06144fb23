"""What a validation is asked to do."""

from typing import NamedTuple

from ocds.extending.resolving import Sources
from ocds.standard.fields import Version


class Options(NamedTuple):
    """How documents are validated.

    `version` is held to whatever packages say; `sources` tells where extensions may come from that our tables do not
    hold; `prefixes` are the registered prefixes of ocids (`ocds-213czf`), if a register was given; `most` bounds the
    errors of structure told of one document. `quickly` says that faultless releases are told without parsing them,
    which changes nothing that is found.
    """

    version: Version | None = None
    sources: Sources = Sources()
    prefixes: frozenset[str] | None = None
    most: int | None = None
    quickly: bool = False


PLAIN = Options()
"""By what packages say of themselves, with the extensions of our tables, and nothing cut short."""
