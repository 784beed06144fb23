"""What a schema states, with every reference resolved and without its words."""

import re
from typing import Any

WORDS_ONLY = {"title", "description", "id", "$schema", "default", "definitions", "mergeStrategy", "mergeOptions"}


def resolve(node: Any, root: dict[str, Any], documents: dict[str, Any], drop: set[str]) -> Any:
    """The node with every reference replaced by what it refers to, and without what no validator reads."""
    if isinstance(node, list):
        return [resolve(each, root, documents, drop) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        document, _, name = node["$ref"].partition("#/definitions/")
        target = documents[document] if document else root
        found = resolve(target["definitions"][name] if name else target, target, documents, drop)
        if "deprecated" in node and "deprecated" not in drop:
            found["deprecated"] = node["deprecated"]["deprecatedVersion"]
        return found
    found = {}
    for key, value in node.items():
        if key in {"properties", "patternProperties"}:
            members = {re.sub(r"^\^\((\w+?)_\(.*$", r"\1_*", name): each for name, each in value.items()}
            found[key] = {name: resolve(each, root, documents, drop) for name, each in members.items()}
        elif key in drop:
            continue
        elif key == "deprecated":
            found[key] = value["deprecatedVersion"]
        elif key in {"required", "type", "enum"}:
            found[key] = {value} if isinstance(value, str) else set(value)
        else:
            found[key] = resolve(value, root, documents, drop)
    if not found.get("properties", True):
        del found["properties"]
    return found
