"""The part of a release that the tables read, as a tree of msgspec structs."""

from functools import cache
from typing import Annotated, Any, NamedTuple

import msgspec

from ocds.tables.columns import columns

_Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_LEAF_TYPES: dict[str, Any] = {
    "str": str | None,
    "id": str | _Whole | None,
    "int": _Whole | None,
    "float": float | None,
    "strs": tuple[str | None, ...] | None,
}
_TOLD = "/"
_ID_KEYS = ("id", "ocid", "awardID", "relatedLot", "relatedBid", "postalCode")


class Object(NamedTuple):
    """An object of a release: its struct, in which each field may be absent, and the nodes of the fields in order.

    `told` says whether a column tells that the object itself is there.
    """

    struct: type[msgspec.Struct]
    fields: dict[str, "Node"]
    told: bool


class Array(NamedTuple):
    """An array of objects."""

    item: Object


Node = str | Object | Array
"""A leaf names what it holds: `str`, `id` (text or whole number), `int`, `float`, `strs`."""


@cache
def release_shape() -> Object:
    """The tree of everything that `columns.csv` reads from a release."""
    root: dict[str, Any] = {"ocid": "id"}
    for column in columns():
        if column.stage == "read":
            for path in column.paths:
                _plant(root, path.removeprefix("/").split("/"), column.dtype)
    return _object("Release", root)


@cache
def release_decoder() -> msgspec.json.Decoder[Any]:
    """Decodes a release into the struct of `release_shape`, with what tells a record from a release beside it.

    Raises msgspec.ValidationError where the types do not fit the tables.
    """
    beside = [(key, Any, None) for key in ("compiledRelease", "releases", "versionedRelease")]
    return msgspec.json.Decoder(msgspec.defstruct("Document", beside, bases=(release_shape().struct,), gc=False))


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


def _object(name: str, tree: dict[str, Any]) -> Object:
    fields = {key: _node(f"{name}_{key}", below) for key, below in tree.items() if key != _TOLD}
    members = [(key, _type(node), None) for key, node in fields.items()]
    return Object(msgspec.defstruct(name, members, gc=False), fields, _TOLD in tree)


def _node(name: str, tree: Any) -> Node:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        return Array(_object(name, tree[0]))
    return _object(name, tree)


def _type(node: Node) -> Any:
    if isinstance(node, str):
        return _LEAF_TYPES[node]
    if isinstance(node, Array):
        return list[node.item.struct | None] | None  # type: ignore[name-defined]
    return node.struct | None
