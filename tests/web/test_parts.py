"""The frame and the macros of the pages: escaped, labelled and light."""

import gzip
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel, force_locale

import web
from web.forms.field import (
    PAGE_ANCHOR,
    Choice,
    Field,
    Values,
    Widget,
    errors_in_page_order,
)
from web.texts import register_filters
from web.translations.catalogues import install

WEB: Final = Path(next(iter(web.__path__)))
STYLE_BYTES_MAX: Final = 8 * 1024
SCRIPT_BYTES_MAX: Final = 5 * 1024
HOSTILE: Final = "<script>alert('1')</script>"
CHOICES: Final = (
    Choice(value="time", label=HOSTILE, hint=HOSTILE),
    Choice(value="place", label="Place"),
)
WIDGETS: Final[tuple[Widget, ...]] = (
    "text",
    "textarea",
    "email",
    "number",
    "radios",
    "checkboxes",
    "checkbox",
    "select",
    "date3",
    "file",
)
FIELDS: Final = tuple(
    Field(
        name=widget,
        label=HOSTILE,
        hint=HOSTILE,
        widget=widget,
        choices=CHOICES,
        optional=widget == "file",
        suffix="hours" if widget == "number" else None,
        suggest_url="/fr/communes.json" if widget == "text" else None,
        count_max=500,
    )
    for widget in WIDGETS
)
ERRORS: Final[dict[str, str]] = dict.fromkeys((*WIDGETS, "another tab"), HOSTILE)
TYPED: Final = {"text": HOSTILE, "textarea": "\nfirst line empty", "radios": "place"}
PAGE: Final = """
{% extends 'layout.html' %}
{% import 'parts/forms.html.j2' as forms %}
{% import 'parts/lists.html.j2' as lists %}
{% block title %}{{ hostile }}{% endblock %}
{% block main %}
{{ forms.error_summary(errors) }}<h1>{{ hostile }}</h1>
<form method="post">{{ forms.csrf() }}
{% for asked in fields %}{{ forms.field(asked, typed, by_name) }}{% endfor %}
{{ forms.submit() }}</form>
{{ forms.summary_list([{'label': hostile, 'value': hostile, 'change_url': '/x'}]) }}
{{ lists.filters('/fr/contributions', fields[:1], {}) }}
{{ lists.facets([{'title': hostile, 'items': [
  {'url': '?a', 'label': hostile, 'count': 3, 'is_current': true}]}]) }}
{{ lists.table(hostile, [{'label': hostile, 'is_head': true}, {'label': hostile}],
               [[hostile, lists.tag(hostile, 'ok')]]) }}
{{ lists.timeline([{'at': data_position.recorded_at, 'sentence': hostile,
                    'words': hostile, 'url': '/p/1'}]) }}
{{ lists.empty(hostile, hostile, hostile, '/x', hostile) }}
{{ lists.pager(1, 50, 1284, None, '?b') }}{{ lists.copy('contenu') }}
{% endblock %}
"""


class Reading(HTMLParser):
    """What a page says of itself: its elements, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def ids(self) -> Counter[str | None]:
        return Counter(a["id"] for _, a in self.elements if "id" in a)


@pytest.fixture(params=["fr", "en"])
def page(request: pytest.FixtureRequest) -> str:
    language = str(request.param)
    return render(language, {"errors": errors_in_page_order(FIELDS, ERRORS)})


def render(language: str, said: Mapping[str, object]) -> str:
    app = Flask("web", root_path=str(WEB))
    app.secret_key = "flashes need one"  # noqa: S105  # signs nothing that lasts
    install(Babel(app))
    register_filters(app)
    app.add_template_global(lambda: "token", "csrf_token")
    frame: dict[str, object] = {
        "locale": language,
        "commons_name": HOSTILE,
        "urls": dict.fromkeys(("home", "theme", "sign_out", "space", "help"), "/x"),
        "navigation": [("/a", HOSTILE, True), ("/b", "B", False)],
        "viewer": SimpleNamespace(name="Ada"),
        "is_demo": True,
        "other_language_url": "/y",
        "data_position": SimpleNamespace(
            position=1284, recorded_at=datetime(2026, 9, 30, 12, 5, tzinfo=UTC)
        ),
        "fields": FIELDS,
        "typed": TYPED,
        "by_name": ERRORS,
        "hostile": HOSTILE,
    }
    with app.test_request_context("/fr/essai?q=1"), force_locale(language):
        return render_template_string(PAGE, **{**frame, **said})


def test_what_people_write_is_never_markup(page: str) -> None:
    """A title with a script in it is shown, and does not run."""
    scripts = Reading(page).all("script")
    assert [script["src"] for script in scripts] == ["/static/commun.js"]
    assert "&lt;script&gt;" in page


def test_nothing_is_inline(page: str) -> None:
    """The content policy allows no style, no handler and no script in a page."""
    reading = Reading(page)
    assert reading.all("style") == []
    named = {name for _, attributes in reading.elements for name in attributes}
    assert [n for n in named if n == "style" or n.startswith("on")] == []


def test_every_control_has_its_label(page: str) -> None:
    """Whoever hears the page hears what each control asks."""
    reading = Reading(page)
    controls = [
        attributes["id"]
        for attributes in reading.all("input", "select", "textarea")
        if attributes.get("type") != "hidden"
    ]
    labelled = Counter(label["for"] for label in reading.all("label"))
    assert Counter(controls) == labelled


def test_names_within_a_page_lead_somewhere_and_are_unique(page: str) -> None:
    """Errors lead to their field, descriptions exist, and no id is used twice."""
    reading = Reading(page)
    assert [name for name, times in reading.ids.items() if times > 1] == []
    wanted = {
        (attributes.get("href") or "").removeprefix("#")
        for attributes in reading.all("a")
        if (attributes.get("href") or "").startswith("#")
    }
    for _, attributes in reading.elements:
        for relation in ("aria-describedby", "aria-labelledby"):
            wanted.update((attributes.get(relation) or "").split())
    assert wanted - set(reading.ids) == set()
    assert {field.anchor for field in FIELDS} <= wanted


def test_a_page_has_one_heading_of_the_first_level(page: str) -> None:
    """The title of the page is said once."""
    assert len(Reading(page).all("h1")) == 1


def test_the_title_says_first_that_there_are_errors() -> None:
    """The first thing heard after sending is that something must be corrected."""
    wrong = render("fr", {"errors": [("text", "Entrez un intitulé")]})
    assert "<title>Erreur\u00a0: &lt;script" in wrong
    assert "Il y a 1 erreur à corriger" in wrong
    assert "<title>&lt;script" in render("fr", {"errors": []})


def test_a_past_state_says_so_and_leads_back() -> None:
    """Nobody mistakes a past state for today's."""
    instant = datetime(2026, 6, 30, 16, 0, tzinfo=UTC)
    past = render("fr", {"as_of": instant, "urls": {"today": "/fr/essai"}})
    assert "État au 30\u00a0juin 2026 à 18\u00a0h\u00a000" in past
    assert '<a href="/fr/essai">revenir à aujourd\u2019hui</a>' in past


def test_the_page_keeps_what_was_typed(page: str) -> None:
    """A form shown again holds the answers, first empty line included."""
    assert ">\n\nfirst line empty</textarea>" in page
    assert 'value="place" checked' in page


def test_errors_follow_the_page() -> None:
    """Errors of no field come first, the others in the order of the questions."""
    first, second = FIELDS[4], FIELDS[0]
    errors = {second.name: "b", "form": "a", first.name: "c"}
    assert errors_in_page_order((first, second), errors) == [
        (PAGE_ANCHOR, "a"),
        ("radios-0", "c"),
        ("text", "b"),
    ]


def test_a_field_reads_one_answer_or_several() -> None:
    """A field finds its answers in a form sent, or in a plain mapping."""
    several = FIELDS[5]
    typed: Values = {"checkboxes": ["time", "place"]}
    assert several.chosen_in(typed) == ("time", "place")
    assert several.value_in(typed) == "time"
    assert several.chosen_in({}) == ()
    assert several.value_in({"checkboxes-day": "31"}, "day") == "31"


@pytest.mark.parametrize(
    ("name", "most"), [("commun.css", STYLE_BYTES_MAX), ("commun.js", SCRIPT_BYTES_MAX)]
)
def test_style_and_script_stay_light(name: str, most: int) -> None:
    """A slow line carries the whole face at once."""
    assert len(gzip.compress((WEB / "static" / name).read_bytes())) <= most
