"""Why a command about evaluations may be refused."""

from ledger.kernel.messages import Refusal


class EvaluationExists(Refusal):
    """This evaluation is already open: look for it in the list of evaluations."""

    field = "evaluation_id"


class UnknownEvaluation(Refusal):
    """There is no such evaluation: check the address, or look it up in the list of evaluations."""

    field = "evaluation_id"


class EvaluationIsConcluded(Refusal):
    """This evaluation is concluded: it stays to be read, and no account is added or changed."""

    field = "evaluation_id"


class OneSubjectOnly(Refusal):
    """An evaluation is about a project, or a resource, or the commons as a whole: choose one of them."""

    field = "project_id"


class NotTheOpener(Refusal):
    """Only the partner that opened this evaluation, or the board, can conclude it: ask one of them."""

    field = "evaluation_id"


class AccountExists(Refusal):
    """This account is already given: reload the page to see it."""

    field = "account_id"


class UnknownAccount(Refusal):
    """This evaluation has no such account: reload the page to see those it has."""

    field = "account_id"


class ConsentMissing(Refusal):
    """Whoever told this must have agreed to its being kept: ask them first, and say that they did."""

    field = "has_consent"


class PseudonymMissing(Refusal):
    """An account collected from somebody bears a pseudonym: choose one with them."""

    field = "pseudonym"


class PseudonymOfOwnAccount(Refusal):
    """An account of your own bears no pseudonym: leave it out, or say how the account was collected."""

    field = "pseudonym"


class OwnAccount(Refusal):
    """Your partner gave this account itself: another partner can countersign it."""

    field = "account_id"


class AlreadyCountersigned(Refusal):
    """Your partner already countersigned this account: there is nothing more to do."""

    field = "account_id"


class EscalationExists(Refusal):
    """This question is already before the board: reload the page to see it."""

    field = "escalation_id"


class TooManyQuestions(Refusal):
    """An evaluation brings 20 questions before the board at most: bring further ones with another evaluation."""

    field = "question"


class UnknownEscalation(Refusal):
    """This evaluation brought no such question before the board: reload the page to see those it did."""

    field = "escalation_id"


class EscalationIsAnswered(Refusal):
    """The board already answered this question: bring another one before it if more is to be asked."""

    field = "escalation_id"


class OwnQuestion(Refusal):
    """Your partner asked this question itself: a board member of another partner answers it."""

    field = "escalation_id"


class AnswerDueTooSoon(Refusal):
    """The board needs time to answer: choose a day after today."""

    field = "due_on"


class AnswerDueTooLate(Refusal):
    """An answer is due within a year: choose an earlier day."""

    field = "due_on"


class CourseExists(Refusal):
    """This life course is already traced: look for it in the list of life courses."""

    field = "course_id"


class CourseTooShort(Refusal):
    """A life course links two projects at least: add the other one."""

    field = "steps"


class CourseTooLong(Refusal):
    """A life course has 20 steps at most: keep to those that mattered."""

    field = "steps"


class NotForThePublicYet(Refusal):
    """What somebody told is for the partners first: show it to them alone."""

    field = "happened"
