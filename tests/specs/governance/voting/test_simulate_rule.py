"""Try a draft on past votes: what would have come out otherwise."""

from msgspec.structs import replace

from ledger.governance.rules.choices import AGAINST, FOR
from ledger.governance.rules.decision_rule import (
    College,
    Colleges,
    DecisionRule,
    Method,
    Quorum,
    Share,
)
from ledger.governance.rules.events import (
    Kind,
    RuleDrafted,
    RuleSimulated,
    Simulated,
)
from ledger.governance.rules.refusals import (
    NothingToSimulate,
    UnknownRuleDraft,
    VoteNotClosed,
)
from ledger.governance.voting.electorate import grouped
from ledger.governance.voting.events import VoteClosed, VoteOpened
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.simulate_rule import SimulateRule
from ledger.governance.voting.tallies import counted_of
from ledger.kernel.identifiers import DraftRuleId, PartnerId, VoteId
from ledger.membership.partners.refusals import NotYourPartner
from tests.ballots import ballots, mandates
from tests.cast import BRUMES, LITTORAL, acting_for
from tests.chamber import CLOSED, OPENED, PARTNERS, RULE
from tests.spec import NOON, given
from tests.workshop import PERSON_OF

STRICTER = DraftRuleId("stricter")
FULL, THIN = VoteId("full"), VoteId("thin")
WITH_QUORUM = DecisionRule(method=Method.FOR_AGAINST, quorum=Quorum())


def drafted(rule: DecisionRule = WITH_QUORUM) -> RuleDrafted:
    return RuleDrafted(
        draft_rule_id=STRICTER,
        partner_id=LITTORAL,
        kind=Kind.ORIENTATION,
        rule=rule,
    )


def voted(vote_id: VoteId, **answers: int) -> tuple[VoteOpened, VoteClosed]:
    groups = grouped(mandates(15), ballots(answers))
    return (
        replace(OPENED, vote_id=vote_id, rule=RULE),
        replace(CLOSED, vote_id=vote_id, counted=counted_of(groups)),
    )


PAST = (
    *PARTNERS,
    *voted(FULL, **{FOR: 7, AGAINST: 5}),
    *voted(THIN, **{FOR: 4, AGAINST: 1}),
)


def trying(
    *votes: VoteId,
    draft: DraftRuleId = STRICTER,
    partner_id: PartnerId = LITTORAL,
) -> SimulateRule:
    return SimulateRule(
        actor=acting_for(PERSON_OF[LITTORAL], LITTORAL),
        at=NOON,
        key=f"{votes} {draft} {partner_id}",
        draft_rule_id=draft,
        partner_id=partner_id,
        votes=votes,
    )


def test_a_quorum_would_have_stopped_the_vote_that_few_took_part_in() -> None:
    """12 of 15 took part in one, 5 of 15 in the other."""
    told = RuleSimulated(
        draft_rule_id=STRICTER,
        partner_id=LITTORAL,
        votes=(
            Simulated(vote_id=FULL, outcome=Outcome.ADOPTED, would_be=Outcome.ADOPTED),
            Simulated(
                vote_id=THIN, outcome=Outcome.ADOPTED, would_be=Outcome.QUORUM_MISSED
            ),
        ),
    )
    given(*PAST, drafted()).when(trying(FULL, THIN)).then(told)


def test_a_vote_that_goes_on_is_not_tried() -> None:
    """Nor one that nobody knows."""
    opened, _closed = voted(VoteId("on"))
    story = given(*PAST, opened, drafted())
    story.when(trying(FULL, VoteId("on"))).refused(VoteNotClosed)
    story.when(trying(VoteId("nowhere"))).refused(VoteNotClosed)


def test_a_vote_whose_ballots_were_false_is_not_tried() -> None:
    """Nobody knows what was answered."""
    opened, closed = voted(VoteId("void"))
    void = replace(closed, outcome=Outcome.VOIDED)
    story = given(*PAST, opened, void, drafted())
    story.when(trying(VoteId("void"))).refused(VoteNotClosed)


def test_a_vote_of_another_method_is_not_tried() -> None:
    """What was asked then does not answer what the draft asks."""
    consent = drafted(DecisionRule(method=Method.CONSENT))
    given(*PAST, consent).when(trying(FULL)).refused(VoteNotClosed)


def test_a_vote_of_other_colleges_is_not_tried() -> None:
    """All voted in one, and nobody knows who would have been in which."""
    halves = (College("labs", Share(1, 2)), College("towns", Share(1, 2)))
    apart = DecisionRule(method=Method.FOR_AGAINST, colleges=Colleges(members=halves))
    given(*PAST, drafted(apart)).when(trying(FULL)).refused(VoteNotClosed)


def test_a_draft_is_tried_on_1_to_50_votes_each_once() -> None:
    """None is no trial."""
    story = given(*PAST, drafted())
    story.when(trying()).refused(NothingToSimulate)
    story.when(trying(FULL, FULL)).refused(NothingToSimulate)
    many = tuple(VoteId(f"v{number}") for number in range(51))
    story.when(trying(*many)).refused(NothingToSimulate)


def test_only_what_was_drafted_is_tried() -> None:
    """By one's own partner."""
    given(*PAST).when(trying(FULL)).refused(UnknownRuleDraft)
    other = trying(FULL, partner_id=BRUMES)
    given(*PAST, drafted()).when(other).refused(NotYourPartner)
