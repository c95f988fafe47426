"""Rules: under which address each part of the log answers, in no language."""

from typing import Final

from flask import Blueprint, Flask
from flask_wtf import CSRFProtect

from web.log import answering
from web.log.answering import PREFIX
from web.log.bundles import NAME as DOSSIER
from web.log.bundles import dossier, policy
from web.log.proving import receipt
from web.log.serving import checkpoint, tile
from web.log.witnessing import add_checkpoint, witnessed_checkpoint

NAME: Final = "log"
HASH: Final = "<string(length=64):origin_hash>"


def register(app: Flask, csrf: CSRFProtect) -> None:
    """Add the log: it knows no session, so no other site can misuse one."""
    log = Blueprint(NAME, __name__)
    log.add_url_rule(f"{PREFIX}/checkpoint", view_func=checkpoint)
    log.add_url_rule(f"{PREFIX}/tile/<path:path>", view_func=tile)
    log.add_url_rule(f"{PREFIX}/policy", view_func=policy)
    log.add_url_rule(f"{PREFIX}/{DOSSIER}", view_func=dossier)
    log.add_url_rule(f"{PREFIX}/receipt/<position>", view_func=receipt)
    # Logs are given either prefix: ours, or the bare address of this lab.
    for prefix in (PREFIX, ""):
        log.add_url_rule(
            f"{prefix}/add-checkpoint", view_func=add_checkpoint, methods=["POST"]
        )
        log.add_url_rule(f"{prefix}/{HASH}/checkpoint", view_func=witnessed_checkpoint)
    answering.register(app, log)
    csrf.exempt(log)  # pyright: ignore[reportUnknownMemberType]  # it has no types
    app.register_blueprint(log)
