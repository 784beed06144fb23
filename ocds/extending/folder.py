"""Extensions in a folder of the user: each in a folder of its own, laid out as its repository is.

    <folder>/<anything>/extension.json
                        release-schema.json
                        codelists/*.csv

Which one a declared URL means is told in this order; of several that fit equally the first by name of its folder:

1. its ``documentationUrl``, in any language, stands for the same extension: the same repository under the same owner
   (the registry's two owners are one), or the same page of the registry;
2. its folder is called as the repository is, with or without ``ocds_``, ``_extension`` and the version that an archive
   adds (``ocds_techniques_extension-master``, ``techniques``);
3. its ``name``, in any language, is that of the repository (``Covered by`` for ``ocds_coveredBy_extension``).
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ocds.extending.exceptions import UnreadableExtensionError
from ocds.extending.patches import names_of, read_metadata
from ocds.extending.urls import Declared, bare, declared

LARGEST = 5_000_000
"""No file of an extension may be larger, in bytes."""

_VERSION = re.compile(r"-(?:main|master|v?\d[\w.]*|[0-9a-f]{40})$", re.IGNORECASE)


class FolderFiles(NamedTuple):
    """The files of an extension in a folder."""

    url: str
    path: Path

    def read(self, name: str) -> bytes | None:
        """Read a file; None when it is not there."""
        path = self.path / name
        if not path.is_file():
            return None
        if path.stat().st_size > LARGEST:
            raise UnreadableExtensionError(self.url, f"{path} has more than {LARGEST:,} bytes")
        return path.read_bytes()

    def codelists(self) -> list[str]:
        """List the files in ``codelists``."""
        return sorted(path.name for path in (self.path / "codelists").glob("*.csv"))


class _Entry(NamedTuple):
    path: Path
    documentation: tuple[Declared, ...]
    names: tuple[str, ...]


def find(wanted: Declared, folder: Path) -> FolderFiles | None:
    """Find the extension that a URL means; None when it is not in the folder."""
    name = bare(wanted.name)
    entries = _entries(folder)
    ranked = (
        [each for each in entries if any(wanted.is_same(page) for page in each.documentation)],
        [each for each in entries if name and bare(_VERSION.sub("", each.path.name)) == name],
        [each for each in entries if name and name in map(bare, each.names)],
    )
    return next((FolderFiles(wanted.url, found[0].path) for found in ranked if found), None)


@cache
def _entries(folder: Path) -> tuple[_Entry, ...]:
    return tuple(_entry(path.parent) for path in sorted(folder.glob("*/extension.json")))


def _entry(path: Path) -> _Entry:
    try:
        metadata = read_metadata(FolderFiles(str(path), path))
    except UnreadableExtensionError:
        # It can still be found by the name of its folder, and is then told of.
        return _Entry(path, (), ())
    pages = metadata.get("documentationUrl")
    texts = list(pages.values()) if isinstance(pages, dict) else [pages]
    documentation = tuple(declared(text) for text in texts if isinstance(text, str))
    return _Entry(path, documentation, tuple(names_of(metadata)))
