"""The contract between pages and templates, and between texts and catalogues."""

import ast
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template, meta, nodes
from routes import PAGES

import dashboard
from dashboard import create_app, errors
from dashboard.app import found_pages
from dashboard.rendering import Context, Frame
from ocds import messages

ROOM = Path(dashboard.__file__).parent
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "marked": None, "ngettext_": (1, 2)}


def contexts() -> dict[str, type[Context]]:
    list(found_pages())
    assert errors.ErrorPage in Context.__subclasses__()
    return {one.template: one for one in Context.__subclasses__()}


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_template_is_given_the_fields_of_its_context_and_the_frame(client: FlaskClient, path: str) -> None:
    rendered: list[tuple[Template, dict[str, Any]]] = []

    def note(sender: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
        rendered.append((template, context))

    with template_rendered.connected_to(note, client.application):
        client.get(path)
    [(template, given)] = rendered
    expected = {field.name for field in fields(contexts()[str(template.name)])}
    assert set(given) - {"g", "request", "session"} == expected | {"frame"}


@pytest.mark.parametrize("name", sorted(contexts()))
def test_template_uses_every_field_of_its_context_and_nothing_else(name: str) -> None:
    environment = create_app(Path("nowhere")).jinja_env
    source = (ROOM / "templates" / name).read_text(encoding="utf-8")
    tree = environment.parse(source)
    own = {macro.name for macro in tree.find_all(nodes.Macro)} | {one.target for one in tree.find_all(nodes.Import)}
    used = meta.find_undeclared_variables(tree) - set(environment.globals) - own
    assert used - {"frame"} == {field.name for field in fields(contexts()[name])}


@pytest.mark.parametrize("context", [*contexts().values(), Frame])
def test_context_documents_each_field(context: type[Any]) -> None:
    documented = context.__doc__ or ""
    assert documented
    if context is not Frame:
        missing = [field.name for field in fields(context) if field.name not in documented]
        assert [name for name in missing if name not in ("results", "screenings", "documents", "issues")] == []


def texts() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(str(ROOM), METHODS, keywords=KEYWORDS)
    return {text for _, _, text, _, _ in found if text}


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_every_text_is_translated(language: str) -> None:
    source = messages.FOLDER / language / "LC_MESSAGES" / "veeduria.po"
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    missing = [text for text in texts() if not (found := catalogue.get(text)) or not found.string or found.fuzzy]
    assert missing == []
    for text in texts():
        message = catalogue.get(text)
        assert message is not None
        assert list(message.check()) == [], text


def test_texts_are_found_in_code_and_templates() -> None:
    assert {"alert", "Can it be judged?", ("One process", "%(num)s processes")} <= texts()


def test_words_of_the_outcomes_are_those_agreed() -> None:
    agreed = {
        "es": ("alerta", "sin alerta", "no evaluable: falta X", "no aplica"),
        "pt": ("alerta", "sem alerta", "não avaliável: falta X", "não se aplica"),
        "fr": ("alerte", "sans alerte", "non évaluable\u00a0: X manque", "sans objet"),
    }
    for language, words in agreed.items():
        said = messages.translation(language).gettext
        unknown = said("cannot be assessed: %(inputs)s missing") % {"inputs": "X"}
        assert (said("alert"), said("no alert"), unknown, said("does not apply")) == words


def test_words_of_judgement_are_never_used() -> None:
    banned = (
        "finding",
        "hallazgo",
        "achado",
        "limpio",
        "apto ",
        "suspicious",
        "guilty",
        "fraud",
        "sospechos",
        "culpa",
    )
    for language in ("es", "pt", "fr"):
        text = (messages.FOLDER / language / "LC_MESSAGES" / "veeduria.po").read_text(encoding="utf-8").lower()
        assert [word for word in banned if word in text] == []


def test_the_room_imports_only_what_it_may() -> None:
    allowed = {"dashboard", "checks", "registry", "ocds"}
    rooms = {*allowed, "veeduria", "sample_data"}
    for module in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            used = {name.split(".")[0] for name in names} & rooms
            assert used <= allowed, module.name
