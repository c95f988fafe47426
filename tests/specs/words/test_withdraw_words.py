"""Withdraw words."""

from dataclasses import replace

import pytest

from ledger.commons.contributions.events import (
    ContestAnswered,
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionContested,
    ContributionReviewed,
    Review,
)
from ledger.deciders import FACTS
from ledger.kernel.identifiers import InterestId, PartnerId, Tag, WordsId, tag_of
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.refusals import NotAllowed
from ledger.kernel.store.withdrawals import KIND, read_withdrawal
from ledger.kernel.words import Audience, Words, write
from ledger.membership.mandates.events import MandateGranted
from ledger.membership.partners.events import (
    InterestStated,
    PartnerRenamed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from ledger.membership.people.events import PersonEnrolled, PersonNamed
from ledger.words.events import Ground, WordsWithdrawn
from ledger.words.refusals import (
    GroundOfTheBoard,
    NotYourText,
    TextIsWithdrawn,
    UnknownText,
)
from ledger.words.spoken import WRITERS, Writer, bears_texts
from ledger.words.withdraw_words import WithdrawWords
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    CLEO,
    LITTORAL,
    SOURCES,
    acting_for,
    mandate,
    words,
)
from tests.spec import NOON, given
from tests.workshop import GARDEN_RECORDED, RECORDED, TITLE, TODAY, WORKSHOP

QUESTION, ANSWER, REASON = words("how?"), words("thus"), words("an error")
ABOUT = tag_of("contribution_id", WORKSHOP)
BOARD = mandate(CLEO, SOURCES, Capacity.BOARD_MEMBER)
OFFICER = mandate(CLEO, SOURCES, Capacity.DATA_PROTECTION_OFFICER)
TREASURER = mandate(CLEO, SOURCES, Capacity.TREASURER)
PERSONS = {LITTORAL: ADA, BRUMES: BEN, SOURCES: CLEO}
ASKED = ContributionClarificationAsked(
    contribution_id=WORKSHOP, asking_id=BRUMES, question=QUESTION
)
GIVEN = ContributionClarificationGiven(contribution_id=WORKSHOP, answer=ANSWER)
CONTESTED = ContributionContested(
    contribution_id=WORKSHOP, contesting_id=BRUMES, contested_on=TODAY, reason=QUESTION
)
ANSWERED = ContestAnswered(contribution_id=WORKSHOP, answer=ANSWER)
REVIEWED = ContributionReviewed(
    contribution_id=WORKSHOP, review=Review.NOT_COUNTED, reason=QUESTION
)


def position_of(text: Words) -> int:
    """Return where a text stands in these stories: the title is the last but these."""
    return len(RECORDED) + {TITLE: 0, ANSWER: 2}.get(text, 1)


def withdraws(  # noqa: PLR0913  # each may be another in one story
    partner_id: PartnerId,
    text: Words = TITLE,
    *,
    ground: Ground = Ground.AUTHOR,
    capacity: Capacity = Capacity.REPRESENTATIVE,
    about: Tag = ABOUT,
    key: str = "form",
) -> WithdrawWords:
    return WithdrawWords(
        actor=acting_for(PERSONS[partner_id], partner_id, capacity),
        at=NOON,
        key=key,
        words=(),
        words_id=WordsId(text.digest),
        partner_id=partner_id,
        position=position_of(text),
        about=about,
        ground=ground,
        reason=None,
    )


def withdrawn(
    text: Words = TITLE, ground: Ground = Ground.AUTHOR, about: Tag = ABOUT
) -> WordsWithdrawn:
    return WordsWithdrawn(
        words_id=WordsId(text.digest),
        position=position_of(text),
        about=about,
        ground=ground,
    )


def test_an_author_takes_back_a_text() -> None:
    """Littoral wrote the title."""
    given(*RECORDED).when(withdraws(LITTORAL)).then(withdrawn())


def test_a_reason_may_be_given() -> None:
    """It is a text of its own, for the public."""
    reason = write("reason", "Une erreur de copie.", Audience.PUBLIC)
    command = withdraws(LITTORAL)
    told = replace(command, words=(reason,), reason=reason.reference)
    (fact,) = given(*RECORDED).when(told).then_kinds(WordsWithdrawn)
    assert fact.reason == reason.reference


@pytest.mark.parametrize(
    ("history", "text", "writer", "other"),
    [
        ((ASKED,), QUESTION, BRUMES, LITTORAL),
        ((ASKED, GIVEN), ANSWER, LITTORAL, BRUMES),
        ((CONTESTED,), QUESTION, BRUMES, LITTORAL),
        ((CONTESTED, ANSWERED), ANSWER, LITTORAL, BRUMES),
    ],
)
def test_each_takes_back_their_own_text(
    history: tuple[Fact, ...], text: Words, writer: PartnerId, other: PartnerId
) -> None:
    """Who asked, answered or contested wrote what they said, and nothing else."""
    (
        given(*RECORDED, *history)
        .when(withdraws(other, text))
        .refused(NotYourText)
        .when(withdraws(writer, text, key="theirs"))
        .then(withdrawn(text))
    )


def test_a_text_of_the_board_is_no_partners() -> None:
    """Neither is what the board said of a contribution its author's."""
    story = given(*RECORDED, REVIEWED)
    story.when(withdraws(LITTORAL, QUESTION)).refused(NotYourText)


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.AUTHOR])
@pytest.mark.parametrize("grant", [BOARD, OFFICER])
def test_the_board_withdraws_on_a_ground(ground: Ground, grant: MandateGranted) -> None:
    """The board and the data-protection officer, whoever wrote it."""
    command = withdraws(SOURCES, ground=ground, capacity=grant.capacity)
    given(*RECORDED, grant).when(command).then(withdrawn(ground=ground))


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.AUTHOR])
def test_nobody_else_names_such_a_ground(ground: Ground) -> None:
    """Not even for a text of their own."""
    story = given(*RECORDED)
    story.when(withdraws(LITTORAL, ground=ground)).refused(GroundOfTheBoard)


def test_the_board_writes_nothing_in_an_authors_name() -> None:
    """A member of the board who wrote nothing is not the author."""
    command = withdraws(SOURCES, capacity=Capacity.BOARD_MEMBER)
    given(*RECORDED, BOARD).when(command).refused(NotYourText)


def test_a_treasurer_withdraws_nothing() -> None:
    """The policy lists who may."""
    command = withdraws(SOURCES, capacity=Capacity.TREASURER, ground=Ground.LAW)
    given(*RECORDED, TREASURER).when(command).refused(NotAllowed)


def test_a_text_goes_once() -> None:
    """Then nothing is left of it."""
    (
        given(*RECORDED, withdrawn())
        .when(withdraws(LITTORAL, key="again"))
        .refused(TextIsWithdrawn)
    )


def test_another_text_that_went_is_no_obstacle() -> None:
    """Each goes by itself."""
    (
        given(*RECORDED, ASKED, withdrawn(QUESTION))
        .when(withdraws(LITTORAL))
        .then(withdrawn())
    )


@pytest.mark.parametrize(
    "about",
    [
        tag_of("contribution_id", "garden"),
        tag_of("partner_id", LITTORAL),
        tag_of("person_id", ADA),
        Tag("nothing:at-all"),
        Tag("no tag"),
        Tag(""),
    ],
)
def test_a_text_of_something_else_is_unknown(about: Tag) -> None:
    """It must stand in a fact about the thing that is named."""
    story = given(*RECORDED, GARDEN_RECORDED)
    story.when(withdraws(LITTORAL, words("x"), about=about)).refused(UnknownText)


@pytest.mark.parametrize("position", [-1, 0, 1, len(RECORDED) + 1, 10**18])
def test_a_text_that_stands_elsewhere_is_unknown(position: int) -> None:
    """Nothing would be erased there, and the text could not be withdrawn again."""
    elsewhere = replace(withdraws(LITTORAL), position=position)
    (
        given(*RECORDED, ASKED)
        .when(elsewhere)
        .refused(UnknownText)
        .when(withdraws(LITTORAL))
        .then(withdrawn())
    )


def test_the_own_name_of_who_acts_is_not_about_the_contribution() -> None:
    """It is read with the partner's standing, and stands elsewhere."""
    name = words("Littoral")
    renamed = PartnerRenamed(partner_id=LITTORAL, name=name, short_name=name)
    about = tag_of("partner_id", LITTORAL)
    (
        given(*RECORDED, renamed)
        .when(withdraws(LITTORAL, name))
        .refused(UnknownText)
        .when(withdraws(LITTORAL, name, about=about, key="there"))
        .then(withdrawn(name, about=about))
    )


def test_a_partners_own_words_go_too() -> None:
    """What it wants of the commons, for one."""
    interest = words("a shared kitchen")
    stated = InterestStated(
        interest_id=InterestId("kitchen"), partner_id=LITTORAL, interest=interest
    )
    about = tag_of(
        InterestStated.filed_under[0], getattr(stated, InterestStated.filed_under[0])
    )
    given(*RECORDED, stated).when(withdraws(LITTORAL, interest, about=about)).then(
        withdrawn(interest, about=about)
    )


def test_nobody_acts_for_another_partner() -> None:
    """Nor does a partner at rest act at all."""
    foreign = replace(withdraws(LITTORAL), partner_id=BRUMES)
    suspended = PartnershipSuspended(partner_id=LITTORAL, reason=REASON)
    given(*RECORDED).when(foreign).refused(NotYourPartner)
    story = given(*RECORDED, suspended)
    story.when(withdraws(LITTORAL)).refused(YourPartnerNotActive)


def test_every_fact_with_texts_says_who_wrote_them() -> None:
    """Whatever is said can be taken back, but for people's own words."""
    personal = {PersonEnrolled, PersonNamed}
    bearing = {kind for kind in FACTS if bears_texts(kind)}
    assert {*WRITERS} == bearing - personal - {WordsWithdrawn}


def test_who_wrote_it_is_named_by_a_field_of_the_fact() -> None:
    """Or it is the owner of the thing, or the board."""
    for kind, writer in WRITERS.items():
        assert isinstance(writer, Writer) or writer in kind.__struct_fields__, kind


def test_the_store_reads_the_ground_that_was_recorded() -> None:
    """Under the stored name, whatever else the fact says."""
    story = given(*RECORDED).when(withdraws(LITTORAL)).then(withdrawn())
    (event,) = [e for e in story.store.since(0) if e.kind == KIND]
    assert read_withdrawal(event.data) == (position_of(TITLE), TITLE.digest)
