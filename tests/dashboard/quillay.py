"""A small published workspace, written by the contract between the rooms: what the tests of the pages look at.

It stands in the invented country; no name or number in it belongs to anybody.
"""

import datetime as dt
import json
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from checks.evidence import EVIDENCE
from ocds.pipeline.build import build
from ocds.pipeline.workers import Workers
from ocds.snapshots import Input, ListUsed, Manifest, building, publish, scan
from ocds.tables.barred import SCREENING
from ocds.tables.issue import ISSUE
from ocds.tables.quality import COUNTED, QUALITY_CHECK, QUALITY_FAILURE

AS_OF = "2025-06-30"
INDICATORS = ("R003", "R018", "R024", "R046")
CENTRAL, PROVINCE = "Quillay Compra", "Província de Igaraí"

OPEN, BARRED, WEIRD, HOSTILE = "ocds-q1-open", "ocds-q1/barred/1", "ocds q1/$año #7?&.json", "ocds-q1-<b>hostile"
PERSON, PERSON_DOTTED, TAXED = "44556677", "4.455.667-7", "QY99887766"
SECRETS = (
    PERSON, PERSON_DOTTED, TAXED, "Ana Contacto Ficticia", "ana@ministerio.example", "+999 555 0101",
    "Calle Inventada 123", "1980-02-29", "Oferente Sellado S.A.", "987654.32", "33221100", "31415926",
    "otra@ministerio.example",
)  # fmt: skip


def party(number: int, name: str, scheme: str, identifier: str, roles: list[str]) -> dict[str, Any]:
    return {
        "id": f"{scheme}-{identifier}",
        "name": name,
        "identifier": {"scheme": scheme, "id": identifier, "legalName": name},
        "roles": roles,
        "address": {"streetAddress": "Calle Inventada 123", "locality": f"Villa {number}"},
        "contactPoint": {
            "name": "Ana Contacto Ficticia",
            "email": "ana@ministerio.example",
            "telephone": "+999 555 0101",
        },
        "beneficialOwners": [
            {
                "name": "Dueña Ficticia",
                "birthDate": "1980-02-29",
                "identifier": {"scheme": "QYA-IDCARD", "id": "33221100"},
            }
        ],
    }


def release(ocid: str, **parts: Any) -> dict[str, Any]:
    return {"ocid": ocid, "id": f"{ocid}-compiled", "date": "2025-06-01T10:00:00-05:00", "tag": ["compiled"], **parts}


def buyer(name: str) -> dict[str, Any]:
    return {"id": f"QY-GOV-{len(name)}", "name": name}


def tender(title: str, start: str, end: str, amount: float, **more: Any) -> dict[str, Any]:
    return {
        "id": "t1",
        "title": title,
        "status": "active",
        "procurementMethod": "open",
        "value": {"amount": amount, "currency": "XTS"},
        "tenderPeriod": {"startDate": start, "endDate": end},
        **more,
    }


def award(supplier: dict[str, Any], day: str, amount: float) -> dict[str, Any]:
    return {
        "id": "a1",
        "title": "Adjudicación única",
        "status": "active",
        "date": f"{day}T09:00:00-05:00",
        "value": {"amount": amount, "currency": "XTS"},
        "suppliers": [{"id": supplier["id"], "name": supplier["name"]}],
    }


def releases() -> dict[str, dict[str, Any]]:
    """The four processes with a story, then ordinary ones that fill the pages of the list."""
    sealed = party(1, "Oferente Sellado S.A.", "QY-RUC", "20111222333", ["tenderer"])
    firm = party(2, "Constructora Ñandurí S.A.", "QY-RUC", "20999888777", ["supplier"])
    person = party(3, "Lucía Ejemplo Ficticia", "QYA-IDCARD", PERSON, ["supplier"])
    trader = party(4, "Bazar Imaginario", "QYA-TAXID", TAXED, ["supplier"])
    found = [
        release(
            OPEN,
            buyer=buyer("Ministerio de Obras de Quillay"),
            parties=[sealed],
            tender=tender(
                "Puente sobre el río Sarandí", "2025-06-20", "2025-07-01", 1_250_000.5,
                numberOfTenderers=1, tenderers=[{"id": sealed["id"], "name": sealed["name"]}],
            ),
            bids={"details": [{"id": "b1", "tenderers": [{"name": sealed["name"]}], "value": {"amount": 987654.32}}]},
        ),
        release(
            BARRED,
            buyer=buyer("Ministerio de Salud de Quillay"),
            parties=[person, firm],
            tender=tender(
                f"Vacunas, contrato con cédula {PERSON_DOTTED}", "2025-03-01", "2025-04-15", 80_000,
                description=f"Proveedora {PERSON}; escribir a ana@ministerio.example",
            ),
            awards=[award(person, "2025-05-02", 79_500)],
        ),
        release(
            WEIRD,
            buyer=buyer("Província de Igaraí"),
            parties=[trader],
            tender=tender("Móveis escolares", "2024-02-01", "2024-02-20", 5_000),
            awards=[award(trader, "2024-03-01", 4_900)],
            contracts=[
                {
                    "id": "c1",
                    "awardID": "a1",
                    "status": "active",
                    "dateSigned": "2024-03-15",
                    "period": {"startDate": "2024-03-20", "endDate": "2026-03-20"},
                    "implementation": {
                        "transactions": [{"id": "p1", "date": "2024-04-01", "value": {"amount": 1000}}]
                    },
                }
            ],
        ),
        release(
            HOSTILE,
            buyer=buyer('=HYPERLINK("http://evil.example";"x")'),
            tender=tender("<script>alert(1)</script>", "2025-01-01", "not a date", -5, description="</code><img>"),
        ),
    ]  # fmt: skip
    for number in range(66):
        ocid = f"ocds-q1-{number:04}"
        title = f"Servicio de limpieza n.º {number}"
        found.append(
            release(
                ocid,
                buyer=buyer(f"Ministerio {number % 8}"),
                parties=[firm],
                tender=tender(title, "2023-01-10", "2023-02-10", 1000.0 + number),
                awards=[award(firm, "2023-03-01", 900.0 + number)],
            )
        )
    return {one["ocid"]: one for one in found}


STORIES = {
    OPEN: ("alert", "alert", "not_applicable", "not_applicable"),
    BARRED: ("no_alert", "alert", "unknown", "alert"),
    WEIRD: ("unknown", "alert", "unknown", "unknown"),
    HOSTILE: ("unknown", "unknown", "unknown", "not_applicable"),
}
REASONS = {"R003": "period_end", "R018": "method,bidders", "R024": "bids", "R046": "no_list_covers_day"}


def results(ocids: list[str]) -> pl.DataFrame:
    columns: dict[str, list[str | None]] = {"ocid": ocids}
    for index, code in enumerate(INDICATORS):
        outcomes = [STORIES.get(ocid, ("no_alert", "no_alert", "unknown", "no_alert"))[index] for ocid in ocids]
        columns[code] = list(outcomes)
        columns[f"{code}_reason"] = [REASONS[code] if one == "unknown" else None for one in outcomes]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def alert(code: str, ocid: str, value: float, limit: float | None, **read: tuple[str | None, Any]) -> dict[str, Any]:
    return {
        "indicator": code,
        "version": 1,
        "ocid": ocid,
        "value": value,
        "limit": limit,
        "limit_source": "default" if limit is not None else None,
        "says": "stored in English",
        "read": [
            {"name": n, "pointer": at, "value": json.dumps(v, ensure_ascii=False)} for n, (at, v) in read.items()
        ],
        "parties": [],
        "severity": "medium",
        "confidence": "high",
    }


def evidence() -> pl.DataFrame:
    period = {
        "period_start": ("/tender/tenderPeriod/startDate", "2025-06-20"),
        "period_end": ("/tender/tenderPeriod/endDate", "2025-07-01"),
    }
    single = {"bidders": (None, 1), "method_word": ("/tender/procurementMethod", "open")}
    listed = {
        "barred_name": ("/awards/0/suppliers/0/name", f"Lucía Ejemplo Ficticia ({PERSON})"),
        "barred_day": ("/awards/0/date", "2025-05-02T09:00:00-05:00"),
        "barred_list": (None, "Registro de inhabilitados de Quillay"),
        "barred_term": (None, "inhabilitado"),
        "barred_since": (None, "2024-01-01"),
        "email": ("/parties/0/contactPoint/email", "ana@ministerio.example"),
    }
    rows = [
        alert("R003", OPEN, 11, 15, **period),
        alert("R018", OPEN, 1, 1, lowest=("/bids/details/0/value/amount", 987654.32), **single),
        alert("R018", BARRED, 1, 1, title=("/tender/title", f"Vacunas, cédula {PERSON}"), **single),
        alert("R018", WEIRD, 1, 1, **single),
        alert("R046", BARRED, 1, None, **listed),
    ]
    return pl.DataFrame(rows, schema=EVIDENCE)


def screening() -> pl.DataFrame:
    one = {
        "list": "Registro de inhabilitados de Quillay",
        "entry": PERSON,
        "name": "Lucía Ejemplo Ficticia",
        "how": "identifier",
        "measure": "debarment",
        "authority": "Contraloría",
        "scope": "national",
        "start": dt.date(2024, 1, 1),
        "end": dt.date(2026, 1, 1),
        "open_ended": False,
        "status": "in_force",
        "source_file": "lists/inhabilitados.csv",
        "list_date": dt.date(2025, 6, 30),
        "term": "inhabilitado",
    }
    ended = {"entry": "E2", "status": "expired", "end": dt.date(2023, 2, 28)}
    firm = ("QY-RUC:20999888777", "Constructora Ñandurí S.A.", dt.date(2023, 3, 1), "none", None)
    person = (f"QYA-IDCARD:{PERSON}", "Lucía Ejemplo Ficticia", dt.date(2025, 5, 2), "in_force", None)
    trader = (f"QYA-TAXID:{TAXED}", "Bazar Imaginario", dt.date(2024, 3, 1), "unknown", "name_only_person")
    rows = [
        (BARRED, 0, 0, *person, False, [one]),
        (WEIRD, 0, 0, *trader, False, [{**one, "name": "Bazar Imaginaria", "how": "name", "status": "unknown"}]),
        ("ocds-q1-0001", 0, 0, *firm, True, [{**one, **ended, "name": "Constructora Nandurí S.A."}]),
        ("ocds-q1-0002", 0, 0, *firm, False, []),
    ]
    return pl.DataFrame(rows, schema=SCREENING, orient="row")


def issues(of: dict[str, tuple[int, str]]) -> pl.DataFrame:
    rows = [
        (
            BARRED,
            "type",
            "error",
            "/parties/0/contactPoint/telephone",
            '"+999 555 0101"',
            '"+999 555 0101" is not a text',
        ),
        (BARRED, "type", "error", "/parties/0/identifier/id", '"31415926"', '"31415926" is not a text'),
        (BARRED, "required", "error", "/parties/0", '{"contactPoint":{"email":"otra@ministerio.example"}}', "no id"),
        (HOSTILE, "date", "error", "/tender/tenderPeriod/endDate", '"<script>"', 'not a date: "<script>"'),
        (BARRED, "empty_field", "warning", "/bids/details", "[]", ""),
        (WEIRD, "bom", "warning", "", "", "the file begins with a mark of order"),
    ]
    placed = [(of[ocid][0], ocid, rule, severity, of[ocid][1] + at, *said) for ocid, rule, severity, at, *said in rows]
    return pl.DataFrame(placed, schema=ISSUE, orient="row")


def quality_checks() -> pl.DataFrame:
    """Checks of processes that some fail, that cannot be assessed, that do not apply; and checks of the data set."""
    counts = (*COUNTED, "not_applicable")
    found: list[dict[str, Any]] = [
        {"check": "coherent.dates", "passed": False, "value": 60.0,
         **dict(zip(counts, (6, 3, 2, 1, 9, 7, 64), strict=True))},
        {"check": "coherent.milestone_status", "reason": "No milestone has the status scheduled or notMet.",
         **dict.fromkeys(counts, 0), "not_applicable": 70},
        {"check": "coherent.value_realistic", "reason": "Nothing that it applies to could be assessed.",
         **dict(zip(counts, (3, 0, 0, 3, 0, 0, 67), strict=True))},
        {"check": "reference.supplier_in_parties", "passed": False, "value": 97.0,
         **dict(zip(counts, (68, 65, 3, 0, 68, 65, 2), strict=True))},
        {"check": "reference.tenderer_in_parties", "passed": False, "value": 0.0,
         **dict(zip(counts, (1, 0, 1, 0, 1, 0, 69), strict=True))},
    ]  # fmt: skip
    data: dict[str, tuple[bool | None, float | None, str | None, dict[str, Any]]] = {
        "distribution.awards_value": (
            None, None, "The amounts are in several currencies, and no exchange rates were given.",
            {"currencies": ["XTS", "USD"]},
        ),
        "distribution.buyer_repetition": (
            True, 100.0, None,
            {"total": 70, "buyer": f"QYA-IDCARD-{PERSON}", "count": 9, "share": 0.13, "examples": [BARRED]},
        ),
        "distribution.tender_status": (
            True, 100.0, None,
            {"total": 70, "codes": 1, "shares": {"<script>": {"share": 1.0, "count": 70, "example": HOSTILE}}},
        ),
        "distribution.tender_value_repetition": (
            False, 35.0, None,
            {"total": 70, "most_frequent": [{"amount": 1.5, "currency": "XTS", "count": 2, "share": 0.03,
                                             "examples": [WEIRD]}]},
        ),
        "unique.tender_id": (
            False, 95.0, None,
            {"total": 70, "passed": 69, "failed": 1,
             "failed_examples": [{"ocid": BARRED, "value": PERSON_DOTTED, "pointer": "/tender/id"}]},
        ),
    }  # fmt: skip
    rows = [{"level": "process", "meta": "{}", "version": 1, **row} for row in found]
    for check, (passed, value, reason, meta) in data.items():
        said = {"passed": passed, "value": value, "reason": reason, "meta": json.dumps(meta), "version": 1}
        rows.append({"check": check, "level": "dataset", **said})
    return pl.DataFrame(rows, schema=QUALITY_CHECK)


def quality_failures(of: dict[str, int]) -> pl.DataFrame:
    supplier = "/awards/0/suppliers/0"
    rows = [
        ("coherent.dates", BARRED, "/tender/tenderPeriod/endDate", "2025-05-03 > 2025-05-02 (/awards/0/date)"),
        ("coherent.dates", HOSTILE, "/tender/tenderPeriod/endDate", "=1+1 > <script>"),
        ("reference.supplier_in_parties", BARRED, supplier, f"QYA-IDCARD-{PERSON}"),
        ("reference.supplier_in_parties", "ocds-q1-0001", supplier, "QYA-PASSPORT-31415926"),
        ("reference.supplier_in_parties", WEIRD, supplier, "MX-CURP-31415926"),
        ("reference.tenderer_in_parties", OPEN, "/tender/tenderers/0", "Oferente Sellado S.A."),
    ]
    named = [(check, of[ocid], ocid, *said) for check, ocid, *said in rows]
    return pl.DataFrame(named, schema=QUALITY_FAILURE, orient="row")


def sources(folder: Path) -> list[str]:
    """Two packages, of two publishers; and what cannot be read."""
    found = releases()
    shares = {CENTRAL: [ocid for ocid in found if ocid != WEIRD], PROVINCE: [WEIRD]}
    for number, (publisher, ocids) in enumerate(shares.items()):
        package = {
            "uri": "https://quillay.example/package",
            "version": "1.1",
            "publishedDate": "2025-06-30T00:00:00Z",
            "publisher": {"name": publisher},
            "releases": [found[ocid] for ocid in ocids],
        }
        (folder / f"{number}.json").write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    (folder / "2-empty.json").touch()
    (folder / "3-<b>odd.json").write_text('{"releases": [NaN', encoding="utf-8")
    return sorted(map(str, folder.iterdir()))


def write(workspace: Path, title: str = "República de Quillay (invented)") -> Path:
    """Publishes a snapshot in ``workspace``: its tables are built from files, its results are written as told here."""
    with TemporaryDirectory() as folder, TemporaryDirectory() as spool, building(workspace) as staging:
        with Workers(1) as pool:
            build(sources(Path(folder)), staging, Path(spool), validate=False, workers=pool, progress=lambda *_: None)
        overwrite(staging)
        publish(staging, manifest(title))
    return workspace


def overwrite(staging: Path) -> None:
    """Writes what the tests need to be as it is: issues, checks of quality, screenings, results, evidence."""
    documents = scan(staging, "document").collect()
    of = {ocid: (number, path) for ocid, number, path in documents.select("ocid", "document", "path").iter_rows()}
    put(staging / "tables" / "issue", issues(of))
    put(staging / "tables" / "quality_check", quality_checks())
    keys = dict(scan(staging, "process").select("ocid", "process").collect().iter_rows())
    put(staging / "tables" / "quality_failure", quality_failures(keys))
    put(staging / "tables" / "screening", screening())
    ocids = scan(staging, "process").collect()["ocid"].to_list()
    results(ocids).write_parquet(staging / "results" / "process.parquet")
    evidence().write_parquet(staging / "results" / "evidence.parquet")


def manifest(title: str) -> Manifest:
    return Manifest(
        title=title,
        as_of=AS_OF,
        version="0.1.0",
        created="2025-07-01T04:00:00Z",
        settings={},
        counts={"documents": 72, "read": 70, "refused": 2, "processes": 70, "suppliers": 3, "persons": 2, "errors": 4},
        inputs=[Input("data/0.json", "ab" * 32, 65_000)],
        lists=[ListUsed("Registro de inhabilitados de Quillay", "2025-06-30", "lists/inhabilitados.csv", "cd" * 32)],
    )


def put(folder: Path, frame: pl.DataFrame) -> None:
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    frame.write_parquet(folder / "0.parquet")
