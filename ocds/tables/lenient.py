"""Releases whose types lie: what does not fit becomes null, and each such place is told."""

from typing import Any, NamedTuple

from ocds.tables.shape import Array, Object, release_shape

WORDS = {"str": "text", "id": "text", "int": "a whole number", "float": "a number", "strs": "a list of texts"}


class Misfit(NamedTuple):
    """A value that a table cannot hold: where it stands, what was expected there, and the value."""

    pointer: str
    expected: str
    value: Any


def lenient_release(release: Any) -> tuple[dict[str, Any], list[Misfit]]:
    """What the tables read of a release, and the places where its types had to be given up."""
    misfits: list[Misfit] = []
    return _fit_object(release, release_shape(), "", misfits), misfits


def _fit_object(value: Any, shape: Object, pointer: str, misfits: list[Misfit]) -> dict[str, Any]:
    if not isinstance(value, dict):
        misfits.append(Misfit(pointer, "an object", value))
        return {}
    fitted: dict[str, Any] = {}
    for key, member in value.items():
        node = shape.fields.get(key)
        if node is None or member is None:
            continue
        if isinstance(node, str):
            fitted[key] = found = _FITS[node](member)
            if found is None:
                misfits.append(Misfit(f"{pointer}/{key}", WORDS[node], member))
        elif isinstance(node, Object):
            fitted[key] = _fit_object(member, node, f"{pointer}/{key}", misfits)
        else:
            fitted[key] = _fit_array(member, node, f"{pointer}/{key}", misfits)
    return fitted


def _fit_array(value: Any, node: Array, pointer: str, misfits: list[Misfit]) -> list[Any] | None:
    if not isinstance(value, list):
        misfits.append(Misfit(pointer, "an array", value))
        return None
    places = ((item, f"{pointer}/{i}") for i, item in enumerate(value))
    return [None if item is None else _fit_object(item, node.item, place, misfits) for item, place in places]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _identifier(value: Any) -> str | None:
    return str(value) if isinstance(value, int) and _is_number(value) else _text(value)


def _whole(value: Any) -> int | None:
    return int(value) if _is_number(value) and value == value // 1 and abs(value) < 2**63 else None


def _real(value: Any) -> float | None:
    return float(value) if _is_number(value) else None


def _texts(value: Any) -> tuple[str | None, ...] | None:
    fits = isinstance(value, list) and all(item is None or isinstance(item, str) for item in value)
    return tuple(value) if fits else None


_FITS = {"str": _text, "id": _identifier, "int": _whole, "float": _real, "strs": _texts}
