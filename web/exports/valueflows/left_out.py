"""Left out: what the vocabulary has no word for, each with its reason."""

from enum import StrEnum
from typing import Final, NamedTuple

from flask_babel import LazyString, lazy_gettext


class What(StrEnum):
    """What is left out of the export."""

    ACCOUNTS = "accounts"
    CAPACITIES = "capacities"
    COMPETENCES = "competences"
    CONFIRMATIONS = "confirmations"
    CONTESTED = "contested"
    EARLIER_WORDING = "earlier_wording"
    EDITION = "edition"
    EVALUATION = "evaluation"
    EVIDENCE = "evidence"
    FEEDBACK = "feedback"
    HAND_OVER = "hand_over"
    HISTORY = "history"
    INTERESTS = "interests"
    LIFE_COURSE = "life_course"
    MANDATES = "mandates"
    MEMBERS = "members"
    MILESTONES = "milestones"
    MODALITIES = "modalities"
    NAME = "name"
    NOT_COUNTED = "not_counted"
    OFFER_WITHDRAWN = "offer_withdrawn"
    NEED_WITHDRAWN = "need_withdrawn"
    ORIGINS = "origins"
    PROJECT = "project"
    REGISTRATION = "registration"
    STANDING = "standing"
    STOPPED = "stopped"
    SUCCESSOR = "successor"
    TEXT = "text"
    VALUATION = "valuation"


NO_TERM: Final = lazy_gettext("The vocabulary has no term for it.")
REASONS: Final[dict[What, LazyString]] = {
    What.ACCOUNTS: lazy_gettext("What people told is not an economic flow."),
    What.CAPACITIES: NO_TERM,
    What.COMPETENCES: NO_TERM,
    What.CONFIRMATIONS: lazy_gettext("No term says that another partner confirmed."),
    What.CONTESTED: lazy_gettext(
        "No term says that it is contested: the sum of the events has it, the"
        " totals of the page have it apart."
    ),
    What.EARLIER_WORDING: lazy_gettext(
        "A correcting event only has a quantity: the first event has the words and"
        " days that hold now."
    ),
    What.EDITION: lazy_gettext("A resource has no editions to be pointed at."),
    What.EVALUATION: lazy_gettext("What people told is not an economic flow."),
    What.EVIDENCE: lazy_gettext("No term is for the digest of a file of evidence."),
    What.FEEDBACK: lazy_gettext("What people told is not an economic flow."),
    What.HAND_OVER: lazy_gettext(
        "Only who maintains it now is said: maintaining is no right to hand over."
    ),
    What.HISTORY: lazy_gettext(
        "What was told on the way, with its reasons, is on the pages; the log itself"
        " is in the evidence bundle."
    ),
    What.INTERESTS: NO_TERM,
    What.LIFE_COURSE: lazy_gettext("What people told is not an economic flow."),
    What.MANDATES: lazy_gettext("No term says who may act for whom."),
    What.MEMBERS: lazy_gettext("No term is for a partner’s role in a project."),
    What.MILESTONES: lazy_gettext(
        "A milestone is a day, neither a process nor a flow: see the calendar."
    ),
    What.MODALITIES: NO_TERM,
    What.NAME: lazy_gettext("The name of a person is not published as data."),
    What.NOT_COUNTED: lazy_gettext(
        "No term says that the board does not count it: the sum of the events has"
        " it, the totals of the page have it apart."
    ),
    What.NEED_WITHDRAWN: lazy_gettext("It is finished: no term says met or withdrawn."),
    What.OFFER_WITHDRAWN: lazy_gettext("It is finished: no term says it is withdrawn."),
    What.ORIGINS: lazy_gettext(
        "The contributions that it came from belong to the process of their project."
    ),
    What.PROJECT: lazy_gettext(
        "Lending is part of no process: it cannot name the project it is for."
    ),
    What.REGISTRATION: lazy_gettext("No term is for an official number of a body."),
    What.STANDING: lazy_gettext(
        "No term says that a partner is suspended or has left."
    ),
    What.STOPPED: lazy_gettext("It is finished: no term says it was stopped."),
    What.SUCCESSOR: NO_TERM,
    What.TEXT: lazy_gettext("The text is not public, or was withdrawn."),
    What.VALUATION: lazy_gettext(
        "No term sets an amount beside a gift: that would make it a sale."
    ),
}


class LeftOut(NamedTuple):
    """Something that a record says and the export does not; ``record`` is its page."""

    record: str
    what: What
    detail: str = ""
