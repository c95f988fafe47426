"""Correct a contribution: the earlier record stays, and the difference is added.

Its author may correct it at any time, contested or not. A confirmation stands
for the quantity it saw: one corrected upwards is to be confirmed anew. The
threshold of the modalities in force that day holds for it from then on. Other
days than it had must meet those of its project. Title, description and reason
are words for the public.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from ledger.commons.contributions.events import (
    ContributionCorrected,
    ContributionRecorded,
    Unit,
)
from ledger.commons.contributions.limits import check_period
from ledger.commons.contributions.modalities import (
    BUILT_IN,
    Modalities,
    ModalitiesFounded,
    modalities_in_force,
    modalities_of,
)
from ledger.commons.contributions.record import (
    Record,
    RecordFact,
    evolve_record,
    record_of,
    require_author,
)
from ledger.commons.contributions.refusals import (
    DifferenceNotRecordable,
    NothingCorrected,
    NotItsProject,
    QuantityWouldVanish,
)
from ledger.commons.projects.events import (
    ProjectClosed,
    ProjectLaunched,
    ProjectProposed,
)
from ledger.commons.projects.open_days import (
    NO_DAYS,
    DaysFact,
    OpenDays,
    check_open_days,
    evolve_open_days,
    open_days_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import Period, day_in_paris, is_recordable, plain
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class CorrectContribution(Command):
    """Its author corrects a contribution, with the reason.

    ``difference`` is added to the quantity, and may be negative only here.
    ``project_id`` says again which project it is for, where its days change: a
    decision names all that it depends on before it has read anything.
    """

    contribution_id: ContributionId
    partner_id: PartnerId
    difference: Decimal
    reason: Words
    period: Period | None = None
    title: Words | None = None
    description: Words | None = None
    project_id: ProjectId | None = None


NO_RECORD: Final = Record()


@dataclass(frozen=True)
class Proof:
    """The record to correct, its unit and project, and the modalities in force."""

    record: Record = NO_RECORD
    unit: Unit | None = None
    project_id: ProjectId | None = None
    days: OpenDays = NO_DAYS
    modalities: Modalities = field(default_factory=lambda: BUILT_IN)

    @property
    def confirm_above(self) -> Decimal | None:
        """Return above which quantity of its unit it is to be confirmed now."""
        above = self.modalities.confirm_above
        return above.get(self.unit) if self.unit is not None else None


def boundary(command: CorrectContribution) -> Boundary:
    """Depend on this contribution, on who acts, on the modalities, on project days."""
    record = record_of(command.contribution_id, command.partner_id)
    project = command.project_id
    days = () if project is None else (open_days_of(project),)
    return (*record, modalities_in_force(), *days)


def evolve(proof: Proof, fact: RecordFact | ModalitiesFounded | DaysFact) -> Proof:
    """Remember the record, what it is counted in and for, the modalities and days."""
    match fact:
        case ModalitiesFounded():
            return replace(proof, modalities=modalities_of(fact))
        case ProjectProposed() | ProjectLaunched() | ProjectClosed():
            return replace(proof, days=evolve_open_days(proof.days, fact))
        case ContributionRecorded(unit=unit, project_id=project):
            proof = replace(proof, unit=unit, project_id=project)
            return replace(proof, record=evolve_record(proof.record, fact))
        case _:
            return replace(proof, record=evolve_record(proof.record, fact))


def decide(
    proof: Proof, command: CorrectContribution, acting: Acting
) -> list[ContributionCorrected]:
    """Let the author correct at any time what was not withdrawn."""
    record = proof.record
    require_author(record, command.partner_id, acting)
    if not _changes(record, command):
        raise NothingCorrected
    _check_difference(record, command)
    if command.period is not None:
        check_period(command.period, day_in_paris(command.at))
        _check_project(proof, command.period, command.project_id)
    return [
        ContributionCorrected(
            contribution_id=command.contribution_id,
            partner_id=command.partner_id,
            difference=plain(command.difference),
            period=command.period,
            title=command.title,
            description=command.description,
            reason=command.reason,
            confirm_above=proof.confirm_above,
        )
    ]


def _changes(record: Record, command: CorrectContribution) -> bool:
    """Tell whether anything is given anew; what texts say, nobody here can read."""
    if command.difference or command.title or command.description:
        return True
    return command.period not in {None, record.period}


def _check_project(proof: Proof, period: Period, named: ProjectId | None) -> None:
    """Refuse days outside those of its own project, which is the one to be named."""
    if named != proof.project_id:
        raise NotItsProject
    if named is not None:
        check_open_days(proof.days, period)


def _check_difference(record: Record, command: CorrectContribution) -> None:
    if not is_recordable(command.difference):
        raise DifferenceNotRecordable
    corrected = record.quantity + command.difference
    if corrected <= 0:
        raise QuantityWouldVanish
    if not is_recordable(corrected):
        raise DifferenceNotRecordable


correct_contribution = Decider(boundary, Proof(), evolve, decide)
