"""Why a command about projects may be refused."""

from ledger.kernel.messages import Refusal


class ProjectExists(Refusal):
    """This project is already proposed: look for it in the list of projects."""

    field = "project_id"


class UnknownProject(Refusal):
    """There is no such project: check the address, or look it up in the list of projects."""

    field = "project_id"


class ProjectIsClosed(Refusal):
    """This project is closed: what it did stays on record, and nothing is added to it."""

    field = "project_id"


class ProjectNotOpen(Refusal):
    """This project was not under way in those days: check the dates, or choose another project or none."""

    field = "project_id"


class AlreadyLaunched(Refusal):
    """This project is already launched: there is nothing more to do."""

    field = "project_id"


class NotLaunched(Refusal):
    """This project is not launched yet: launch it first, or stop it."""

    field = "outcome"


class NotALead(Refusal):
    """Only a partner that leads this project can do this: ask one of its leads."""

    field = "project_id"


class NotAMember(Refusal):
    """Your partner does not take part in this project: join it first."""

    field = "project_id"


class LastLead(Refusal):
    """Your partner is the only lead of this project: share the lead with another member first, or close the project."""

    field = "role"


class LeadIsShared(Refusal):
    """Nobody takes the lead by joining: choose another role, and ask a lead to share it."""

    field = "role"


class SameRole(Refusal):
    """Your partner already takes part in this role: choose another one."""

    field = "role"


class UnknownMember(Refusal):
    """The partner named does not take part in this project: choose one from the list."""

    field = "member_id"


class AlreadyLeading(Refusal):
    """The partner named already leads this project: choose another one."""

    field = "member_id"


class NothingRevised(Refusal):
    """Nothing would change: word the title or the purpose anew."""

    field = "title"


class CompetenceUnnamed(Refusal):
    """Say in a few words which policy it is, since none in the list fits."""

    field = "precision"


class CompetenceAlreadyCrossed(Refusal):
    """This policy of this partner is already noted: choose another one."""

    field = "competence"


class TooManyCompetences(Refusal):
    """Twenty policies of one partner are noted beside those in the list: choose one from the list."""

    field = "competence"


class MilestoneExists(Refusal):
    """This milestone is already set: reload the page to see it."""

    field = "milestone_id"


class UnknownMilestone(Refusal):
    """This project has no such milestone: reload the page to see those it has."""

    field = "milestone_id"


class MilestoneIsReached(Refusal):
    """This milestone is already reached: set another one if there is more to reach."""

    field = "milestone_id"


class MilestoneIsDropped(Refusal):
    """This milestone was dropped: set it anew if it is pursued after all."""

    field = "milestone_id"


class TooManyMilestones(Refusal):
    """A project has 60 milestones at most: keep to the most telling ones."""

    field = "title"


class SameDay(Refusal):
    """The milestone is already due on that day: give another one."""

    field = "due_on"


class DayNotPlausible(Refusal):
    """The day must lie between 2000 and 2100: check the year."""

    field = "day"


class DayNotYetCome(Refusal):
    """This day has not come yet: give today or a day before."""

    field = "day"


class DayBeforeLaunch(Refusal):
    """This day comes before the project was launched: check both dates."""

    field = "day"


class PlanOutdated(Refusal):
    """Somebody else set the financing plan meanwhile: open it anew and enter your change again."""

    field = "plan_version"


class PlanEmpty(Refusal):
    """A financing plan has at least one line: say who is asked for what."""

    field = "lines"


class TooManyLines(Refusal):
    """A financing plan has 40 lines at most: put small ones together."""

    field = "lines"


class FunderUnclear(Refusal):
    """Each line names one funder: choose a partner, or write the name of another body."""

    field = "lines"


class AmountOutOfBounds(Refusal):
    """An amount must lie between zero and ten thousand million euros: check it."""

    field = "lines"


class NothingRequested(Refusal):
    """A line of the plan asks for more than zero: give the amount, or leave the line out."""

    field = "lines"


class OwnShareOfOutsider(Refusal):
    """An own share comes from a partner that takes part in the project: choose one, or untick own share."""

    field = "lines"
