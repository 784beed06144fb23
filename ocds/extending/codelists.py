"""Codelists of an extension: ``name.csv`` is a whole one, ``+name.csv`` adds codes, ``-name.csv`` takes some away."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ocds.standard.codelists import codes
from ocds.standard.exceptions import UnknownCodelistError


class Codelist(msgspec.Struct, frozen=True):
    """The codes that an extension gives for one codelist; ``change`` is ``"+"``, ``"-"`` or empty for a whole list."""

    name: str
    change: str
    codes: tuple[str, ...]


def codelist_of(file: str, raw: bytes | None) -> Codelist | str:
    """Read one file of codes; a text says why it cannot be read."""
    if raw is None:
        return f"codelists/{file}: there is no such file, or its name is none of a codelist"
    try:
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    except UnicodeDecodeError as error:
        return f"codelists/{file}: byte {error.start} is not UTF-8; convert the file to UTF-8"
    except csv.Error as error:
        return f"codelists/{file}: {error}"
    if not rows or "Code" not in rows[0]:
        return f"codelists/{file}: it has no column Code, or no row"
    found = dict.fromkeys(code for row in rows if (code := (row["Code"] or "").strip()))
    name = file.removesuffix(".csv")
    change = name[0] if name[0] in "+-" else ""
    return Codelist(name.removeprefix(change), change, tuple(found))


def changed(base: Sequence[str], name: str, codelists: Iterable[Codelist]) -> list[str]:
    """Apply to the codes of the codelist ``name`` what one extension does: replace, then add, then remove."""
    changes = {each.change: each.codes for each in codelists if each.name == name}
    found = dict.fromkeys((*changes.get("", base), *changes.get("+", ())))
    return [code for code in found if code not in changes.get("-", ())]


def extended(base: Sequence[str], name: str, patches: Iterable[Sequence[Codelist]]) -> list[str]:
    """Apply what several extensions do to one codelist, in their order."""
    found = list(base)
    for codelists in patches:
        found = changed(found, name, codelists)
    return found


def unfounded(
    codelists: Sequence[Codelist], known: tuple[str, ...], earlier: Sequence[Sequence[Codelist]]
) -> list[str]:
    """Say which changes have nothing to change: a codelist that nobody defines, a code that is not there to remove.

    ``known`` are the extensions of our tables, ``earlier`` the codelists of the patches before. Extensions are written
    for 1.1, so they are held against its codelists.
    """
    found: list[str] = []
    whole = {each.name for patch in (*earlier, codelists) for each in patch if not each.change}
    for each in codelists:
        try:
            base = codes(each.name, "1.1", known)
        except UnknownCodelistError:
            base = ()
            if each.change and each.name not in whole:
                found.append(f"codelists/{each.change}{each.name}.csv: there is no codelist {each.name} to change")
                continue
        if each.change == "-":
            there = extended(base, each.name, (*earlier, [other for other in codelists if other is not each]))
            missing = [code for code in each.codes if code not in there]
            found += [f"codelists/-{each.name}.csv: there is no code {code!r} to remove" for code in missing]
    return found


def with_codes(node: Any, codelists: Sequence[Codelist]) -> Any:
    """Give a schema in which the fields with a closed codelist allow the codes that an extension leaves them."""
    if not codelists:
        return node
    if isinstance(node, list):
        return [with_codes(each, codelists) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: with_codes(value, codelists) for key, value in node.items()}
    name = node.get("codelist")
    if isinstance(name, str) and node.get("openCodelist") is False:
        for place in (found, found.get("items")):
            if isinstance(place, dict) and isinstance(place.get("enum"), list):
                place["enum"] = _enum(place["enum"], name.removesuffix(".csv"), codelists)
    return found


def _enum(allowed: list[Any], name: str, codelists: Sequence[Codelist]) -> list[Any]:
    now = changed([code for code in allowed if isinstance(code, str)], name, codelists)
    return [*now, *(code for code in allowed if not isinstance(code, str))] or allowed  # it may not be empty
