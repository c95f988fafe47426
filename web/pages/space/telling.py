"""Telling: give an account, one's own or collected, with nobody named unawares."""

from typing import Any, Final

from flask import Flask, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.evaluations.events import Level, Source
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.kernel.identifiers import AccountId, identifier_from_key
from ledger.kernel.store.port import Appended
from ledger.kernel.words import Words
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.named_people import SHOWN_MAX
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acts import PARTNERS_ONLY
from web.pages.space.evaluation_forms import (
    after_it,
    hat_for_form,
    lines_of,
    sender,
    shelf_row,
)
from web.pages.space.project_forms import Answers
from web.pages.space.rereading import check_reread, people_in, reread
from web.reading import Texts
from web.texts.words_of_the_field import LEVEL_HINTS, LEVELS, SOURCES
from web.writing import Writing

CONSENT: Final = "has_consent"
LEVEL: Final = Field(
    name="level",
    label=lazy_gettext("At which level?"),
    widget="radios",
    choices=choices(LEVELS, Level, LEVEL_HINTS),
)
HAPPENED: Final = lines_of("happened", lazy_gettext("What happened?"), PARTNERS_ONLY)
SURPRISED: Final = lines_of(
    "surprised", lazy_gettext("What surprised?"), PARTNERS_ONLY, optional=True
)
CHANGES: Final = lines_of(
    "changes", lazy_gettext("What do we change?"), PARTNERS_ONLY, optional=True
)
SOURCE: Final = Field(
    name="source",
    label=lazy_gettext("Whose account is it?"),
    widget="radios",
    choices=choices(SOURCES, Source),
)
PSEUDONYM: Final = Field(
    name="pseudonym",
    label=lazy_gettext("Under which pseudonym?"),
    hint=lazy_gettext(
        "Only if you collected it: a name that lets nobody recognise who told you"
    ),
    optional=True,
    autocomplete="off",
    spellcheck=False,
)
AGREED: Final = Field(
    name=CONSENT,
    label=lazy_gettext("Whoever told it agreed to its being kept here"),
    hint=lazy_gettext("Only if you collected it; their consent is recorded with it"),
    widget="checkbox",
    optional=True,
)
TEXTS: Final = (HAPPENED, SURPRISED, CHANGES, PSEUDONYM)
ASKED: Final = (LEVEL, HAPPENED, SURPRISED, CHANGES, SOURCE, PSEUDONYM, AGREED)


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/evaluations/<evaluation_id>/recit"
    app.add_url_rule(at, "give_account", give_account, methods=["GET", "POST"])


@personal
def give_account(evaluation_id: str) -> Page:
    """Tell what happened; warn before sending where the text seems to name people."""
    row = shelf_row(evaluation_id)
    hat = hat_for_form(GiveAccount)
    texts = Texts([row.title, row.expected])
    named = people_in(TEXTS)
    box = reread(named)
    put = sender(ASKED, _command, hat, evaluation_id)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        check_reread(box, typed, errors)
        return put(typed, errors, key)

    return answer(
        Form(
            title=lazy_gettext("Give an account"),
            lead=lazy_gettext(
                "Say it in your words, or in those of whoever told you. Partners read"
                " it; the public reads how many there are."
            ),
            fields=(*ASKED, *box),
            button=lazy_gettext("Give the account"),
            back_url=url_for("evaluation", evaluation_id=evaluation_id),
            send=send,
            done=lambda appended: after_it(appended, evaluation_id, "recits"),
            said=lazy_gettext("The account is given: partners can read it."),
            shown={
                "title": texts(row.title),
                "partner": hat.partner_name if hat else "",
                "quoted": [(lazy_gettext("Expected"), texts(row.expected))],
                "warned_of": named[:SHOWN_MAX],
            },
        ),
        "space/evaluation_act.html",
    )


def _command(known: dict[str, Any], writing: Writing, answers: Answers) -> GiveAccount:
    def told(name: str) -> Words | None:
        return writing.partners(name, answers[name]) if answers[name] else None

    return GiveAccount(
        **known,
        account_id=AccountId(identifier_from_key(known["key"], "account")),
        level=Level(answers["level"]),
        source=Source(answers["source"]),
        happened=writing.partners("happened", answers["happened"]),
        surprised=told("surprised"),
        changes=told("changes"),
        pseudonym=told("pseudonym"),
        has_consent=bool(request.form.get(CONSENT)),
    )
