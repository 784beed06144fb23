"""Every shape that Open Contracting data comes in, one module each.

A module has `COUNT`, how many processes it takes (None: all that are left), and `ship(folder, cases)`, which writes
them. One that is `TROUBLED` publishes what cannot be read in full: it is not counted on to show a supplier.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from sample_data.case import Case


@dataclass(frozen=True)
class Shape:
    """One shape of input."""

    name: str
    count: int | None
    troubled: bool
    ship: Callable[[Path, Sequence[Case]], None]


def all_shapes() -> list[Shape]:
    """Find every shape; the one that takes all that are left comes last."""
    modules = [(one.name, import_module(f"{__name__}.{one.name}")) for one in iter_modules(__path__)]
    shapes = [Shape(name, one.COUNT, getattr(one, "TROUBLED", False), one.ship) for name, one in modules]
    return sorted(shapes, key=lambda shape: (shape.count is None, not shape.troubled, shape.name))
