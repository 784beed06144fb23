"""Natural persons by their identifiers, beside the firms that share the scheme."""

import polars as pl
import pytest

from ocds.persons import mask, person, person_scheme


@pytest.mark.parametrize(
    ("scheme", "identifier", "expected"),
    [
        *[("COL-IDCARD", "1", True), ("QYA-TAXID", "1", True), ("PER-PASSPORT", "1", True), ("QY-RUC", "1", False)],
        *[("BR-CPF", "12345678909", True), ("BR-CNPJ", "11.222.333/0001-81", False), ("BR-CNPJ", "12345678909", True)],
        *[("CL-RUT", "12.345.678-5", True), ("CL-RUT", "76.543.210-3", False), ("CL-RUT", "7654321K", True)],
        *[("MX-RFC", "VECJ880326XK4", True), ("MX-RFC", "ABC680524P76", False)],
        *[("PE-RUC", "10456789012", True), ("PE-RUC", "20456789012", False), ("PE-DNI", "45678901", True)],
        *[("EC-RUC", "1710034065001", True), ("EC-RUC", "1790012345001", False)],
        *[("AR-CUIT", "20-12345678-3", True), ("AR-CUIT", "27-12345678-3", True), ("AR-CUIT", "30-12345678-3", False)],
        *[
            ("DO-CED", "00112345678", True),
            ("DO-RNC", "132406079", False),
            ("CO-CC", "1", True),
            ("CO-NIT", "1", False),
        ],
        *[(None, "1", False), ("PE-RUC", None, False), (None, None, False)],
    ],
)
def test_person(scheme, identifier, expected):
    frame = pl.DataFrame({"s": [scheme], "i": [identifier]}, schema={"s": pl.String, "i": pl.String})
    assert frame.select(person(pl.col("s"), pl.col("i"))).item() is expected


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [("COL-IDCARD", True), ("BR-CPF", True), ("CO-IDCARD", False), ("XCOL-IDCARD", False), (None, False)],
)
def test_person_scheme(scheme, expected):
    assert pl.DataFrame({"s": [scheme]}, schema={"s": pl.String}).select(person_scheme(pl.col("s"))).item() is expected


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("12345678909", "***.567.***"),
        ("123.456.789-09", "***.567.***"),
        ("1234", "***.2.***"),
        ("12", "***"),
        ("", "***"),
    ],
)
def test_mask(text, masked):
    assert mask(text) == masked
