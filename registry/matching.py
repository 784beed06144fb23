"""Which entries of the lists may be a supplier, and whether they are.

`Matcher` is the seam: another matcher gives the same columns. `ExactMatcher` takes equal identifiers and equal names.
A conflict of identifiers outweighs an equal name, and what cannot be decided is said to be undecided.
"""

from typing import Protocol

import polars as pl

from ocds.persons import person
from registry import countries, identifiers, names
from registry.history import Registry

CANDIDATES = pl.Schema(
    {
        "supplier_key": pl.UInt32,
        "list": pl.String,
        "entry": pl.String,
        "how": pl.String,
        "same": pl.Boolean,
        "why": pl.String,
    }
)
_ENTRY = ("list", "entry")


class Matcher(Protocol):
    """Finds the entries of a registry that may be the given suppliers."""

    def candidates(self, suppliers: pl.DataFrame, registry: Registry) -> pl.DataFrame:
        """Give at most one row per supplier and entry.

        `suppliers` has one row per distinct record: supplier_key (UInt32, unique), name, legal_name, scheme,
        identifier, country (String, as published). The result has the columns `CANDIDATES`: how is `identifier` or
        `name`; same is true (judged the same party), false (a look-alike) or null (cannot be decided); why is null
        if same is true, else a code such as `homonym`, `other_country` or `name_only_person`.
        """
        ...


class ExactMatcher:
    """Matches equal (country, scheme, identifier) and equal normal names, and nothing else."""

    def candidates(self, suppliers: pl.DataFrame, registry: Registry) -> pl.DataFrame:
        """Give the candidates; see `Matcher`."""
        parties = identifiers.keyed(suppliers).with_columns(person=person(pl.col("scheme"), pl.col("identifier")))
        listed = identifiers.keyed(registry.identifier).drop_nulls("number_key")
        both = pl.concat([_by_number(parties, listed), _by_name(parties, listed, registry)])
        # A proven identity first, then an open question, then a look-alike; identifiers before names.
        doubt = pl.col("same").replace_strict([True, False], [0, 2], default=1, return_dtype=pl.UInt8)
        key = ("supplier_key", *_ENTRY)
        return both.sort(*key, doubt, "how", "why", nulls_last=False).unique(key, keep="first", maintain_order=True)


def _by_number(parties: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    country, listed_country = pl.col("country_key"), pl.col("country_key_right")
    scheme, listed_scheme = pl.col("scheme_key"), pl.col("scheme_key_right")
    equal_country = (country == listed_country).fill_null(value=False)
    no_scheme = scheme.is_null() | listed_scheme.is_null()
    why = (
        pl.when(no_scheme)
        .then(pl.when(equal_country).then(pl.lit("no_scheme")).otherwise(pl.lit("chance")))
        .when(scheme != listed_scheme)
        .then(pl.when(equal_country).then(pl.lit("other_scheme")).otherwise(pl.lit("other_country")))
        .when(country.is_null() | listed_country.is_null())
        .then(pl.lit("no_country"))
        .when(~equal_country)
        .then(pl.lit("other_country"))
    )
    undecided = why.is_in(["no_scheme", "no_country"])
    return (
        parties.lazy()
        .drop_nulls("number_key")
        .join(listed.lazy(), on="number_key")
        .with_columns(why=why, how=pl.lit("identifier"))
        .filter(pl.col("why").ne_missing(pl.lit("chance")))
        .with_columns(same=pl.when(~undecided.fill_null(value=False)).then(pl.col("why").is_null()))
        .select(CANDIDATES.names())
        .collect()
    )


def _by_name(parties: pl.DataFrame, listed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    known = registry.name.select(*_ENTRY, name_key=names.normal(pl.col("name"))).drop_nulls("name_key")
    renamed = parties.filter(pl.col("legal_name").ne_missing(pl.col("name")))
    own = [
        frame.select("supplier_key", name_key=names.normal(pl.col(column))).drop_nulls("name_key")
        for frame, column in ((parties, "name"), (renamed, "legal_name"))
    ]
    pairs = (
        pl.concat(own)
        .join(known, on="name_key")
        .select("supplier_key", *_ENTRY)
        .unique()
        .join(parties.select("supplier_key", "country_key", "scheme_key", "number_key", "person"), on="supplier_key")
        .join(registry.entry.select(*_ENTRY, "kind", "country"), on=_ENTRY)
    )
    return _judged(pairs.join(_conflicts(pairs, listed), on=("supplier_key", *_ENTRY), how="left"))


def _judged(pairs: pl.DataFrame) -> pl.DataFrame:
    both_codes = pl.all_horizontal(pl.col(side).str.contains(countries.CODE) for side in ("country", "country_key"))
    foreign = both_codes & (pl.col("country") != pl.col("country_key"))
    why = (
        pl.when(foreign | pl.col("conflict"))
        .then(pl.lit("homonym"))
        .when(pl.col("person") | (pl.col("kind") == "person"))
        .then(pl.lit("name_only_person"))
        .when(pl.col("kind").is_null())
        .then(pl.lit("name_only"))
    )
    same = pl.when(pl.col("why").is_null()).then(statement=True).when(pl.col("why") == "homonym").then(statement=False)
    return pairs.with_columns(why=why, how=pl.lit("name")).with_columns(same=same).select(CANDIDATES.names())


def _conflicts(pairs: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Give the pairs with other numbers in one scheme: supplier_key, list, entry, conflict (true)."""
    numbered = pairs.drop_nulls(["scheme_key", "number_key"])
    same_scheme = [*_ENTRY, "country_key", "scheme_key"]
    met = numbered.join(listed, on=same_scheme, nulls_equal=True).filter(
        pl.col("number_key") != pl.col("number_key_right")
    )
    return met.select("supplier_key", *_ENTRY, conflict=True).unique()
