"""Natural persons, known by their identifiers, and how an identifier is masked.

The pattern of personal schemes is the standard's guidance on personal identifiers; the national shapes are the
published numbering rules of each register. What no rule tells is no person.
"""

import polars as pl

PERSONAL_SCHEME = r"^[A-Z]{3}-(?:PASSPORT|TAXID|IDCARD)$"

_ALWAYS = (
    *(
        "AR-DNI",
        "BO-CI",
        "BR-CPF",
        "CL-RUN",
        "CO-CC",
        "CO-CE",
        "CR-CPF",
        "DO-CED",
        "EC-CI",
        "GT-CUI",
        "GT-DPI",
        "HN-DNI",
    ),
    *("MX-CURP", "PA-CIP", "PE-DNI", "PY-CI", "UY-CI", "VE-CI"),
)

_SHAPES = {
    "BR-RFB": r"^\d{11}$",
    "BR-CNPJ": r"^\d{11}$",
    "MX-RFC": r"^[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}$",
    "PE-RUC": r"^10\d{9}$",
    "EC-RUC": r"^\d{2}[0-5]\d{7}001$",
    "AR-CUIT": r"^2[0347]\d{9}$",
    "AR-CUIL": r"^2[0347]\d{9}$",
    "DO-RNC": r"^\d{11}$",
    "VE-RIF": r"^[VE]\d{8,9}$",
}
_CHILEAN = "CL-RUT"


def person_scheme(scheme: pl.Expr) -> pl.Expr:
    """Tell whether a scheme numbers natural persons alone (String to Boolean; false for null)."""
    return (scheme.str.contains(PERSONAL_SCHEME) | scheme.is_in(_ALWAYS)).fill_null(value=False)


def person(scheme: pl.Expr, identifier: pl.Expr) -> pl.Expr:
    """Tell whether an identifier is a natural person's, by its scheme or by its shape in a shared scheme.

    Two String columns to Boolean, never null: what no rule tells is false.
    """
    shared = pl.when(scheme.is_in([*_SHAPES, _CHILEAN])).then(identifier)  # few, and patterns are slow
    compact = shared.str.to_uppercase().str.replace_all(r"[\s.\-/]", "")
    shapes = [(scheme == name) & compact.str.contains(shape) for name, shape in _SHAPES.items()]
    return pl.any_horizontal(person_scheme(scheme), _chilean_person(scheme, compact), *shapes).fill_null(value=False)


def mask(text: str) -> str:
    """Mask an identifier: at most three characters of its middle stay, as in `***.456.***`.

    A text of fewer than nine characters keeps none or fewer, so that most of it is always hidden.
    """
    letters = [character for character in text if character.isalnum()]
    kept = min(3, len(letters) // 3)
    start = (len(letters) - kept) // 2
    middle = "".join(letters[start : start + kept])
    return f"***.{middle}.***" if middle else "***"


def _chilean_person(scheme: pl.Expr, compact: pl.Expr) -> pl.Expr:
    # The register numbers firms from 50,000,000 on; the last character is the check digit.
    body = compact.str.extract(r"^(\d{6,8})[\dK]$").cast(pl.Int64)
    return (scheme == _CHILEAN) & (body < 50_000_000)
