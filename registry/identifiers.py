"""Identifiers in the form in which they are compared: a country, a scheme and a number.

A bare number means nothing: most valid tax numbers of one country are valid in another too.
"""

import string

import polars as pl

from registry import countries

_ONE_CHARACTER = "|".join(f"{character}+" for character in string.digits + string.ascii_uppercase)
_PLACEHOLDER = rf"^(?:{_ONE_CHARACTER}|123456789\d*|NA|SN|NONE|NULL|PRUEBA|TEST)$"


def number(identifier: pl.Expr) -> pl.Expr:
    """Give letters and digits in upper case (String to String); null for a masked number or a placeholder."""
    compact = identifier.str.to_uppercase().str.replace_all(r"[^A-Z0-9]+", "")
    void = identifier.str.contains("*", literal=True) | (compact == "") | compact.str.contains(_PLACEHOLDER)
    return pl.when(~void).then(compact)


def keyed(frame: pl.DataFrame) -> pl.DataFrame:
    """Add `country_key`, `scheme_key`, `number_key` (String) to a frame with country, scheme and identifier.

    The country is that of the scheme's prefix, else the one published; the scheme is without its prefix.
    """
    own = countries.of_scheme(frame.get_column("scheme"))
    said = countries.codes(frame.get_column("country"))
    scheme = pl.col("scheme").str.strip_chars().str.to_uppercase()
    return frame.with_columns(
        country_key=pl.coalesce(own, said),
        scheme_key=pl.when(own.is_null()).then(scheme).otherwise(scheme.str.replace("^[A-Z]{2,3}-", "")),
        number_key=number(pl.col("identifier")),
    )
