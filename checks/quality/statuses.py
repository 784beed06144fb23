"""Things with a status that something else must go with."""

from collections.abc import Sequence

import polars as pl


def held(frame: pl.LazyFrame, status: str, codes: Sequence[str], passes: pl.Expr) -> pl.LazyFrame:
    """The rows with one of these codes in `status`, with `ok`: whether they pass.

    Beside the code stands the word that was published, as `<status>_word`. A row whose word is no known code is there
    if it would fail with one of these: `ok` is null then, for nobody knows.
    """
    code, word = pl.col(status), pl.col(f"{status}_word")
    unknown = code.is_null() & (word.str.strip_chars() != "") & ~passes
    ok = pl.when(code.is_not_null()).then(passes)
    return frame.filter(code.is_in(codes) | unknown).with_columns(ok=ok)
