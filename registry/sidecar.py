"""The small TOML file beside a list that says which list it is and of which day."""

import datetime as dt
import tomllib
from difflib import get_close_matches
from pathlib import Path

import msgspec

from registry.exceptions import UnreadableSidecarError


class Sidecar(msgspec.Struct, frozen=True, kw_only=True):
    """Facts about one dated file; every key may be left out unless the format of the list needs it."""

    list: str | None = None
    title: str | None = None
    date: dt.date | None = None
    covers_from: dt.date | None = None
    country: str | None = None
    licence: str | None = None


def paths(file: Path) -> tuple[Path, Path]:
    """Give the two names a sidecar may have: `list.csv.toml`, or else `list.toml`."""
    return file.with_name(f"{file.name}.toml"), file.with_suffix(".toml")


def beside(file: Path) -> Sidecar:
    """Read the sidecar of a list file; an empty one if there is none.

    Raises `UnreadableSidecarError` for bad TOML, an unknown key (with the nearest valid one) or a wrong type.
    """
    for path in paths(file):
        if path.is_file():
            return _read(path)
    return Sidecar()


def _read(path: Path) -> Sidecar:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableSidecarError(path, "TOML", str(error), "Mend the file") from error
    keys = Sidecar.__struct_fields__
    for key in table.keys() - set(keys):
        near = get_close_matches(key, keys, n=1, cutoff=0) or keys
        raise UnreadableSidecarError(path, f"key {key}", "no such key", f"Perhaps {near[0]} is meant")
    try:
        return msgspec.convert(table, Sidecar)
    except msgspec.ValidationError as error:
        raise UnreadableSidecarError(
            path, "value", str(error), "Write dates as 2024-12-31, texts in quotes"
        ) from error
