"""Overseeing: what the board does about a partnership: suspend, resume, end, merge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from flask import Flask, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.standing import Partnership
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from projections.membership.partners import PartnerRow, public_partners
from web.asked import whole_number
from web.auth.access import the_access
from web.auth.guards import required_hat, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Field
from web.forms.reading import Errors, Typed, day_values
from web.languages import PREFIX, language
from web.pages.membership.bodies import active_partners
from web.pages.personal import personal
from web.reading import Texts, open_shelf
from web.schemas.building import Stamp, build
from web.schemas.catalogue import ASKINGS
from web.schemas.partners import SUCCESSOR, WHY
from web.schemas.typed import Reading, load_typed
from web.seats import seats_on, warnings_of
from web.texts.words_of_the_field import STANDING_TONES, STANDINGS
from web.writing import Writing, ask, now, url_after

ON: Final = Field(name="on", label=lazy_gettext("From which day on?"), widget="date3")
NO_NAMES: Final[Mapping[str, str]] = {}
Build = Callable[[dict[str, Any], Writing, Typed, Errors], Command | None]


def register(app: Flask) -> None:
    """Add the board's pages about partners."""
    at, both = f"{PREFIX}/bureau/partenaires", ["GET", "POST"]
    app.add_url_rule(at, "board_partners", board_partners)
    for slug, endpoint, page in (
        ("suspendre", "suspend_partnership", suspend_partnership),
        ("reprendre", "resume_partnership", resume_partnership),
        ("terminer", "end_partnership", end_partnership),
        ("fusionner", "merge_partner", merge_partner),
    ):
        app.add_url_rule(f"{at}/<partner_id>/{slug}", endpoint, page, methods=both)


@personal
def board_partners() -> str:
    """Show the partners with what the board may do about each."""
    hat, today = required_hat(Capacity.BOARD_MEMBER), _today()
    after = whole_number(request.args.get("suite", ""))
    with open_shelf() as shelf:
        page = public_partners(shelf, after=after)
        seats = seats_on(shelf, today)
    rows = [placed.row for placed in page.rows]
    texts = Texts([row.name for row in rows])
    directory = the_access().directory
    return render_template(
        "membership/overseeing.html",
        rows=[(row, texts(row.name), _acts(row, hat)) for row in rows],
        seats=[
            (
                seat,
                directory.name_of(PersonId(seat.person_id)) or _("Not named yet"),
                directory.partner_name(PartnerId(seat.partner_id)),
            )
            for seat in seats
        ],
        own_seat=hat.mandate_id,
        warnings=warnings_of(seats, today, language()),
        next_url=url_for("board_partners", suite=page.next) if page.next else None,
        standings=STANDINGS,
        tones=STANDING_TONES,
    )


def _acts(row: PartnerRow, hat: Hat) -> list[tuple[str, str]]:
    labels = {
        "suspend_partnership": _("Suspend"),
        "resume_partnership": _("Resume"),
        "end_partnership": _("End"),
        "merge_partner": _("Merge"),
        "recover_representation": _("Name a representative"),
    }
    offered = {
        Partnership.ACTIVE: (
            "suspend_partnership",
            "end_partnership",
            "merge_partner",
            "recover_representation",
        ),
        Partnership.SUSPENDED: ("resume_partnership", "end_partnership"),
    }.get(row.standing, ())
    # One's own partner is left to a member of another: the ledger would refuse it.
    kept = offered if row.partner_id != hat.partner_id else offered[-1:]
    return [(url_for(n, partner_id=row.partner_id), labels[n]) for n in kept]


def answered(
    partner_id: str,
    make: Build,
    after: Callable[[Typed, str], None] | None = None,
    **given: Any,  # noqa: ANN401  # the words of each form
) -> Page:
    """Show or send a form of the board; ``after`` is done once the fact is recorded."""
    hat = required_hat(Capacity.BOARD_MEMBER)
    name = the_access().directory.partner_name(PartnerId(partner_id))
    if not name:
        abort(404)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        known: dict[str, Any] = {
            "actor": required_viewer().actor(hat),
            "at": now(),
            "key": key,
            "acting_for_id": hat.partner_id,
            "partner_id": PartnerId(partner_id),
        }
        command = make(known, writing, typed, errors)
        if command is None or errors:
            return None
        appended = ask(command)
        if after is not None:
            after(typed, key)
        return appended

    return answer(
        Form(
            lead=name,
            back_url=url_for("board_partners"),
            done=lambda appended: url_after(appended, "board_partners"),
            send=send,
            **given,
        )
    )


def asked_for(
    command: type[Command],
    asked: Sequence[Field],
    names: Mapping[str, str] = NO_NAMES,
) -> Build:
    """Return what makes a command of what was typed, by its own schema."""

    def made(
        known: dict[str, Any], _writing: Writing, typed: Typed, errors: Errors
    ) -> Command | None:
        asking = ASKINGS[command]
        loaded = load_typed(asking, asked, typed, errors, Reading(names=names))
        if errors:
            return None
        stamp = Stamp(actor=known["actor"], at=known["at"], key=known["key"])
        return build(asking, loaded, stamp, known)

    return made


@personal
def suspend_partnership(partner_id: str) -> Page:
    """Suspend a partner, with the reason."""
    return answered(
        partner_id,
        asked_for(SuspendPartnership, (WHY,)),
        title=lazy_gettext("Suspend the partnership"),
        fields=(WHY,),
        button=lazy_gettext("Suspend"),
        said=lazy_gettext("The partnership is suspended."),
        is_grave=True,
    )


@personal
def resume_partnership(partner_id: str) -> Page:
    """Let a suspended partner act again."""
    return answered(
        partner_id,
        asked_for(ResumePartnership, ()),
        title=lazy_gettext("Resume the partnership"),
        fields=(),
        button=lazy_gettext("Resume"),
        said=lazy_gettext("The partner acts again."),
    )


@personal
def end_partnership(partner_id: str) -> Page:
    """End a partnership from a day on."""
    asked, names = (ON, WHY), {"ended_on": ON.name}
    return answered(
        partner_id,
        asked_for(EndPartnership, asked, names),
        title=lazy_gettext("End the partnership"),
        fields=asked,
        values=day_values(ON, _today()),
        names=names,
        button=lazy_gettext("End"),
        said=lazy_gettext("The partnership is ended; what was done stays recorded."),
        is_grave=True,
    )


@personal
def merge_partner(partner_id: str) -> Page:
    """Record that a partner was absorbed by another."""
    others = [body for body in active_partners() if body.value != partner_id]
    asked = (replace(SUCCESSOR, choices=tuple(others)), ON)
    names = {"merged_on": ON.name}
    return answered(
        partner_id,
        asked_for(MergePartner, asked, names),
        title=lazy_gettext("Merge into another partner"),
        fields=asked,
        values=day_values(ON, _today()),
        names=names,
        button=lazy_gettext("Merge"),
        said=lazy_gettext("The merger is recorded."),
        is_grave=True,
    )


def _today() -> date:
    return day_in_paris(datetime.now(UTC))
