"""Why a command about the charter may be refused."""

from ledger.kernel.messages import Refusal


class CharterExists(Refusal):
    """There is a charter already: propose a change, which is decided by its rule."""


class CharterIsVotedOn(Refusal):
    """The rules are in force: propose the charter, which is decided by them."""


class ArticleNumberServed(Refusal):
    """Article %(number)s was taken out of the charter: give the new one a number that never served."""

    field = "articles"


class NoCharterYet(Refusal):
    """There is no charter yet: the board adopts one first."""


class CharterChanged(Refusal):
    """The charter has changed since you read it: read it again, then accept it."""

    field = "charter_version"


class CharterAcceptedAlready(Refusal):
    """Your partner has accepted this version of the charter: there is nothing to do."""

    field = "charter_version"


class FlagExists(Refusal):
    """This flag is already raised: look for it on the page of what it is about."""

    field = "flag_id"


class UnknownArticle(Refusal):
    """The charter has no such article: choose one that is in force."""

    field = "article"


class NotTheOwnersThing(Refusal):
    """What you flag is not there, or belongs to another partner: open its page again."""

    field = "flagged_id"


class OwnThing(Refusal):
    """What belongs to your own partner is changed, not flagged: correct it yourself."""

    field = "flagged_id"


class UnknownFlag(Refusal):
    """There is no such flag: look it up on the page of what it is about."""

    field = "flag_id"


class FlagIsClosed(Refusal):
    """This flag is settled or taken back: there is nothing left to say on it."""

    field = "flag_id"


class NotYoursToAnswer(Refusal):
    """Only the partner whose thing is flagged answers: ask it to."""

    field = "flag_id"


class NotYoursToResolve(Refusal):
    """Neither who raised a flag nor who it is held against settles it: ask a third partner."""

    field = "flag_id"


class NotYourFlag(Refusal):
    """Only the partner that raised a flag takes it back: ask it to."""

    field = "flag_id"
