"""Workers: what several processes that share the tests must tell the one that sums up.

Each worker collects all tests and runs its share, so only they know what `-m` left out;
pytest's last line would not mention it.
"""

from collections.abc import Sequence
from typing import Any

import pytest

LEFT_OUT = pytest.StashKey[int]()


class LeftOut:
    """A test that no worker ran; pytest counts it, and other plugins look into it."""


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what was left out."""
    if items:
        stash = items[0].config.stash
        stash[LEFT_OUT] = stash.get(LEFT_OUT, 0) + len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the count to who sums up, if this is a worker."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401  # the plugin gives no type
    """Tell what a worker left out, once: all of them leave out the same."""
    reporter = node.config.pluginmanager.get_plugin("terminalreporter")
    left_out = getattr(node, "workeroutput", {}).get("left out", 0)
    if reporter is not None and "deselected" not in reporter.stats:
        reporter.stats["deselected"] = [LeftOut() for _ in range(left_out)]
