"""Reading evidence: partners open the files that support a contribution."""

from flask import Flask, Response, abort

from projections.commons.contributions import contribution
from web.auth.guards import required_viewer
from web.evidence import ENDINGS, kept_file
from web.languages import PREFIX
from web.pages.personal import personal
from web.reading import open_shelf, the_wiring


def register(app: Flask) -> None:
    """Add the address of each file."""
    app.add_url_rule(
        f"{PREFIX}/espace/contributions/<contribution_id>/preuves/<digest>",
        "evidence",
        evidence,
    )


@personal
def evidence(contribution_id: str, digest: str) -> Response:
    """Hand the file out to be saved, never shown: nobody vouches for its content."""
    if not required_viewer().hats:
        abort(404)
    with open_shelf() as shelf:
        row = contribution(shelf, contribution_id)
    held = row.evidence if row is not None else ()
    file = next((one for one in held if one.digest == digest), None)
    content = kept_file(the_wiring().settings.data, digest) if file else None
    if file is None or content is None:
        abort(404)
    answer = Response(content, mimetype=file.media_type)
    name = f"{digest[:12]}{ENDINGS.get(file.media_type, '')}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
