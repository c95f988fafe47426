"""Serving: a commons behind a door on the loopback, for programs that are not ours."""

import threading
from collections.abc import Generator
from contextlib import contextmanager

from werkzeug.serving import make_server

from tests.bundles.commons import Commons
from web.application import create_app
from web.settings import Settings
from web.wiring import connected


@contextmanager
def served(commons: Commons) -> Generator[str]:
    """Serve it while in the context; return its address."""
    settings = Settings(data=commons.data, base_url="http://localhost")
    with connected(settings, commons.owner) as wiring:
        door = make_server("127.0.0.1", 0, create_app(wiring), threaded=True)
        thread = threading.Thread(target=door.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.server_port}"
        finally:
            door.shutdown()
            thread.join()
            door.server_close()
