"""Corrected days, through the API, are held against those of their project."""

from tests.web.api.writes.programs import TIME, Programs, problem_of


def test_days_before_the_launch_are_refused(programs: Programs) -> None:
    """The address names the contribution: its project need not be said again."""
    asked = {"title": "Un verger", "purpose": "Planter.", "scope": "communal"}
    project = programs.asso.made("/projects", asked)
    launched = programs.asso.post(
        f"/projects/{project}/launch", {"launched_on": "2026-02-02"}
    )
    assert launched.status_code == 200, launched.text
    name = programs.asso.made("/contributions", {**TIME, "project_id": project})
    at = f"/contributions/{name}"
    correction = {"difference": "0", "reason": "Un autre jour."}
    early = programs.asso.change("PATCH", at, {**correction, "started_on": "2026-01-5"})
    assert early.status_code == 422, early.text
    early = programs.asso.change(
        "PATCH", at, {**correction, "started_on": "2026-01-05"}
    )
    assert problem_of(early)["code"] == "ProjectNotOpen", early.text
    later = programs.asso.change(
        "PATCH", at, {**correction, "started_on": "2026-03-02"}
    )
    assert later.status_code == 200, later.text
