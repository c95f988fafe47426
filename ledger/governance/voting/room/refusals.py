"""Why a vote held in a room may not be recorded, or not be countersigned."""

from ledger.kernel.messages import Refusal


class CountsContradictAttendance(Refusal):
    """In “%(college)s” %(votes)s answers were counted where only %(came)s took part: correct the counts or the attendance."""

    field = "counts"


class AttendanceBeyondElectorate(Refusal):
    """In “%(college)s” %(came)s took part, and there are only %(electorate)s mandates: correct the attendance."""

    field = "attendance"


class CountBelowNothing(Refusal):
    """A count in “%(college)s” is below zero: correct it."""

    field = "counts"


class WeightsDifferInTheRoom(Refusal):
    """Raised hands show no weight, and mandates of “%(college)s” weigh differently: vote online, or count each apart."""

    field = "counts"


class AttendanceMissing(Refusal):
    """Nobody knows yet who was in the room: record the attendance first."""

    field = "meeting_id"


class NotOnAgenda(Refusal):
    """A second convocation takes up the same items only, and this is none of them: convene an ordinary meeting."""

    field = "proposal_id"


class CollegeNotCounted(Refusal):
    """The college “%(college)s” is none of this vote, or is counted twice: count each of them once."""

    field = "counts"


class UnknownRecused(Refusal):
    """Only those who would vote can be recused: leave the others out."""

    field = "recused"


class NotASessionVote(Refusal):
    """Only a vote held in a meeting is countersigned: look it up in the minutes."""

    field = "vote_id"


class RecordedAnew(Refusal):
    """This vote was recorded anew since: countersign the later one."""

    field = "vote_id"


class WasNotThere(Refusal):
    """Only somebody who was present can countersign: ask one of them."""

    field = "vote_id"


class OwnCounts(Refusal):
    """Whoever recorded the counts does not countersign them, nor their partner: ask another partner who was there."""

    field = "vote_id"


class AlreadySigned(Refusal):
    """Your partner has countersigned these counts already: there is nothing to add."""

    field = "vote_id"


class MinutesDigestMalformed(Refusal):
    """The digest of the minutes has 64 signs, 0 to 9 and a to f: copy it again."""

    field = "minutes_digest"
