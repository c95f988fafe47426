"""Colleges: what founding and filling them asks, and giving a proxy."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.membership.mandates.assign_to_college import AssignToCollege
from ledger.membership.mandates.found_college import FoundCollege
from ledger.membership.mandates.give_proxy import GiveProxy
from ledger.membership.mandates.revoke_proxy import RevokeProxy
from web.forms.field import Field
from web.schemas.asking import Asking
from web.schemas.questions import a_day, which

NAME_MAX: Final = 120
NAME: Final = Field(
    name="name",
    label=lazy_gettext("What is the college called?"),
    hint=lazy_gettext("For example “The municipalities”"),
)
ASSIGNED: Final = which("assigned_id", lazy_gettext("Which partner votes there?"))
HOLDER: Final = which(
    "holder_mandate_id",
    lazy_gettext("Who votes for you?"),
    hint=lazy_gettext("Somebody who is designated today"),
)
FOR_VOTE: Final = which("vote_id", lazy_gettext("For which vote?"), optional=True)
FOR_MEETING: Final = which(
    "meeting_id", lazy_gettext("For which meeting?"), optional=True
)
UNTIL: Final = a_day(
    "until",
    lazy_gettext("Until which day do they vote for you?"),
    lazy_gettext("Choose a vote, a meeting or a day: exactly one of them"),
    optional=True,
)
ASKED: Final = (
    Asking(
        command=FoundCollege,
        created={"college_id": "college"},
        questions=(NAME,),
        public={"name": NAME_MAX},
    ),
    Asking(command=AssignToCollege, addressed=("college_id",), questions=(ASSIGNED,)),
    Asking(
        command=GiveProxy,
        created={"proxy_id": "proxy"},
        questions=(HOLDER, FOR_VOTE, FOR_MEETING, UNTIL),
    ),
    Asking(command=RevokeProxy, addressed=("proxy_id",)),
)
