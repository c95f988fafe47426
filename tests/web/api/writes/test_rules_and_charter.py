"""Rules, charter, flags, colleges and proxies: written and signed by programs."""

from typing import Any, Final

from tests.web.api.writes.programs import Program, Programs
from tests.web.api.writes.test_proposals import done, on_the_table

BY_VOTE: Final[dict[str, Any]] = {"method": "for_against"}
RULES: Final = [{"kind": "orientation", "rule": BY_VOTE}]
ARTICLES: Final = [{"number": 4, "title": "Ouvert à tous", "text": "Nul n’est exclu."}]


def refused(who: Program, path: str, body: object = None) -> None:
    """Let a program do something that is not taken."""
    answer = who.post(path, body)
    assert answer.status_code in {409, 422}, (path, answer.text)


def test_a_thing_is_flagged_under_the_charter(programs: Programs) -> None:
    """Whose it is is read in its own facts; a third partner settles it.

    It comes first: once rules are in force, they decide on the charter.
    """
    done(programs.board, "/charter", {"articles": ARTICLES})
    done(programs.asso, "/charter/acceptances", {"charter_version": 1})
    at = on_the_table(programs.asso).rpartition("/")[2]
    flag = {"article": 4, "reason": "Le soir, le bus ne passe plus."}
    path = f"/things/{at}/flags"
    refused(programs.asso, path, flag)
    name = programs.city.made(path, flag)
    done(programs.asso, f"/flags/{name}/answers", {"answer": "Un bus est prévu."})
    settled = {"resolution": "Le bus passe jusqu’à minuit."}
    refused(programs.city, f"/flags/{name}/resolution", settled)
    done(programs.lab, f"/flags/{name}/resolution", settled)
    refused(programs.city, f"/flags/{name}/withdrawal")
    other = programs.city.made(path, flag)
    done(programs.city, f"/flags/{other}/withdrawal")
    assert programs.city.post("/things/nowhere/flags", flag).status_code == 404


def test_rules_are_founded_and_signed(programs: Programs) -> None:
    """They are read by their own type; one that cannot be obeyed is refused."""
    sides = [programs.board.partner_id, programs.asso.partner_id]
    unfit = [{"kind": "orientation", "rule": {**BY_VOTE, "seats": 2}}]
    refused(programs.board, "/founding_rules", {"rules": unfit, "signatories": sides})
    unknown = [{"kind": "orientation", "rule": {**BY_VOTE, "quorun": None}}]
    refused(programs.board, "/founding_rules", {"rules": unknown, "signatories": sides})
    done(programs.board, "/founding_rules", {"rules": RULES, "signatories": sides})
    refused(programs.asso, "/founding_rules/signatures", {"founding": 2})
    done(programs.asso, "/founding_rules/signatures", {"founding": 1})
    refused(programs.asso, "/founding_rules/signatures", {"founding": 1})
    drafted = programs.asso.made("/rule_drafts", {"kind": "charter", "rule": BY_VOTE})
    refused(programs.asso, f"/rule_drafts/{drafted}/trials", {"votes": ["nowhere"]})


def test_a_partner_is_put_into_a_college(programs: Programs) -> None:
    """By the board, once."""
    college = programs.board.made("/colleges", {"name": "Les associations"})
    path = f"/colleges/{college}/partners"
    done(programs.board, path, {"assigned_id": programs.asso.partner_id})
    refused(programs.board, path, {"assigned_id": programs.asso.partner_id})


def test_a_proxy_is_given_to_somebody_who_is_designated(programs: Programs) -> None:
    """A name alone is nobody."""
    nobody = {"holder_mandate_id": "nobody", "vote_id": "any"}
    refused(programs.asso, "/proxies", nobody)
    refused(programs.asso, "/proxies/nowhere/revocation")
