"""What a schema says of each field beyond its structure, as a tree that a release can be walked along."""

import re
from collections.abc import Callable
from typing import Any

from ocds.standard.definitions import Schema

Codes = Callable[[str], frozenset[str]]
"""Gives the codes of a codelist by its name (`tenderStatus`)."""
_BY_SCHEME = {"Classification", "Identifier"}
"""Objects told apart by scheme and id together."""


class Field:
    """One field: the object it or its items are, the codes of an open codelist, since when it is deprecated.

    `form` is `date-time` or `ocid` for texts of that form; a field `is_free` if it has neither codes nor form. `key`
    names what tells the items of an array apart, none for texts and numbers; `wants_id` says that an item should have
    an id though it may lack one; `linkable`, that a link may stand in its place.
    """

    __slots__ = ("codelist", "codes", "deprecated", "form", "is_free", "key", "linkable", "node", "wants_id")

    def __init__(self) -> None:
        self.node: Node | None = None
        self.codelist = ""
        self.codes: frozenset[str] | None = None
        self.deprecated = ""
        self.form = ""
        self.is_free = True
        self.linkable = False
        self.key: tuple[str, ...] = ()
        self.wants_id = False


class Node:
    """One object: its fields, and the form of names of translated fields.

    `leading` are the fields that lead to arrays with ids, `names` their names. An `open` node may hold anything;
    `is_money` says that it is an amount with its currency.
    """

    __slots__ = ("fields", "is_money", "leading", "names", "open", "translated")

    def __init__(self) -> None:
        self.fields: dict[str, Field] = {}
        self.translated: re.Pattern[str] | None = None
        self.leading: tuple[tuple[str, tuple[str, ...], Node | None], ...] = ()
        self.names: frozenset[str] = frozenset()
        self.open = False
        self.is_money = False


def plan(schema: Schema, codes: Codes) -> Node:
    """Give the tree of a schema that holds its definitions; the same object is the same node wherever it stands."""
    return _Planner(schema, codes).root


class _Planner:
    def __init__(self, schema: Schema, codes: Codes) -> None:
        self._definitions: dict[str, Schema] = schema.get("definitions", {})
        self._codes = codes
        self._nodes: dict[str, Node] = {}
        self.root = self._filled(Node(), schema)
        self._lead()

    def _node(self, schema: Schema) -> Node | None:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            if name not in self._nodes:
                self._nodes[name] = Node()
                self._filled(self._nodes[name], {} if name.startswith("Versioned") else self._definitions[name])
            return self._nodes[name]
        return self._filled(Node(), schema) if "properties" in schema else None

    def _filled(self, node: Node, schema: Schema) -> Node:
        node.open = "properties" not in schema
        node.fields = {name: self._field(name, stated) for name, stated in schema.get("properties", {}).items()}
        node.is_money = {"amount", "currency"} <= node.fields.keys()
        if forms := schema.get("patternProperties"):
            node.translated = re.compile("|".join(forms))
        return node

    def _field(self, name: str, stated: Schema) -> Field:
        field = Field()
        field.form = "ocid" if name == "ocid" else str(stated.get("format", ""))
        field.linkable = "oneOf" in stated
        item = stated["oneOf"][-1].get("items", {}) if "oneOf" in stated else stated.get("items", {})
        field.node = self._node(item or stated)
        field.deprecated = str(stated.get("deprecated", {}).get("deprecatedVersion", ""))
        field.codelist = str(stated.get("codelist", "")).removesuffix(".csv")
        if stated.get("openCodelist"):
            field.codes = self._codes(field.codelist)
        field.is_free = field.codes is None and not field.form
        named = self._definitions.get(item.get("$ref", "").rpartition("/")[2], item)
        if "id" in named.get("properties", {}):
            by_scheme = item.get("$ref", "").rpartition("/")[2] in _BY_SCHEME
            field.key = ("scheme", "id") if by_scheme else ("ocid", "id") if field.linkable else ("id",)
            field.wants_id = "id" not in named.get("required", ())
        return field

    def _lead(self) -> None:
        """Find, for each node, the fields below which an array with ids may stand."""
        nodes = [self.root, *self._nodes.values()]
        nodes += [field.node for node in nodes for field in node.fields.values() if field.node]
        changed = True
        while changed:
            changed = False
            for node in nodes:
                leading = tuple((n, f) for n, f in node.fields.items() if f.key or (f.node and f.node.leading))
                changed |= len(leading) != len(node.leading)
                node.leading = tuple((n, f.key, f.node if f.node and f.node.leading else None) for n, f in leading)
                node.names = frozenset(name for name, _ in leading)


def has_repeated_ids(value: dict[str, Any], node: Node) -> bool:
    """Whether two items of one array may have the same id, or none, in the arrays that the schema knows."""
    for name, key, below in node.leading:
        if name not in value:
            continue
        member = value[name]
        if type(member) is list:
            if key and len(member) > 1 and _repeats(member, key):
                return True
            if below:
                names = below.names
                for item in member:
                    if type(item) is dict and not names.isdisjoint(item) and has_repeated_ids(item, below):
                        return True
        elif below and type(member) is dict and has_repeated_ids(member, below):
            return True
    return False


def _repeats(items: list[Any], key: tuple[str, ...]) -> bool:
    try:
        if len(key) == 1:
            return len({item["id"] for item in items}) < len(items)
        return len({identity_of(item, key) for item in items}) < len(items)
    except (KeyError, TypeError):  # no object, or no id, or one that is an object
        return True


def identity_of(item: Any, key: tuple[str, ...]) -> Any:
    """What tells an item of an array apart from the others; None if it has no id."""
    if type(item) is not dict or item.get("id") is None:
        return None
    return item["id"] if len(key) == 1 else tuple(map(item.get, key))
