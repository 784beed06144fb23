"""All objects of one array over many releases."""

import polars as pl


class Level:
    """The objects of an array, field by field.

    `values` holds, for each chain of keys below the array (`value/amount`), one value an object: for a chain that
    leads to an object whether that is there; for one that leads to an array its length (UInt32), or the texts in it
    that say something; null where it has none. `below` has the levels that hang on this one, by key. `above` tells for
    each object which one of the level above it hangs on, `position` its place in that array (UInt32 both).
    """

    def __init__(self, above: pl.Series, position: pl.Series) -> None:
        self.values: dict[str, pl.Series] = {}
        self.below: dict[str, Level] = {}
        self.above = above
        self.position = position
