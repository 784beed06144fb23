"""The hand-written words of the country: firms, persons, places, buyers, subjects, phrases."""

import tomllib
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """Read the table of words called `name`."""
    return tomllib.loads(files("sample_data.words").joinpath(f"{name}.toml").read_text("utf-8"))
