"""Puts rows together into releases: rows with the same `ocid` and `id` are of one release; so it is in its arrays."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ocds.pointers import escape
from ocds.spreadsheets.cells import CellMap
from ocds.spreadsheets.columns import Column, Path

MOST_NOTES = 1000


class Leaf(NamedTuple):
    """The value of one cell, and the number of its column (the first is 0)."""

    value: Any
    column: int


class Place(NamedTuple):
    """A row: of a sheet, by its number."""

    sheet: str
    row: int


class Assembler:
    """Takes the rows of all sheets; in the end it has the releases, the cell of each value, and what went wrong."""

    def __init__(self, notes: list[str]) -> None:
        self.releases: list[dict[str, Any]] = []
        self.cells = CellMap()
        self.notes = notes
        self._known: dict[tuple[str | None, str | None], int] = {}
        self._alike: dict[tuple[str, str], set[int]] = {}
        self._members: dict[str, dict[str, int]] = {}

    def note(self, place: Place, index: int, text: str) -> None:
        """Note what is wrong at a cell."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(f"{self.cells.at(*place, index)}: {text}")

    def add(self, place: Place, found: list[tuple[Column, Leaf]]) -> None:
        """Take a row of a sheet of releases."""
        whole = [leaf for column, leaf in found if not column.path]
        draft = self._draft(place, [each for each in found if each[0].path])
        for leaf in whole:
            if isinstance(leaf.value, dict):
                number = self._new(None, None)
                self.releases[number] = leaf.value
                self.cells.put(f"/releases/{number}", *place, leaf.column)
            else:
                self.note(place, leaf.column, "JSON of a release was expected; left out")
        if draft:
            number = self._release(place, _identifier(draft.get("ocid")), _identifier(draft.get("id")))
            self.merge(place, draft, self.releases[number], f"/releases/{number}")

    def merge(self, place: Place, draft: dict[Any, Any], target: dict[str, Any], pointer: str) -> None:
        """Bring what a row says into an object; what was said before stays."""
        self.cells.begin(pointer, *place)
        for key, part in draft.items():
            inner = f"{pointer}/{escape(key)}"
            if isinstance(part, Leaf):
                self._set(place, part, target, key, inner)
                continue
            is_array = isinstance(next(iter(part)), int)
            held = target.setdefault(key, list[Any]() if is_array else {})
            if is_array and isinstance(held, list):
                self._merge_array(place, part, held, inner)
            elif isinstance(held, dict) and not is_array:
                self.merge(place, part, held, inner)
            else:
                self._conflict(place, _first(part).column, inner)

    def _merge_array(self, place: Place, draft: dict[int, Any], array: list[Any], pointer: str) -> None:
        self.cells.begin(pointer, *place)
        known = self._members.setdefault(pointer, {})
        for _, part in sorted(draft.items()):
            if isinstance(part, Leaf):
                self.cells.put(f"{pointer}/{len(array)}", *place, part.column)
                array.append(part.value)
                continue
            name = _identifier(part.get("id"))
            number = len(array) if name is None else known.setdefault(name, len(array))
            if number == len(array):
                array.append({})
            self.merge(place, part, array[number], f"{pointer}/{number}")

    def _set(self, place: Place, leaf: Leaf, target: dict[str, Any], key: str, pointer: str) -> None:
        if key not in target:
            target[key] = leaf.value
            self.cells.put(pointer, *place, leaf.column)
        elif target[key] != leaf.value:
            self._conflict(place, leaf.column, pointer)

    def _conflict(self, place: Place, index: int, pointer: str) -> None:
        self.note(place, index, f"says otherwise than {self.cells.cell(pointer)}, which is kept")

    def _draft(self, place: Place, found: list[tuple[Column, Leaf]]) -> dict[Any, Any]:
        """The values of a row as nested dicts, in which the members of arrays have numbers for keys."""
        draft: dict[Any, Any] = {}
        for column, leaf in found:
            node, last = _holder(draft, column.path), column.path[-1]
            if node is None or last in node or not _fits(node, last):
                self.note(place, leaf.column, "the column does not go with another one of this row; left out")
            else:
                node[last] = leaf
        return _pruned(draft)

    def _release(self, place: Place, ocid: str | None, name: str | None) -> int:
        number = self._known.get((ocid, name)) if ocid or name else None
        if number is None and bool(ocid) != bool(name):
            alike = self._alike.get(("ocid", ocid) if ocid else ("id", name or ""), set())
            if len(alike) > 1:
                self.note(place, 0, "several releases fit, so it is one of its own; give both `ocid` and `id`")
            number = next(iter(alike)) if len(alike) == 1 else None
        return self._new(ocid, name) if number is None else number

    def _new(self, ocid: str | None, name: str | None) -> int:
        number = len(self.releases)
        self.releases.append({})
        if ocid or name:
            self._known[ocid, name] = number
        for key, value in (("ocid", ocid), ("id", name)):
            if value:
                self._alike.setdefault((key, value), set()).add(number)
        return number


def _identifier(part: Any) -> str | None:
    """What tells an object from others: its `id`, as text; None if it has none that can."""
    value = part.value if isinstance(part, Leaf) else None
    is_one = isinstance(value, (str, int)) and not isinstance(value, bool) and value != ""
    return str(value) if is_one else None


def _holder(draft: dict[Any, Any], path: Path) -> dict[Any, Any] | None:
    """The object or array of a draft that the value at a path goes into; None if something else is in its way."""
    node = draft
    for part in path[:-1]:
        if not _fits(node, part):
            return None
        node = node.setdefault(part, {})
    return node


def _fits(node: dict[Any, Any], part: str | int) -> bool:
    """Whether a key goes with the others of an object or array, and what stands there can hold more."""
    others = next(iter(node), part)
    return isinstance(others, int) == isinstance(part, int) and not isinstance(node.get(part), Leaf)


def _pruned(draft: dict[Any, Any]) -> dict[Any, Any]:
    """A draft without what stayed empty."""
    kept = {key: part if isinstance(part, Leaf) else _pruned(part) for key, part in draft.items()}
    return {key: part for key, part in kept.items() if part}


def _first(draft: dict[Any, Any]) -> Leaf:
    return next(_leaves(draft))


def _leaves(draft: dict[Any, Any]) -> Iterator[Leaf]:
    for part in draft.values():
        if isinstance(part, Leaf):
            yield part
        else:
            yield from _leaves(part)
