"""The pages in a browser: wide and narrow, light and dark, without JavaScript and without the network."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from quillay import BARRED, WEIRD

from dashboard.server import bind

CHROMIUM = os.environ.get("VEEDURIA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium: install it, or name it in VEEDURIA_CHROMIUM")

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATHS = (
    "",
    "processes",
    f"process?{urlencode({'ocid': BARRED})}",
    f"process?{urlencode({'ocid': WEIRD})}",
    "indicators",
    "indicators/R003",
    "issues",
    "issues/list?rule=type",
    "issues/list?field=tender/tenderPeriod/endDate",
    "quality",
    "quality/coherent.dates",
    "quality/distribution.buyer_repetition",
    "documents",
    "about",
    "nowhere",
)
LANGUAGES = ("en", "es", "pt", "fr")

# Relative luminance and contrast as WCAG 2.2 defines them, of every text against the ground painted behind it.
LOW_CONTRAST = """() => {
  const pixel = document.createElement('canvas'); pixel.width = pixel.height = 1;
  const brush = pixel.getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const found = rgba(getComputedStyle(e).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || element.closest('svg, .hidden, option, datalist')) continue;
    const pair = [luminance(rgba(getComputedStyle(element).color)), luminance(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName} ${ratio.toFixed(2)} ${element.textContent.trim()}`);
  }
  return low;
}"""
# Links within a sentence may be as small as its text.
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select')]
  .filter((e) => e.type !== 'hidden' && !e.matches('.skip') && !e.closest('p:not(.source, .field)'))
  .map((e) => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([box, e]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    server, address = bind(workspace, port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address
    server.close()
    thread.join(5)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


class Visit:
    """A page, and what it asked for and complained of on the way."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_load_nothing_from_elsewhere_and_need_no_script(
    browser: Browser, address: str, width: int, language: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    visit = Visit(context)
    for path in PATHS:
        visit.page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
        assert visit.page.locator("html").get_attribute("lang") == language
        root = visit.page.locator("html")
        shown, needed = root.evaluate("e => [e.clientWidth, e.scrollWidth]")
        assert needed <= shown, f"{path} is {needed} wide on a screen of {shown}"
        assert visit.page.locator("h1").is_visible()
        assert visit.page.locator("main").count() == 1
    assert all(url.startswith(address) for url in visit.requests)
    assert [text for text in visit.complaints if "404" not in text] == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_text_stands_out_and_targets_are_large_enough(browser: Browser, address: str, scheme: str, path: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(SMALL_TARGETS) == []
    context.close()


def test_dark_scheme_is_dark(browser: Browser, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
        page = context.new_page()
        page.goto(address)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds.append(sum(map(int, re.findall(r"\d+", colour)[:3])))
        context.close()
    assert grounds[0] > 600
    assert grounds[1] < 150


def test_form_works_without_script_and_keeps_the_language(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "processes?lang=es")
    page.fill("#f-q", "puente")
    page.click("button[type=submit]")
    assert "q=puente" in page.url
    assert "lang=es" in page.url
    assert page.locator("tbody tr").count() == 1
    page.click("tbody th a")
    assert page.locator("#timeline").is_visible()
    context.close()


def test_keyboard_reaches_the_content_first_and_the_focus_is_seen(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()


def test_evidence_leads_to_its_mark(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}process?{urlencode({'ocid': BARRED})}")
    page.locator("a", has_text="/awards/0/date").first.click()
    assert page.locator("mark:target").is_visible()
    context.close()
