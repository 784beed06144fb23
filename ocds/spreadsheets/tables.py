"""Releases laid out as sheets: one for the releases, one for each array of objects, each row with the ids above it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ocds.spreadsheets.columns import PACKAGE, RELEASE, Path, column, heading
from ocds.spreadsheets.values import Form, Row, cell_of, is_blank, is_writable, json_cell

FIRST = "releases"


class Tables:
    """The sheets, by the path of their array; `()` is that of the releases."""

    def __init__(self, form: Form) -> None:
        self.rows: dict[Path, list[Row]] = {(): []}
        self._form = form

    def add(self, releases: Sequence[dict[str, Any]]) -> None:
        """Lay out releases; one that its ids do not tell from the others becomes one cell of JSON."""
        named = _count(_ids(release) for release in releases)
        ocids = _count(release.get("ocid") for release in releases)
        for release in releases:
            ocid, name = _ids(release)
            is_told = ocid and named[ocid, name] == 1 and (name or ocids[ocid] == 1)
            row: Row = {}
            if is_told and _is_plain(release, ()):
                above: Row = {}
                for key in ("ocid", "id"):
                    if key in release:
                        self._put(above, (key,), release[key])
                row = dict(above)
                self._members(release, (), row, above)
            else:
                self._put(row, (), release)
            self.rows[()].append(row)

    def package(self, package: Mapping[str, Any]) -> Row:
        """What a package says beside its releases, as headings and their cells."""
        row: Row = {}
        self._members(package, (), row, None, PACKAGE)
        return row

    def _members(self, value: Mapping[str, Any], path: Path, row: Row, above: Row | None, root: str = RELEASE) -> None:
        """Lay out an object in a row; `above` tells the object from others, None if nothing does."""
        for key, member in value.items():
            inner = (*path, key)
            if isinstance(member, dict) and member and _is_plain(member, inner, root):
                self._members(member, inner, row, above, root)
            elif above is not None and _is_table(member, inner):
                self._array(member, inner, above)
            else:
                self._put(row, inner, member, root)

    def _array(self, array: list[dict[str, Any]], path: Path, above: Row) -> None:
        rows = self.rows.setdefault(path, [])
        for member in array:
            inner = (*path, 0)
            row = dict(above)
            if _identifier(member.get("id")):
                self._put(row, (*inner, "id"), member["id"])
                self._members(member, inner, row, dict(row))
            else:
                self._members(member, inner, row, None)
            rows.append(row)

    def _put(self, row: Row, path: Path, value: Any, root: str = RELEASE) -> None:
        found = column(heading(path), root)
        cell = cell_of(value, found.field if found else None, self._form) if path else None
        if cell is None:
            row[heading(path, json=True)] = json_cell(value)
        else:
            row[heading(path)] = cell


def _ids(release: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return _identifier(release.get("ocid")), _identifier(release.get("id"))


def _identifier(value: Any) -> str | None:
    is_one = isinstance(value, (str, int)) and not isinstance(value, bool) and value != ""
    return str(value) if is_one else None


def _count(found: Any) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for each in found:
        key = each if isinstance(each, tuple) else str(each)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _is_plain(value: Mapping[str, Any], path: Path, root: str = RELEASE) -> bool:
    """Whether headings can name all members of an object."""
    return all(_is_heading((*path, key), root) for key in value)


@lru_cache(maxsize=1 << 16)
def _is_heading(path: Path, root: str) -> bool:
    """Whether the heading of a path is read as this path, and kept by every form."""
    text = heading(path)
    found = column(text, root)
    same = found is not None and not found.json and found.path == path
    return same and is_writable(text) and not is_blank(text)


def _is_table(value: Any, path: Path) -> bool:
    """Whether rows can hold an array: of objects that are not empty and that their ids, if any, tell apart."""
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) and each for each in value):
        return False
    names = [name for each in value if (name := _identifier(each.get("id")))]
    return len(names) == len(set(names)) and all(_is_plain(each, (*path, 0)) for each in value)
