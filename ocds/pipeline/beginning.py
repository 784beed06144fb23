"""Workers that begin early: before polars is loaded, after which no process can be forked."""

from functools import partial

from ocds.exceptions import NothingReadError
from ocds.faultless.quick import load, prepared
from ocds.pipeline.workers import Workers
from ocds.reading.parts import expanded, size_of
from ocds.validation.options import Options


def workers_for(sources: list[str], count: int, options: Options) -> Workers:
    """Workers that read sources; what all of them need is loaded once."""
    try:
        size = size_of(expanded(sources))
    except NothingReadError:  # told by those who read them; what stands online is fetched first
        size = 0
    return Workers(count, partial(load, prepared(options, size)))
