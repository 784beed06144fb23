"""Streams any number of processes of an invented country: seeded, in constant memory, any slice alone."""

from collections.abc import Iterator
from random import Random
from typing import BinaryIO

import orjson

from sample_data import parts
from sample_data.draw import draw
from sample_data.errors import damage
from sample_data.plan import Json
from sample_data.world import World


def process(world: World, number: int, random: Random, winner: Json | None = None) -> parts.Parts:
    """Make the parts of one process. They depend on the world and the number alone."""
    made = parts.build(draw(world, number, random, winner))
    if not winner and random.random() < world.damaged:
        damage(made, random.random())
    return made


def compiled_releases(processes: int, seed: int, start: int = 0) -> Iterator[Json]:
    """Stream the compiled releases of processes `start` to `start + processes`.

    Read-only: parties are shared between releases. Valid OCDS 1.1 with the extensions for bids, lots, beneficial
    owners and shareholders, except the planted errors of 2 to 3 % of the processes.
    """
    for made in _processes(processes, seed, start):
        yield parts.compiled(made)


def releases(processes: int, seed: int, start: int = 0) -> Iterator[Json]:
    """Stream the releases of the same processes, one after the other: merged, they give `compiled_releases`."""
    for made in _processes(processes, seed, start):
        yield from parts.releases(made)


def write(processes: int, seed: int, compiled: bool, out: BinaryIO, start: int = 0) -> None:
    """Write the compiled releases, or the releases, as line-delimited JSON."""
    source = compiled_releases if compiled else releases
    out.writelines(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in source(processes, seed, start))


def _processes(processes: int, seed: int, start: int) -> Iterator[parts.Parts]:
    world = World(seed)
    random = Random()  # noqa: S311 - invented data, not secrets
    for number in range(start, start + processes):
        yield process(world, number, random)
