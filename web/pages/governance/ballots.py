"""Ballots: give one's own voice in a vote, change it until it closes, or stand back.

What is answered in a sealed vote goes under the seal, and only the commitment to
it into the command; the form keeps no draft of it either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from ledger.governance.rules.choices import ABSTENTION, BLANK, CHOICES
from ledger.governance.rules.decision_rule import Method, Secrecy
from ledger.governance.voting.answers import check_choices, check_reason
from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.declare_interest import DeclareInterest
from ledger.kernel.identifiers import MandateId, VoteId
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.refusals import NoMandateInForce
from ledger.kernel.store.port import Appended
from ledger.policy import POLICY
from projections.governance.voters import VoterRow
from projections.governance.votes import VoteRow
from projections.rows import WordsAt
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field, Text
from web.forms.reading import Errors, Typed, text
from web.languages import PREFIX
from web.pages.governance.vote import Looked, is_hidden, look, option_names
from web.pages.governance.vote_acts import own_voice
from web.pages.personal import personal
from web.reading import open_shelf, the_wiring
from web.schemas.texts import REASON_MAX
from web.sealed_ballots import Seals
from web.texts.ballot_words import MEANINGS, SECRECIES
from web.texts.workings import ANSWERS
from web.texts.workings import answer as answer_name
from web.writing import Writing, ask, now, url_after

CHOICES_ASKED: Final = "choices"
REASON: Final = Field(
    name="reason",
    label=lazy_gettext("Why you answer so"),
    widget="textarea",
    optional=True,
    count_max=REASON_MAX,
)
INTEREST: Final = Field(
    name="interest",
    label=lazy_gettext("How the matter concerns you"),
    hint=lazy_gettext("Everybody can read this text"),
    widget="textarea",
    count_max=REASON_MAX,
)


@dataclass(frozen=True, kw_only=True)
class Booth:
    """A vote as one person stands before it, with the voice they give."""

    seen: Looked
    hat: Hat | None
    own: VoterRow | None

    @property
    def row(self) -> VoteRow:
        """Return the vote."""
        return self.seen.row

    @property
    def is_sealed(self) -> bool:
        """Tell whether answers go under the seal."""
        return self.row.rule.secrecy is Secrecy.SEALED

    def stamp(self, key: str) -> Mapping[str, object]:
        """Return what a command of this voice says, whatever is answered.

        Who is not among the voters asks for their own mandate, and is told so.
        """
        if self.hat is None:
            raise NoMandateInForce
        voice = self.own.mandate_id if self.own else self.hat.mandate_id
        return {
            "actor": required_viewer().actor(self.hat),
            "at": now(),
            "key": key,
            "vote_id": VoteId(self.row.vote_id),
            "partner_id": self.hat.partner_id,
            "mandate_id": MandateId(voice),
            "part": self.own.part if self.own else 0,
        }


def register(app: Flask) -> None:
    """Add both forms."""
    at = f"{PREFIX}/espace/scrutins/<vote_id>"
    methods = ["GET", "POST"]
    app.add_url_rule(at, "cast_ballot", cast_ballot, methods=methods)
    app.add_url_rule(
        f"{at}/deport", "declare_interest", declare_interest, methods=methods
    )


@personal
def cast_ballot(vote_id: str) -> Page:
    """Answer for one's own voice, or answer anew."""
    booth = _before(vote_id, CastBallot)
    asked = (_question(booth), _reason(booth))

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        reason = text(typed, asked[1], errors, length_max=REASON_MAX) or None
        if errors:
            return None
        choices = tuple(typed.getlist(CHOICES_ASKED))
        check_choices(booth.row, choices)
        check_reason(booth.row, choices, reason)
        return _cast(booth, choices, reason, key)

    return _shown(
        booth,
        Form(
            title=lazy_gettext("Vote"),
            lead=SECRECIES[booth.row.rule.secrecy],
            fields=asked,
            button=lazy_gettext("Send my answer"),
            back_url=url_for("vote", vote_id=vote_id),
            send=send,
            done=lambda appended: url_after(appended, "cast_ballot", vote_id=vote_id),
            said=lazy_gettext("Your answer is recorded."),
            values=_answered(booth),
        ),
    )


@personal
def declare_interest(vote_id: str) -> Page:
    """Say that the matter concerns one, and take no part."""
    booth = _before(vote_id, DeclareInterest)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        interest = text(typed, INTEREST, errors, length_max=REASON_MAX)
        if errors:
            return None
        stamp, writing = booth.stamp(key), Writing()
        words = writing.public("interest", interest)
        command = DeclareInterest(**stamp, interest=words, words=writing.words)  # type: ignore[arg-type]  # the stamp holds each field as its type
        return ask(command)

    return _shown(
        booth,
        Form(
            title=lazy_gettext("Declare an interest"),
            lead=lazy_gettext(
                "You take no part in this vote: you leave its electorate and its"
                " quorum. This cannot be undone."
            ),
            fields=(INTEREST,),
            button=lazy_gettext("Stand back from this vote"),
            back_url=url_for("vote", vote_id=vote_id),
            send=send,
            done=lambda appended: url_after(appended, "vote", vote_id=vote_id),
            said=lazy_gettext("You take no part in this vote."),
            is_grave=True,
        ),
    )


def _before(vote_id: str, command: type[Command]) -> Booth:
    viewer = required_viewer()
    with open_shelf() as shelf:
        seen = look(shelf, vote_id)
        hat, own = own_voice(shelf, seen.row, viewer, command)
    if hat is None and request.method == "GET":
        raise RoleNeeded(*(c for c in Capacity if c in POLICY[command]))
    return Booth(seen=seen, hat=hat, own=own)


def _shown(booth: Booth, form: Form) -> Page:
    row, own = booth.row, booth.own
    hidden = own is None or is_hidden(row)
    options = option_names(row, booth.seen.texts)
    told = () if own is None or hidden else own.choices
    shown = {
        "title": booth.seen.texts(booth.seen.title),
        "partner": booth.hat.partner_name if booth.hat else "",
        "row": row,
        "own": own,
        "answered": ", ".join(answer_name(one, options) for one in told),
    }
    return answer(replace(form, shown=shown), "governance/ballot.html")


def _question(booth: Booth) -> Field:
    """Ask for one answer, or for as many options as one approves."""
    row, texts = booth.row, booth.seen.texts
    many = row.rule.method is Method.APPROVAL
    known = (ABSTENTION, BLANK) if many else CHOICES[row.rule.method]
    options = tuple(
        Choice(
            value=one.option_id,
            label=texts(WordsAt(row.position, one.label)),
            hint=texts(WordsAt(row.position, one.meaning)) if one.meaning else None,
        )
        for one in row.options
    )
    fixed = tuple(
        Choice(value=name, label=ANSWERS[name], hint=MEANINGS.get(name))
        for name in known
    )
    return Field(
        name=CHOICES_ASKED,
        label=lazy_gettext("Which options do you approve?")
        if many
        else lazy_gettext("What do you answer?"),
        hint=lazy_gettext("Tick as many options as you approve, or one of the last two")
        if many
        else None,
        widget="checkboxes" if many else "radios",
        choices=(*options, *fixed),
    )


def _reason(booth: Booth) -> Field:
    """Ask why, and say with which answers the rule wants to know."""
    options = option_names(booth.row, booth.seen.texts)
    asked = [answer_name(name, options) for name in booth.row.rule.reasons_for]
    later = (
        _("Everybody can read it once the vote has closed.")
        if booth.is_sealed
        else _("Everybody can read it.")
    )
    hint: Text = later
    if asked:
        needed = _("The rule asks for it with: %(answers)s.", answers=", ".join(asked))
        hint = f"{needed} {later}"
    return replace(REASON, hint=hint)


def _answered(booth: Booth) -> MultiDict[str, str] | None:
    """Return what was answered before, where it may be read."""
    own = booth.own
    if own is None or is_hidden(booth.row) or not own.choices:
        return None
    told = [(CHOICES_ASKED, choice) for choice in own.choices]
    return MultiDict([*told, ("reason", booth.seen.texts(own.reason))])


def _cast(
    booth: Booth, choices: tuple[str, ...], reason: str | None, key: str
) -> Appended:
    """Put the answer to the ledger; under seal, nothing of it but its commitment.

    It is sealed before the command is put: killed in between, what lies under the
    seal is named by nothing, and no count looks at it.
    """
    stamp = booth.stamp(key)
    if booth.is_sealed:
        wiring = the_wiring()
        vote, voice = VoteId(booth.row.vote_id), MandateId(str(stamp["mandate_id"]))
        seals = Seals(wiring.pool, wiring.settings.data)
        commitment = seals.seal(vote, voice, choices, reason, key)
        return ask(CastBallot(**stamp, commitment=commitment))  # type: ignore[arg-type]  # the stamp holds each field as its type
    writing = Writing()
    words = writing.public("reason", reason) if reason else None
    command = CastBallot(**stamp, choices=choices, reason=words, words=writing.words)  # type: ignore[arg-type]  # the stamp holds each field as its type
    return ask(command)
