"""The tree of what tables read from a release as tables of numbers, along which texts are walked."""

from functools import cache
from typing import NamedTuple

from ocds.machine.words import REST, Words, hashed
from ocds.tables.shape import Array, Object, release_shape

TEXT, NUMBER, OBJECT, OBJECTS, TEXTS = range(5)
"""Kinds of members: a text, a number, an object, an array of objects, an array of texts."""
KIND, BIT, LEAF, NODE, BELOW = range(REST, REST + 5)
"""Columns of words: the kind of the member and its bit in the object, the leaf that gets its value, the node of the
object or of the array's items, the level of an array's items (-1 where there is none)."""


class Leaf(NamedTuple):
    """The values of one kind of member: the level they belong to, the keys that lead there, what they are."""

    level: int
    chain: str
    holds: str


class Below(NamedTuple):
    """The items of one kind of array: the level it stands on, the keys that lead there, and whether they are texts."""

    above: int
    chain: str
    texts: bool


class Ways(NamedTuple):
    """The members of objects, by owner and key; leaves and levels as they are numbered (level 0: the releases)."""

    words: Words
    leaves: tuple[Leaf, ...]
    levels: tuple[Below, ...]


@cache
def ways() -> Ways:
    """The ways through a release."""
    return _Maker().ways()


class _Maker:
    def __init__(self) -> None:
        self._nodes = 0
        self._words: list[tuple[int, str, tuple[int, ...]]] = []
        self._leaves: list[Leaf] = []
        self._levels = [Below(-1, "", texts=False)]
        self._add(release_shape(), 0, "")

    def ways(self) -> Ways:
        """Give what was made."""
        return Ways(hashed(self._words), tuple(self._leaves), tuple(self._levels))

    def _add(self, shape: Object, level: int, prefix: str) -> int:
        """The node of an object on the rows of a level."""
        owner = self._nodes
        self._nodes += 1
        for bit, (key, node) in enumerate(shape.fields.items()):
            chain, leaf, child, below = prefix + key, -1, -1, -1
            if isinstance(node, Object):
                kind = OBJECT
                leaf = self._leaf(level, chain, "told") if node.told else -1
                child = self._add(node, level, f"{chain}/")
            elif isinstance(node, Array):
                kind, below = OBJECTS, self._below(level, chain, texts=False)
                child = self._add(node.item, below, "")
            elif node == "strs":
                kind, below = TEXTS, self._below(level, chain, texts=True)
                leaf = self._leaf(below, "", "str")
            else:
                kind, leaf = NUMBER if node in {"int", "float"} else TEXT, self._leaf(level, chain, node)
            self._words.append((owner, key, (kind, bit, leaf, child, below)))
        return owner

    def _leaf(self, level: int, chain: str, holds: str) -> int:
        self._leaves.append(Leaf(level, chain, holds))
        return len(self._leaves) - 1

    def _below(self, above: int, chain: str, *, texts: bool) -> int:
        self._levels.append(Below(above, chain, texts))
        return len(self._levels) - 1
