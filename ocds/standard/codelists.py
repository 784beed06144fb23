"""The codes of each codelist, as a version of the standard and its extensions define them."""

from collections.abc import Collection
from functools import cache

from ocds.standard.exceptions import UnknownCodelistError
from ocds.standard.extensions import with_requirements
from ocds.standard.fields import Base, Version, supported
from ocds.standard.tables import names, rows


def codelist(name: str, version: Version, extensions: Collection[str] = ()) -> frozenset[str]:
    """Give the codes of the codelist ``name`` (as ``"tenderStatus"``) in ``version`` (``"1.0"`` or ``"1.1"``).

    An extension may bring codelists of its own, add codes to one (``+name.csv``) or take codes away (``-name.csv``).
    Raises ``UnknownCodelistError``, ``UnknownVersionError`` and ``UnknownExtensionError``.
    """
    return frozenset(codes(name, supported(version), with_requirements(extensions)))


@cache
def codes(name: str, base: Base, extensions: tuple[str, ...]) -> tuple[str, ...]:
    """Give the codes in the order of the standard; ``extensions`` as ``with_requirements`` gives them."""
    tables = {source: names("codelists", source) for source in (base, *extensions)}
    if not any(name in listed for listed in tables.values()):
        raise UnknownCodelistError(
            name, {each for listed in tables.values() for each in listed if each[0] not in "+-"}
        )
    found: dict[str, None] = {}
    for source, listed in tables.items():
        if name in listed:
            found = _read(source, name)
        if f"+{name}" in listed:
            found |= _read(source, f"+{name}")
        if f"-{name}" in listed:
            removed = _read(source, f"-{name}")
            found = {code: None for code in found if code not in removed}
    return tuple(found)


def _read(source: str, name: str) -> dict[str, None]:
    return dict.fromkeys(row["code"] for row in rows("codelists", source, f"{name}.csv"))
