"""Voting words: under which convocation a vote is held."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.voting.convocations import Call

CALLS: Final[Mapping[str, LazyString]] = {
    Call.FIRST: lazy_gettext("First convocation"),
    Call.SECOND: lazy_gettext("Second convocation"),
}
