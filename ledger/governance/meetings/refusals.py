"""Why a command about a meeting or a question may be refused."""

from ledger.kernel.messages import Refusal


class MeetingExists(Refusal):
    """This meeting is already convened: look for it in the list of meetings."""

    field = "meeting_id"


class UnknownMeeting(Refusal):
    """There is no such meeting: look it up in the list of meetings."""

    field = "meeting_id"


class MeetingInPast(Refusal):
    """A meeting is convened before it begins, within one year: choose another day."""

    field = "starts_at"


class MeetingNotBegun(Refusal):
    """This meeting has not begun: record what happened there afterwards."""

    field = "meeting_id"


class MeetingIsCancelled(Refusal):
    """This meeting was cancelled: convene another one."""

    field = "meeting_id"


class MeetingBegun(Refusal):
    """This meeting has begun: it can no longer be cancelled."""

    field = "meeting_id"


class AgendaMissing(Refusal):
    """An agenda has 1 to 50 points: say what the meeting is about."""

    field = "agenda"


class SecondOfSecond(Refusal):
    """A meeting is convened a second time once: convene an ordinary one."""

    field = "second_of_id"


class OtherAgenda(Refusal):
    """A second convocation takes up the proposals of the first and no others: convene an ordinary meeting for more."""

    field = "agenda"


class SecondTooSoon(Refusal):
    """The second convocation is for three days later at least: choose another day."""

    field = "starts_at"


class AttendeeTwice(Refusal):
    """A mandate attends once: name it once."""

    field = "attendees"


class AttendeesMissing(Refusal):
    """Name 1 to 200 mandates, present, represented or excused."""

    field = "attendees"


class AttendeeNotInForce(Refusal):
    """One of those named had no designation in force that day: check the list."""

    field = "attendees"


class RepresentedByWhom(Refusal):
    """Whoever is represented is so by somebody present: say by whom, and of nobody else."""

    field = "attendees"


class StatementExists(Refusal):
    """This passage is already recorded: look for it among the minutes."""

    field = "statement_id"


class UnknownStatement(Refusal):
    """There is no such passage: look it up in the minutes."""

    field = "statement_id"


class SpeakerNotPartner(Refusal):
    """Whoever spoke is one of the partners: choose one of them."""

    field = "speaker_id"


class NotYourStatement(Refusal):
    """Only the partner whose words these are can do this: ask it to."""

    field = "statement_id"


class StatementIsConfirmed(Refusal):
    """These words are already confirmed: they stay as they are."""

    field = "statement_id"


class MinutesPublishedAlready(Refusal):
    """The minutes are published: correct them if something is wrong."""

    field = "meeting_id"


class MinutesNotPublished(Refusal):
    """There are no minutes to correct yet: publish them."""

    field = "meeting_id"


class MinutesEmpty(Refusal):
    """Minutes have 1 to 100 parts: paste what was said."""

    field = "texts"


class QuestionExists(Refusal):
    """This question is already raised: look for it in the list of open questions."""

    field = "question_id"


class UnknownQuestion(Refusal):
    """There is no such question: look it up in the list of open questions."""

    field = "question_id"


class QuestionIsClosed(Refusal):
    """This question is answered or withdrawn: raise another one."""

    field = "question_id"


class NotYourQuestion(Refusal):
    """Only the partner that raised a question, or whoever serves the commons, can do this: ask them."""

    field = "question_id"


class CarriedToPast(Refusal):
    """A question goes on to a meeting that is still to come: choose one."""

    field = "meeting_id"
