"""Partners: what one says of itself, and what the board does about one."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.kernel.messages import Command
from ledger.membership.mandates.events import MandateGranted
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.declare_capacity import DeclareCapacity
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from ledger.membership.people.name_person import NamePerson
from ledger.words.withdraw_words import WithdrawWords
from web.api.commands import Asker
from web.api.writes.finding import of_the_fact, one_self, place_of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text
from web.reading import the_wiring

PARTNER: Final = ("partners", "partner_id")


def _act(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what is said or done about a partner."""
    at = f"/partners/<identifier>/{rule}"
    return Route(
        command=command, rule=at, summary=summary, about=PARTNER, names="partner_id"
    )


def _erase(_command: Command, _asker: Asker) -> None:
    """Erase the text at once; killed in between, the reactor's next round does."""
    the_wiring().store.erase_withdrawn()


ROUTES: Final = (
    _act(StateInterest, "interests", _("State what one wants from the commons")),
    Route(
        command=WithdrawInterest,
        rule="/interests/<identifier>/withdrawal",
        summary=_("Withdraw an interest"),
        names="interest_id",
    ),
    _act(DeclareCapacity, "capacities", _("Declare a capacity")),
    _act(RenamePartner, "names", _("Give one's partner another name")),
    _act(SuspendPartnership, "suspension", _("Suspend a partner, for the board")),
    _act(ResumePartnership, "resumption", _("Let a suspended partner act again")),
    _act(EndPartnership, "departure", _("End a partnership")),
    _act(MergePartner, "merger", _("Record that a partner was absorbed by another")),
    Route(
        command=WithdrawMandate,
        rule="/mandates/<identifier>/withdrawal",
        summary=_("End a mandate before its day"),
        names="mandate_id",
        find=of_the_fact(MandateGranted, "mandate_id", "partner_id"),
    ),
    Route(
        command=NamePerson,
        rule="/own_name",
        summary=_("Say how one wishes to be called"),
        find=one_self,
    ),
    Route(
        command=WithdrawWords,
        rule="/events/<int:identifier>/withdrawn_texts",
        summary=_("Withdraw a text of the fact at a position"),
        names="position",
        find=place_of_the_fact,
        after=_erase,
    ),
)
