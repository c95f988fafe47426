"""A model of projects: what a reader of the rules would keep on a slate.

It counts days in whole numbers and knows nothing of facts, boundaries or folds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from ledger.commons.projects.events import (
    ProjectRole,
)
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.quantities import PARIS
from tests.projects_steps import Deed, Step


@dataclass
class Slate:
    """What is known of one project."""

    leads: set[PartnerId] = field(default_factory=set[PartnerId])
    others: dict[PartnerId, ProjectRole] = field(
        default_factory=dict[PartnerId, ProjectRole]
    )
    is_proposed: bool = False
    is_closed: bool = False
    launched: date | None = None
    due: dict[MilestoneId, date] = field(default_factory=dict[MilestoneId, date])
    done: set[MilestoneId] = field(default_factory=set[MilestoneId])
    crossed: set[PartnerId] = field(default_factory=set[PartnerId])
    plans: int = 0

    @property
    def members(self) -> set[PartnerId]:
        """Return who takes part."""
        return self.leads | self.others.keys()


@dataclass
class Model:
    """The slates of all projects, and which partners are suspended."""

    slates: dict[ProjectId, Slate] = field(default_factory=dict[ProjectId, Slate])
    suspended: set[PartnerId] = field(default_factory=set[PartnerId])

    def accepts(self, step: Step, at: datetime) -> bool:
        """Tell whether the step is allowed, and take note of it if it is."""
        slate = self.slates.setdefault(step.project_id, Slate())
        if step.partner_id in self.suspended:
            return False
        if step.deed is Deed.PROPOSE:
            return _propose(slate, step)
        today = at.astimezone(PARIS).date()
        return self._may(slate, step) and RULES[step.deed](slate, step, today)

    def _may(self, slate: Slate, step: Step) -> bool:
        """Tell whether the project is open to who tries, and names are free."""
        is_open = slate.is_proposed and not slate.is_closed
        leads = step.deed not in LEADS or step.partner_id in slate.leads
        takes_part = step.deed not in MEMBERS or step.partner_id in slate.members
        is_met = step.deed not in OF_OTHERS or step.other not in self.suspended
        taken = {name for other in self.slates.values() for name in other.due}
        is_free = step.deed is not Deed.SET or step.milestone_id not in taken
        return is_open and leads and takes_part and is_met and is_free


OF_OTHERS: Final = {Deed.SHARE, Deed.CROSS}
MEMBERS: Final = {Deed.LEAVE, Deed.CROSS, Deed.WRITE}
LEADS: Final = {*Deed} - MEMBERS - {Deed.PROPOSE, Deed.JOIN}


def _propose(slate: Slate, step: Step) -> bool:
    is_new = not slate.is_proposed
    if is_new:
        slate.is_proposed = True
        slate.leads = {step.partner_id}
    return is_new


def _revise(_slate: Slate, step: Step, _today: date) -> bool:
    return step.yes


def _launch(slate: Slate, step: Step, today: date) -> bool:
    if slate.launched is not None or step.date > today:
        return False
    slate.launched = step.date
    return True


def _join(slate: Slate, step: Step, _today: date) -> bool:
    if step.role in {ProjectRole.LEAD, ProjectRole.CO_LEAD}:
        return False
    if slate.others.get(step.partner_id) is step.role:
        return False
    if slate.leads == {step.partner_id}:
        return False
    slate.leads -= {step.partner_id}
    slate.others[step.partner_id] = step.role
    return True


def _share(slate: Slate, step: Step, _today: date) -> bool:
    if step.other not in slate.others:
        return False
    del slate.others[step.other]
    slate.leads |= {step.other}
    return True


def _leave(slate: Slate, step: Step, _today: date) -> bool:
    if slate.leads == {step.partner_id}:
        return False
    slate.leads -= {step.partner_id}
    slate.others.pop(step.partner_id, None)
    return True


def _cross(slate: Slate, step: Step, _today: date) -> bool:
    if not step.yes or step.other in slate.crossed:
        return False
    slate.crossed.add(step.other)
    return True


def _is_before_launch(slate: Slate, step: Step) -> bool:
    return slate.launched is not None and step.date < slate.launched


def _set(slate: Slate, step: Step, _today: date) -> bool:
    if _is_before_launch(slate, step):
        return False
    slate.due[step.milestone_id] = step.date
    return True


def _is_pursued(slate: Slate, step: Step) -> bool:
    return step.milestone_id in slate.due and step.milestone_id not in slate.done


def _move(slate: Slate, step: Step, _today: date) -> bool:
    if not _is_pursued(slate, step) or _is_before_launch(slate, step):
        return False
    is_moved = slate.due[step.milestone_id] != step.date
    slate.due[step.milestone_id] = step.date
    return is_moved


def _reach(slate: Slate, step: Step, today: date) -> bool:
    if not _is_pursued(slate, step) or _is_before_launch(slate, step):
        return False
    if step.date > today:
        return False
    slate.done.add(step.milestone_id)
    return True


def _drop(slate: Slate, step: Step, _today: date) -> bool:
    is_pursued = _is_pursued(slate, step)
    if is_pursued:
        slate.done.add(step.milestone_id)
    return is_pursued


def _write(_slate: Slate, _step: Step, _today: date) -> bool:
    return True


def _plan(slate: Slate, step: Step, _today: date) -> bool:
    if step.milestone != slate.plans + 1 or step.day <= 0:
        return False
    slate.plans += 1
    return True


def _close(slate: Slate, step: Step, today: date) -> bool:
    if step.yes and slate.launched is None:
        return False
    if step.date > today or _is_before_launch(slate, step):
        return False
    slate.is_closed = True
    return True


RULES: Final[Mapping[Deed, Callable[[Slate, Step, date], bool]]] = {
    Deed.REVISE: _revise,
    Deed.LAUNCH: _launch,
    Deed.JOIN: _join,
    Deed.SHARE: _share,
    Deed.LEAVE: _leave,
    Deed.CROSS: _cross,
    Deed.SET: _set,
    Deed.MOVE: _move,
    Deed.REACH: _reach,
    Deed.DROP: _drop,
    Deed.WRITE: _write,
    Deed.PLAN: _plan,
    Deed.CLOSE: _close,
}
