"""Letters and files: what goes out with a command, and what is sent before one."""

from datetime import timedelta

from tests.web.api.writes.programs import ROOT, TIME, Programs, problem_of, said_in

BODY = {
    "kind": "association",
    "scope": "communal",
    "name": "Les Amis du port",
    "short_name": "Amis",
    "no_identifier_reason": "inventée",
}


def test_a_body_is_invited_and_a_person_designated(programs: Programs) -> None:
    """A letter goes to who is new, once; a wrong number or address is told."""
    running = programs.town.running
    soon = (running.wiring.ledger.clock().date() + timedelta(days=20)).isoformat()
    asked = {"identity": BODY, "email": "zoe@port.test", "confirm_by": soon}
    key = "inviting-the-port"
    made = programs.asso.post("/invitations", asked, Idempotency_Key=key)
    assert made.status_code == 201, made.text
    letter = running.last_letter("zoe@port.test")
    assert "Les Amis du port" in letter
    again = programs.asso.post("/invitations", asked, Idempotency_Key=key)
    assert again.get_json() == made.get_json()
    assert running.last_letter("zoe@port.test") == letter
    early = programs.asso.post(
        f"/invitations/{made.get_json()['id']}/renewals", {"confirm_by": soon}
    )
    assert problem_of(early)["code"] == "InvitationStillOpen"
    mandate = {
        "email": "leo@asso.test",
        "partner_id": programs.asso.partner_id,
        "capacity": "contributor",
        "designation": "election",
    }
    granted = programs.asso.post("/mandates", mandate)
    assert granted.status_code == 201, granted.text
    assert "Asso" in running.last_letter("leo@asso.test")
    for body, pointer in (
        ({**asked, "email": "nobody"}, "#/email"),
        ({**asked, "identity": {**BODY, "siret": "123"}}, "#/identity"),
        ({**asked, "identity": {**BODY, "commune_code": "00000"}}, "#/identity"),
        ({**asked, "identity": {"kind": "spell"}}, "#/identity/kind"),
        ({**asked, "confirm_by": "2099-01-01"}, "#/confirm_by"),
    ):
        answer = programs.asso.post("/invitations", body)
        assert answer.status_code == 422
        assert pointer in said_in(answer), answer.text


def test_evidence_is_sent_first(programs: Programs) -> None:
    """The file is kept and named; what was never sent here cannot be named."""
    pdf = b"%PDF-1.7 feuille de temps"
    sent = programs.asso.person.client.post(
        f"{ROOT}/files",
        data=pdf,
        headers={"Authorization": f"Bearer {programs.asso.token}"},
    )
    assert sent.status_code == 201, sent.text
    file = sent.get_json()
    assert (file["size"], file["media_type"]) == (len(pdf), "application/pdf")
    name = programs.asso.made("/contributions", {**TIME, "evidence": [file]})
    at = f"/fr/espace/contributions/{name}/preuves/{file['digest']}"
    assert programs.city.person.client.get(at).data == pdf
    for other in (
        {**file, "digest": "x" * 43},
        {**file, "size": 1},
        {**file, "media_type": "image/png"},
        {**file, "digest": "../../etc/passwd"},
    ):
        answer = programs.asso.post("/contributions", {**TIME, "evidence": [other]})
        assert answer.status_code == 422, answer.text
        assert next(iter(said_in(answer))).startswith("#/evidence")


def test_a_file_of_no_known_kind_is_not_kept(programs: Programs) -> None:
    """Nor one that is too large, or nobody's."""
    headers = {"Authorization": f"Bearer {programs.asso.token}"}
    client = programs.asso.person.client
    for content, status in ((b"\x00\x01", 422), (b"", 422), (b"x" * 11_000_000, 413)):
        answer = client.post(f"{ROOT}/files", data=content, headers=headers)
        assert problem_of(answer)["status"] == status
    assert problem_of(client.post(f"{ROOT}/files", data=b"%PDF-"))["status"] == 401
