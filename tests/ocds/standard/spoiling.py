"""Documents invented from a schema, and copies of documents with faults in them."""

import random
from collections.abc import Iterator
from typing import Any

import orjson

SPOILT: tuple[Any, ...] = (
    *(None, "", " ", 0, -1, 1.5, 2.0, 1e20, True, False, [], {}, [None], [[]], [{}], {"id": 1}, {"id": ""}),
    *("x", "2024-02-30T00:00:00Z", "2024-02-28", "2024-02-28T10:00:00-05:00", "2024-02-28T24:00:00Z", "00:00"),
    *(
        "http://example.org/a b",
        "example.org",
        "urn:x",
        "http://[",
        "a@b",
        "1.1",
        "1.1.5",
        "tender",
        "USD",
        "usd",
        "Open",
    ),
    *(["tender"], ["tender", "tender"], ["no such tag"], [1], [{"id": "1"}, {"id": "1"}], {"a": {"b": []}}),
)
SUFFIXES = ("_es", "_es-419", "_x-local", "_zh-Hant-TW", "_e", "_", "_en_US", "_de-1996", "_toolonglanguage", "_ES\n")


def invented(node: dict[str, Any], root: dict[str, Any], chance: random.Random) -> Any:
    """A value that the schema describes, with about half of the fields it knows."""
    node = root["definitions"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    types = node.get("type", "object" if "properties" in node else "string")
    kind = next(each for each in ([types] if isinstance(types, str) else types) if each != "null")
    if kind == "object":
        members = {
            name: invented(value, root, chance)
            for name, value in node.get("properties", {}).items()
            if name in node.get("required", ()) or chance.random() < 0.5
        }
        translated = [name for name in members if chance.random() < 0.1]
        return members | {name + chance.choice(SUFFIXES): chance.choice(("x", 1)) for name in translated}
    if kind == "array":
        return [invented(node.get("items", {}), root, chance) for _ in range(chance.randint(1, 2))]
    if "enum" in node:
        return chance.choice(node["enum"])
    text = {"date-time": "2024-05-06T07:08:09Z", "uri": "https://example.org/1", "email": "a@example.org"}
    plain = {
        "string": text.get(node.get("format", ""), str(chance.randint(1, 99))),
        "number": chance.choice((-1, 0, 0.5, 1, 2)),
        "integer": 3,
    }
    return plain.get(kind, True)


def spoil(document: Any, chance: random.Random) -> Any:
    """A copy with a few faults: a field dropped, replaced, repeated, renamed, or put a level too deep."""
    copy = orjson.loads(orjson.dumps(document))
    for _ in range(chance.randint(1, 4)):
        places = list(containers(copy))
        parent = chance.choice(places)
        key = chance.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
        match chance.randrange(6):
            case 0:
                del parent[key]
            case 1 if isinstance(parent, list):
                parent.append(orjson.loads(orjson.dumps(parent[key])))
            case 2 if isinstance(parent, dict):
                parent[f"{key}{chance.choice(SUFFIXES)}"] = chance.choice(SPOILT)
            case 3:
                parent[key] = [parent[key]]
            case 4:
                parent[key] = {"value": parent[key]}
            case _:
                parent[key] = chance.choice(SPOILT)
        # A shared constant must not be spoilt in turn, and an emptied document has nothing left to spoil.
        copy = orjson.loads(orjson.dumps(copy))
        if not any(containers(copy)):
            break
    return copy


def containers(node: Any) -> Iterator[Any]:
    if isinstance(node, dict | list):
        if node:
            yield node
        for value in node.values() if isinstance(node, dict) else node:
            yield from containers(value)
