"""Compiles the message catalogues, so that a wheel and an editable install speak every language."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "ocds/locales"


class CustomBuildHook(BuildHookInterface[Any]):
    """Writes a .mo file beside each .po file and has it packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (of hatchling)
        """Compile before the files are gathered; an sdist takes the sources alone and compiles when it is built."""
        if self.target_name == "sdist":
            return
        for source in sorted(Path(self.root, CATALOGUES).rglob("*.po")):
            with source.open("rb") as texts:
                catalogue = read_po(texts)
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)
        build_data["artifacts"].append(f"{CATALOGUES}/**/*.mo")
