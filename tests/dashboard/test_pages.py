"""Every page, in every language: it answers, says its language, lets nothing in from outside and nobody find it."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from quillay import BARRED, HOSTILE, OPEN, WEIRD
from routes import CSV, JSON, PAGES

from dashboard import create_app
from dashboard.app import found_pages
from dashboard.i18n import LANGUAGES
from dashboard.security import HEADERS

NOT_PROOF = {
    "en": "An alert is a reason to look, not proof.",
    "es": "Una alerta es un motivo para mirar, no una prueba.",
    "pt": "Um alerta é um motivo para olhar, não uma prova.",
    "fr": "Une alerte est une raison de regarder, pas une preuve.",
}


def with_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_each_page_answers_in_each_language(client: FlaskClient, path: str, language: str) -> None:
    response = client.get(with_language(path, language))
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    assert NOT_PROOF[language] in response.text
    for link in re.findall(r'href="(/[^"#]*)', response.text):
        assert link.startswith("/static/") or f"lang={language}" in link, link


@pytest.mark.parametrize("path", [*PAGES, *CSV, *JSON, "/robots.txt", "/static/base.css", "/nowhere", "/?lang=xx"])
def test_each_answer_is_guarded(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        response.get_data()
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_pages_load_nothing_from_elsewhere_and_run_nothing(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    loaded = re.findall(r'<(?:link|img|source|use|iframe|object)[^>]+(?:href|src|data)="([^"]+)"', text)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", text)


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    folder = Path(create_app(Path("nowhere")).static_folder or "")
    for sheet in folder.glob("*.css"):
        assert not re.search(r"url\(|@import|https?:", sheet.read_text(encoding="utf-8")), sheet.name


@pytest.mark.parametrize("path", JSON)
def test_each_json_twin_says_that_an_alert_is_no_proof(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert json.loads(response.text)["note"] == NOT_PROOF["en"]


@pytest.mark.parametrize("path", CSV)
def test_each_csv_twin_has_the_rows_of_its_json(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.mimetype == "text/csv"
    table = next(iter(json.loads(client.get(path.replace(".csv", ".json")).text)["tables"].values()))
    header = response.text.split("\n", 1)[0]
    assert table["rows"]
    assert [name for name in header.split(",") if name != "note"] == list(table["rows"][0])


def test_every_route_is_visited_by_these_tests(workspace: Path) -> None:
    app = create_app(workspace)
    adapter = app.url_map.bind("localhost")
    visited = {adapter.match(path.split("?")[0])[0] for path in (*PAGES, *CSV, *JSON, "/robots.txt")}
    api = {"api.validate", "api.description"}  # visited in test_api.py
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == visited | {"static"} | api


def test_every_page_module_is_found() -> None:
    orders = [page.order for page in found_pages()]
    assert len(orders) == len(set(orders)) >= 9


def test_browser_language_is_used_where_the_address_names_none(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Language": "pt-BR,pt;q=0.9,en;q=0.5"})
    assert '<html lang="pt">' in response.text
    assert "Accept-Language" in response.headers["Vary"]


def test_configured_language_and_title_hold(workspace: Path) -> None:
    text = create_app(workspace, language="fr", title="Otro título").test_client().get("/").text
    assert '<html lang="fr">' in text
    assert "Otro título" in text


def test_numbers_days_and_money_follow_the_language(client: FlaskClient) -> None:
    path = f"/process?{urlencode({'ocid': BARRED})}"
    assert "79,500\u00a0XTS" in client.get(path).text
    assert "79.500\u00a0XTS" in client.get(with_language(path, "es")).text
    assert "2 mai 2025" in client.get(with_language(path, "fr")).text


def test_unknown_names_what_is_missing_and_never_looks_like_no_alert(client: FlaskClient) -> None:
    text = client.get(f"/process?{urlencode({'ocid': WEIRD, 'lang': 'es'})}").text
    assert "no evaluable: falta tender/tenderPeriod/endDate" in text
    assert "badge-unknown" in text
    assert "badge-no_alert" not in text.partition('id="results"')[2].partition("</section>")[0]


def test_first_page_asks_its_five_questions_in_order(client: FlaskClient) -> None:
    text = client.get("/").text
    questions = ["Can it be judged?", "Where to look first?", "Barred when awarded?", "What do the indicators say?"]
    places = [text.index(question) for question in [*questions, "What is wrong in the data?"]]
    assert places == sorted(places)
    assert text.index("Tender open") < text.index("Awarded, not signed") < text.index("Payments published")


def test_evidence_links_to_the_marked_value(client: FlaskClient) -> None:
    text = client.get(f"/process?{urlencode({'ocid': BARRED})}").text
    mark = re.search(r'href="#(v\d+)"><code>/awards/0/date<', text)
    assert mark
    assert f'<mark id="{mark[1]}">&#34;2025-05-02T09:00:00-05:00&#34;</mark>' in text


@pytest.mark.parametrize("ocid", [OPEN, BARRED, WEIRD, HOSTILE])
def test_links_of_the_list_lead_to_processes_with_any_ocid(client: FlaskClient, ocid: str) -> None:
    text = client.get("/processes?" + urlencode({"q": ocid})).text
    link = re.search(r'<th scope="row"[^>]*><a href="([^"]+)"', text)
    assert link
    page = client.get(link[1].replace("&amp;", "&"))
    assert page.status_code == 200
    assert 'id="timeline"' in page.text


def test_ocid_with_slashes_works_in_the_path_too(client: FlaskClient) -> None:
    assert client.get(f"/processes/{BARRED}").status_code == 200
