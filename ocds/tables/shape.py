"""The part of a release that the tables read, as a tree, and as types for those who read JSON."""

from collections.abc import Collection
from functools import cache
from typing import Annotated, Any, NamedTuple

import msgspec
from arro3.core import DataType, Field, Schema

from ocds.tables.columns import columns

_Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_TYPES: dict[str, tuple[Any, DataType]] = {
    "str": (str | None, DataType.utf8()),
    "id": (str | None, DataType.utf8()),
    "int": (_Whole | None, DataType.int64()),
    "float": (float | None, DataType.float64()),
    "strs": (tuple[str | None, ...] | None, DataType.list(Field("item", DataType.utf8(), nullable=True))),
}
_NUMBERS = frozenset(("int", "float"))
_TOLD = "/"
_ID_KEYS = ("id", "ocid", "awardID", "relatedLot", "relatedBid", "postalCode")


class Object(NamedTuple):
    """An object of a release: the nodes of its fields, in order; any may be absent.

    `told` says whether a column tells that the object itself is there.
    """

    fields: dict[str, "Node"]
    told: bool


class Array(NamedTuple):
    """An array of objects."""

    item: Object


Node = str | Object | Array
"""A leaf names what it holds: `str`, `id` (text, or a whole number to be read as one), `int`, `float`, `strs`."""


@cache
def release_shape() -> Object:
    """The tree of everything that `columns.csv` reads from a release."""
    root: dict[str, Any] = {"ocid": "id"}
    for column in columns():
        if column.stage == "read":
            for path in column.paths:
                _plant(root, path.removeprefix("/").split("/"), column.dtype)
    return _object(root)


@cache
def release_schema() -> Schema:
    """The same as Arrow takes it."""
    return Schema(_fields(release_shape()))


@cache
def release_struct() -> type[msgspec.Struct]:
    """The same as a struct: what is a value of it fits the tables as it is."""
    return _struct(release_shape(), _TYPES.keys())


@cache
def numbers_struct() -> type[msgspec.Struct]:
    """The same with nothing but its numbers.

    Arrow takes `"12"` for a number and `1.5` for a whole one; it is asked only where this struct is satisfied.
    """
    return _struct(release_shape(), _NUMBERS)


def _plant(node: dict[str, Any], keys: list[str], dtype: str) -> None:
    key, *rest = keys
    if not rest and dtype == "bool":
        node.setdefault(key, {})[_TOLD] = dtype
    elif not rest:
        node[key] = "id" if key in _ID_KEYS and dtype == "str" else "str" if dtype == "time" else dtype
    elif rest[0].startswith("{"):
        _plant(node.setdefault(key, [{}])[0], rest[1:], dtype)
    else:
        _plant(node.setdefault(key, {}), rest, dtype)


def _object(tree: dict[str, Any]) -> Object:
    return Object({key: _node(below) for key, below in tree.items() if key != _TOLD}, _TOLD in tree)


def _node(tree: Any) -> Node:
    if isinstance(tree, str):
        return tree
    return Array(_object(tree[0])) if isinstance(tree, list) else _object(tree)


def _fields(shape: Object) -> list[Field]:
    return [Field(key, _arrow(node), nullable=True) for key, node in shape.fields.items()]


def _arrow(node: Node) -> DataType:
    if isinstance(node, str):
        return _TYPES[node][1]
    if isinstance(node, Array):
        return DataType.list(Field("item", _arrow(node.item), nullable=True))
    return DataType.struct(_fields(node))


def _struct(shape: Object, kept: Collection[str], name: str = "Release") -> type[msgspec.Struct]:
    members = [(key, _type(node, kept, f"{name}_{key}")) for key, node in shape.fields.items()]
    return msgspec.defstruct(name, [(key, type_, None) for key, type_ in members if type_], gc=False)


def _type(node: Node, kept: Collection[str], name: str) -> Any:
    """The type of a node, None if it holds nothing of what is kept."""
    if isinstance(node, str):
        return _TYPES[node][0] if node in kept else None
    struct = _struct(node.item if isinstance(node, Array) else node, kept, name)
    if not struct.__struct_fields__:
        return None
    return list[struct | None] | None if isinstance(node, Array) else struct | None  # type: ignore[valid-type]
