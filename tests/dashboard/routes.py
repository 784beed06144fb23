"""Every address that the tests visit: one of each route, and each process with a story."""

from urllib.parse import urlencode

from quillay import BARRED, HOSTILE, OPEN, WEIRD

PAGES = (
    "/",
    "/processes",
    "/processes?" + urlencode({"q": "PUENTE SARANDI"}),
    "/processes?outcome=alert&stage=open",
    "/processes?indicator=R003&outcome=unknown&sort=-amount",
    f"/processes/{OPEN}",
    *(f"/process?{urlencode({'ocid': ocid})}" for ocid in (OPEN, BARRED, WEIRD, HOSTILE)),
    "/indicators",
    "/indicators/R003",
    "/issues",
    "/issues/list?rule=type",
    "/issues/list?" + urlencode({"ocid": HOSTILE, "field": "tender/tenderPeriod/endDate"}),
    "/quality",
    "/quality/coherent.dates",
    "/quality/reference.supplier_in_parties?publisher=Quillay+Compra",
    "/quality/reference.tenderer_in_parties",
    "/quality/distribution.buyer_repetition",
    "/quality/distribution.tender_status",
    "/quality/unique.tender_id",
    "/quality/distribution.contracts_value",
    "/documents",
    "/documents?outcome=read",
    "/documents?outcome=duplicate",
    "/about",
)
CARDS = ("judged", "missing", "look-first", "barred", "alerts", "errors", "inputs")
CSV = (
    *(f"/cards/{name}.csv" for name in CARDS),
    "/processes.csv",
    *(f"/process.csv?{urlencode({'ocid': ocid})}" for ocid in (OPEN, BARRED, WEIRD, HOSTILE)),
    "/indicators.csv",
    "/issues.csv",
    "/issues/list.csv?rule=type",
    "/issues/list.csv?field=tender/tenderPeriod/endDate",
    "/quality/all/processes.csv",
    "/quality/all/dataset.csv",
    "/quality/coherent.dates.csv",
    "/quality/reference.supplier_in_parties.csv",
    "/quality/unique.tender_id.csv",
    "/quality/distribution.tender_status.csv",
    "/quality/distribution.tender_value_repetition.csv",
    "/documents.csv",
)
JSON = (
    "/index.json",
    *(path.replace(".csv", ".json") for path in CSV),
    "/indicators/R003.json",
    "/about.json",
)
