"""Identifiers: names that never change, and the tags that facts are filed under."""

import hashlib
import re
import secrets
from base64 import b32encode
from typing import Final, NewType

CommonsId = NewType("CommonsId", str)
PartnerId = NewType("PartnerId", str)
PersonId = NewType("PersonId", str)
MandateId = NewType("MandateId", str)
InterestId = NewType("InterestId", str)
ContributionId = NewType("ContributionId", str)
WordsId = NewType("WordsId", str)
ProjectId = NewType("ProjectId", str)
MilestoneId = NewType("MilestoneId", str)
ResourceId = NewType("ResourceId", str)
ReuseId = NewType("ReuseId", str)
EvaluationId = NewType("EvaluationId", str)
AccountId = NewType("AccountId", str)
EscalationId = NewType("EscalationId", str)
CourseId = NewType("CourseId", str)
NeedId = NewType("NeedId", str)
OfferId = NewType("OfferId", str)
CollegeId = NewType("CollegeId", str)
ProxyId = NewType("ProxyId", str)
FlagId = NewType("FlagId", str)
DraftRuleId = NewType("DraftRuleId", str)
MeetingId = NewType("MeetingId", str)
StatementId = NewType("StatementId", str)
QuestionId = NewType("QuestionId", str)
ProposalId = NewType("ProposalId", str)
PrecisionId = NewType("PrecisionId", str)
ReactionId = NewType("ReactionId", str)
AdviceId = NewType("AdviceId", str)
AmendmentId = NewType("AmendmentId", str)
ObjectionId = NewType("ObjectionId", str)
VoteId = NewType("VoteId", str)
DecisionId = NewType("DecisionId", str)
AppealId = NewType("AppealId", str)
ElectionId = NewType("ElectionId", str)

Tag = NewType("Tag", str)
"""A kind and a name, such as ``partner:k3v9``: what an append condition looks for."""

THE_COMMONS: Final = CommonsId("commons")
"""Each database holds one commons, so its name is fixed."""

TAG_PATTERN: Final = re.compile(r"[a-z_]+:[A-Za-z0-9._~-]{1,64}")
IDENTIFIER_BYTES: Final = 16


def tag_of(field: str, name: str) -> Tag:
    """Return the tag under which a fact's identifier field is filed.

    The kind is the field's name without ``_id``: ``partner_id`` files under
    ``partner:``. Boundaries use the same rule, so the two cannot drift apart.
    """
    return Tag(f"{field.removesuffix('_id')}:{name}")


def joined(*names: str) -> str:
    """Return the name of what several name together: this mandate in this vote.

    A boundary by it touches nobody else's, where either name alone is shared.
    """
    return "~".join(names)


def random_identifier() -> str:
    """Return 26 signs that say nothing about whom or what they name."""
    return _spell(secrets.token_bytes(IDENTIFIER_BYTES))


def identifier_from_key(key: str, *what: str) -> str:
    """Return the identifier that a command's key gives to what it creates.

    A form sent twice must ask for the same thing twice: an identifier drawn
    anew for each sending would make the second one look like another command.
    """
    digest = hashlib.sha256("\n".join((key, *what)).encode()).digest()
    return _spell(digest[:IDENTIFIER_BYTES])


def _spell(raw: bytes) -> str:
    return b32encode(raw).decode().rstrip("=").lower()
