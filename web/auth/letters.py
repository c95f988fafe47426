"""Letters: what is written to people, short and without anything it need not say."""

from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A plain text in the language of the person who reads it."""

    subject: str
    body: str
    language: str


def code_letter(code: str, commons: str, language: str) -> Letter:
    """Write the letter that brings a sign-in code."""
    with force_locale(language):
        return Letter(
            subject=_("Your code for %(commons)s", commons=commons),
            body="\n\n".join(
                (
                    _("Here is your code to sign in:"),
                    code,
                    _(
                        "It serves once, within ten minutes,"
                        " in the window that asked for it."
                    ),
                    _("If you asked for nothing, leave this letter: nobody came in."),
                    _("Never give this code to anyone: nobody will ask you for it."),
                )
            ),
            language=language,
        )


def invitation_letter(
    address: str, commons: str, partner: str, inviter: str, language: str
) -> Letter:
    """Write the letter that invites a person, with the link to answer by."""
    with force_locale(language):
        return Letter(
            subject=_("Invitation to %(commons)s", commons=commons),
            body="\n\n".join(
                (
                    _(
                        "%(inviter)s invites you to take part in %(commons)s"
                        " for %(partner)s.",
                        inviter=inviter,
                        commons=commons,
                        partner=partner,
                    ),
                    _("To see the invitation, accept it or decline it:"),
                    address,
                    _("This link serves once, within fourteen days."),
                    _("If you do not know why you receive this, leave it unanswered."),
                )
            ),
            language=language,
        )
