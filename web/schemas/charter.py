"""Charter: what adopting and accepting it asks, and flagging a thing under it."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.governance.charter.accept_charter import AcceptCharter
from ledger.governance.charter.adopt_charter import AdoptCharter
from ledger.governance.charter.answer_article_flag import AnswerArticleFlag
from ledger.governance.charter.events import Article
from ledger.governance.charter.raise_article_flag import RaiseArticleFlag
from ledger.governance.charter.resolve_article_flag import ResolveArticleFlag
from ledger.governance.charter.withdraw_article_flag import WithdrawArticleFlag
from web.forms.field import Field
from web.schemas.asking import Asking, Part
from web.schemas.questions import lengths, lines
from web.schemas.subjects import ARTICLE_TEXT, ARTICLE_TITLE, ARTICLE_TITLE_MAX

SAYING_MAX: Final = 2_000
ARTICLES: Final = Field(
    name="articles",
    label=lazy_gettext("What does the charter say?"),
    hint=lazy_gettext("Article by article; a number never serves again"),
)
NUMBER: Final = Field(
    name="number", label=lazy_gettext("What is the number of this article?")
)
VERSION: Final = Field(
    name="charter_version",
    label=lazy_gettext("Which version of the charter did you read?"),
    hint=lazy_gettext("Its number, on its page"),
)
AGAINST: Final = Field(
    name="article", label=lazy_gettext("Which article is it held against?")
)
WHY_FLAG: Final = lines(
    "reason", lazy_gettext("What does it go against, and how?"), most=SAYING_MAX
)
ANSWER: Final = lines("answer", lazy_gettext("What do you answer?"), most=SAYING_MAX)
RESOLUTION: Final = lines(
    "resolution", lazy_gettext("How is the matter settled?"), most=SAYING_MAX
)
AN_ARTICLE: Final = Part(
    questions=(NUMBER, ARTICLE_TITLE, ARTICLE_TEXT),
    public={"title": ARTICLE_TITLE_MAX, **lengths(ARTICLE_TEXT)},
)
A_FLAG: Final = ("flag_id",)
ASKED: Final = (
    Asking(command=AdoptCharter, questions=(ARTICLES,), parts={Article: AN_ARTICLE}),
    Asking(command=AcceptCharter, questions=(VERSION,)),
    Asking(
        command=RaiseArticleFlag,
        created={"flag_id": "flag"},
        addressed=("flagged_id",),
        found=("thing", "owner_id"),
        questions=(AGAINST, WHY_FLAG),
        public=lengths(WHY_FLAG),
    ),
    Asking(
        command=AnswerArticleFlag,
        addressed=A_FLAG,
        questions=(ANSWER,),
        public=lengths(ANSWER),
    ),
    Asking(
        command=ResolveArticleFlag,
        addressed=A_FLAG,
        questions=(RESOLUTION,),
        public=lengths(RESOLUTION),
    ),
    Asking(command=WithdrawArticleFlag, addressed=A_FLAG),
)
