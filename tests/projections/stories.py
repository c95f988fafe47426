"""Stories: random but lawful histories, told to a ledger by its own commands."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from ledger.application import Ledger
from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import Nature, Settlement, Unit
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Command, Fact, Refusal
from ledger.kernel.quantities import Period
from ledger.kernel.words import Audience, write
from tests.cast import (
    acting_for,
    mandate,
    partner,
)
from tests.projections.evaluation_stories import (
    LAST,
    evaluation_begun,
    evaluation_command,
)
from tests.projections.need_stories import need_command, need_under_way
from tests.projections.project_stories import (
    BODIES,
    PEOPLE,
    PROJECTS,
    project_command,
    project_under_way,
)
from tests.projections.resource_stories import resource_command, resource_shared
from tests.spec import NOON

THINGS = tuple(ContributionId(f"thing{i}") for i in range(5))

LAST_ABOUT_CONTRIBUTIONS: Final = 9
LAST_ABOUT_PROJECTS: Final = 16
LAST_ABOUT_RESOURCES: Final = 23
LAST_OF_ALL: Final = LAST + 5
Step = tuple[int, int, int, int]
steps = st.lists(
    st.tuples(
        st.integers(0, LAST_OF_ALL),
        st.integers(0, 2),
        st.integers(0, 4),
        st.integers(1, 9),
    ),
    max_size=30,
)


def beginning() -> Sequence[Fact]:
    """Return three partners with people, and one thing of each kind under way."""
    facts: list[Fact] = []
    for body, person in PEOPLE.items():
        facts += [*partner(body), mandate(person, body)]
    return [
        *facts,
        *project_under_way(),
        *resource_shared(),
        *evaluation_begun(),
        *need_under_way(),
    ]


def tell(ledger: Ledger, story: Sequence[Step], start: int = 0) -> int:
    """Put each step's command to the ledger; return how many were recorded."""
    told = 0
    for number, step in enumerate(story, start):
        try:
            ledger.handle(command_of(step, number))
        except Refusal:
            continue
        told += 1
    return told


def command_of(step: Step, number: int) -> Command:
    """Return the command that a step of a story stands for."""
    if step[0] > LAST:
        return need_command(step, number)
    if step[0] > LAST_ABOUT_RESOURCES:
        return evaluation_command(step, number)
    if step[0] > LAST_ABOUT_PROJECTS:
        return resource_command(step, number)
    if step[0] > LAST_ABOUT_CONTRIBUTIONS:
        return project_command(step, number)
    return _contribution_command(step, number)


def _contribution_command(step: Step, number: int) -> Command:  # noqa: PLR0911  # one way out for each kind of command
    what, who, which, amount = step
    body, thing = BODIES[who], THINGS[which]
    said = write("reason", "because", Audience.PARTNERS)
    given: dict[str, Any] = {
        "actor": acting_for(PEOPLE[body], body),
        "at": NOON,
        "key": f"step-{number}",
        "words": (said,),
        "contribution_id": thing,
        "partner_id": body,
    }
    match what:
        case 0:
            return CorrectContribution(
                **given, difference=Decimal(amount - 5), reason=said.reference
            )
        case 1:
            return WithdrawContribution(**given, reason=said.reference)
        case 2 | 3:
            return ConfirmContribution(**given)
        case 4:
            return AskClarification(**given, question=said.reference)
        case 5:
            return GiveClarification(**given, answer=said.reference)
        case 6:
            return ContestContribution(**given, reason=said.reference)
        case 7:
            return AnswerContest(**given, answer=said.reference)
        case 8:
            settlement = Settlement.UPHELD if amount % 2 else Settlement.SET_ASIDE
            return SettleContest(**given, settlement=settlement, reason=said.reference)
        case _:
            return _record(given, body, amount)


def _record(given: dict[str, Any], body: PartnerId, amount: int) -> Command:
    title = write("title", f"a gift of {body}", Audience.PUBLIC)
    told: dict[str, Any] = {"words": (title,)}
    day = date(2026, 1, 1) + timedelta(days=amount)
    return RecordContribution(
        **(given | told),
        nature=Nature.TIME,
        quantity=Decimal(amount) / 2,
        unit=Unit.HOUR if amount % 2 else Unit.DAY,
        period=Period(day, day),
        title=title.reference,
        project_id=PROJECTS[0] if amount % 3 else None,
    )
