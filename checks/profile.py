"""Profiles: what a jurisdiction's law and words say, in TOML; data, never logic.

```toml
title = "República de Quillay"

[codes.bid_status]
"Rechazado" = "disqualified"

[R024]
distance = 0.01

[[R003.days]]
from = 2024-01-01
value = 15
reference = "Public Procurement Act, art. 20(3)"
```
"""

import datetime as dt
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from checks.catalog import catalog
from checks.exceptions import ProfileError
from checks.indicator import Indicator
from ocds.codes import CODELISTS
from ocds.standard.codelists import codelist


class DatedLimit(msgspec.Struct, frozen=True, rename={"start": "from"}, forbid_unknown_fields=True):
    """A limit that holds from a day on, by the law referred to."""

    start: dt.date
    value: float
    reference: str
    verified: str | None = None


class Setting(NamedTuple):
    """An indicator with its parameters, and the dated limits of its threshold, newest first."""

    indicator: Indicator
    dated: tuple[DatedLimit, ...] = ()
    given: frozenset[str] = frozenset()


class Profile(NamedTuple):
    """A country's title, local words and settings of indicators by id."""

    title: str | None
    words: dict[str, dict[str, str]]
    settings: dict[str, Setting]


def default_profile() -> Profile:
    """Every indicator that is on by default, with its default parameters."""
    found = {name: Setting(cls()) for name, cls in catalog().items() if cls.is_default()}
    return Profile(None, {}, found)


def read_profile(path: Path) -> Profile:
    """The profile in a TOML file; raises `ProfileError`, which names the place and the nearest valid name."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError(str(path), "file", f"cannot be opened ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(str(path), "TOML", f"{error}; mend it there") from error
    return profile_of(found, str(path))


def profile_of(found: dict[str, Any], file: str) -> Profile:
    """The profile that parsed TOML states."""
    settings = dict(default_profile().settings)
    names = ["title", "codes", *catalog()]
    for name, table in found.items():
        if name not in names:
            raise ProfileError(file, name, f"no such table{_guess(name, names)}")
        if name in catalog():
            setting = _setting(name, table, file)
            settings.pop(name, None)
            if setting:
                settings[name] = setting
    title = found.get("title")
    if title is not None and not isinstance(title, str):
        raise ProfileError(file, "title", "must be a text")
    return Profile(title, _words(found.get("codes", {}), file), dict(sorted(settings.items())))


def _guess(name: str, names: list[str]) -> str:
    nearest = get_close_matches(name, names, 1, 0.5)
    return f"; did you mean `{nearest[0]}`?" if nearest else f"; there are: {', '.join(names)}"


def _setting(name: str, table: Any, file: str) -> Setting | None:
    cls = catalog()[name]
    if not isinstance(table, dict):
        raise ProfileError(file, name, "must be a table of parameters")
    table = dict(table)
    on = table.pop("on", True)
    if not isinstance(on, bool):
        raise ProfileError(file, f"{name}.on", "must be true or false")
    if not on:
        return None
    for key in table:
        if key not in cls.__struct_fields__:
            raise ProfileError(
                file, f"{name}.{key}", f"no such parameter{_guess(key, [*cls.__struct_fields__, 'on'])}"
            )
    dated: tuple[DatedLimit, ...] = ()
    if cls.threshold and cls.dated_by and isinstance(table.get(cls.threshold), list):
        dated = _dated(table.pop(cls.threshold), cls, file)
    try:
        return Setting(msgspec.convert(table, cls), dated, frozenset(table))
    except msgspec.ValidationError as error:
        raise ProfileError(file, name, str(error)) from error


def _dated(rows: list[Any], cls: type[Indicator], file: str) -> tuple[DatedLimit, ...]:
    place = f"{cls.id}.{cls.threshold}"
    try:
        found = msgspec.convert(rows, list[DatedLimit])
        for row in rows:
            msgspec.convert({cls.threshold: row["value"]}, cls)
    except msgspec.ValidationError as error:
        raise ProfileError(file, place, str(error)) from error
    return tuple(sorted(found, key=lambda row: row.start, reverse=True))


def _words(found: Any, file: str) -> dict[str, dict[str, str]]:
    if not isinstance(found, dict):
        raise ProfileError(file, "codes", "must hold one table a list of codes")
    for name, words in found.items():
        if name not in CODELISTS:
            raise ProfileError(file, f"codes.{name}", f"no such list of codes{_guess(name, list(CODELISTS))}")
        official, extensions = CODELISTS[name]
        codes = sorted(codelist(official, "1.1", extensions))
        if not isinstance(words, dict):
            raise ProfileError(file, f"codes.{name}", "must be a table of words and the codes they stand for")
        for word, code in words.items():
            if code not in codes:
                raise ProfileError(file, f"codes.{name}.{word}", f"{code!r} is no code{_guess(str(code), codes)}")
    return {str(name): dict(words) for name, words in found.items()}
