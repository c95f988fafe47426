"""Server's identity: as which user PostgreSQL runs, which refuses to run as root."""

import os
import pwd
import shutil
import subprocess

from ledger.kernel.store.embedded_errors import ServerNotIsolated
from ledger.kernel.store.embedded_folder import ServerFolder


def disguise(folder: ServerFolder) -> list[str]:
    """Return what starts a program under an identity that PostgreSQL accepts.

    It refuses root, and cannot make a cluster for a number without a name in the
    system's list of users, as containers have. In a user namespace either is shown
    as somebody from that list: nobody is added to it, and no file changes owner.
    """
    named = {user.pw_uid: user.pw_gid for user in pwd.getpwall() if user.pw_uid != 0}
    if os.geteuid() in named:
        return []
    owner = folder.owner()
    if owner.number != os.geteuid():
        return _as_user(folder, owner.number, owner.group)
    if not named:
        raise ServerNotIsolated(folder.data, "it knows no user but root")
    number, group = next(iter(named.items()))
    shown = ["unshare", "--user", f"--map-user={number}", f"--map-group={group}"]
    refusal = _refusal_of(shown)
    if refusal is None:
        return shown
    # Most containers grant root no namespace, but all grant it to be somebody else.
    # A cluster that already is root's stays so: it may be at home in another system.
    if os.geteuid() != 0 or folder.cluster.exists():
        raise ServerNotIsolated(folder.data, refusal)
    command = _as_user(folder, number, group)
    folder.give_to(number, group)
    return command


def _as_user(folder: ServerFolder, number: int, group: int) -> list[str]:
    """Return what starts a program as another user, who passes closed folders.

    Above our folder may lie others that only root enters, such as its home; they are
    to stay closed, so the program keeps this one of root's capabilities.
    """
    command = ["setpriv", f"--reuid={number}", f"--regid={group}", "--clear-groups"]
    command += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    refusal = _refusal_of(command)
    if refusal is not None:
        raise ServerNotIsolated(folder.data, refusal)
    return command


def _refusal_of(command: list[str]) -> str | None:
    """Return why the command starts nothing here, if so."""
    program = shutil.which(command[0])
    if program is None:
        return f"the program {command[0]} is missing"
    trial = subprocess.run(  # noqa: S603  # the system's program, no shell
        [program, *command[1:], "/bin/sh", "-c", ":"],
        check=False,
        capture_output=True,
        text=True,
    )
    return None if trial.returncode == 0 else trial.stderr.strip()
