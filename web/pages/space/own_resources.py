"""Own resources: those my partner maintains, and those it reuses."""

from flask import Flask, render_template

from projections.commons.resources import resources_by_id, resources_page
from projections.commons.reuses import reuses_page
from web.auth.guards import required_viewer
from web.languages import PREFIX
from web.pages.commons.resource_acts import may_publish
from web.pages.commons.resources import resource_cards
from web.pages.personal import personal
from web.reading import open_shelf
from web.texts.words_of_the_field import (
    RESOURCE_KINDS,
    RESOURCE_STATES,
    RESOURCE_TONES,
)


def register(app: Flask) -> None:
    """Add the list."""
    at = f"{PREFIX}/espace/ressources"
    app.add_url_rule(at, "space_resources", space_resources)


@personal
def space_resources() -> str:
    """List what my partner maintains, and what it reuses, the latest first."""
    viewer = required_viewer()
    hat = viewer.partner
    if hat is None:
        return render_template("space/nobody.html")
    with open_shelf() as shelf:
        ours = resources_page(shelf, {"maintainer_id": hat.partner_id})
        uses = [p.row for p in reuses_page(shelf, partner_id=hat.partner_id).rows]
        reused = resources_by_id(shelf, (use.resource_id for use in uses))
        maintained = resource_cards(shelf, [p.row for p in ours.rows])
        others = resource_cards(shelf, list(reused.values()))
    titles = {card.row.resource_id: card.title for card in others}
    return render_template(
        "space/resources.html",
        hat=hat,
        cards=maintained,
        uses=[(use, titles[use.resource_id]) for use in uses],
        may_publish=may_publish(viewer),
        kinds=RESOURCE_KINDS,
        states=RESOURCE_STATES,
        tones=RESOURCE_TONES,
    )
