"""Settings: from the command line, then ``COMMUN_*``, then a file, in that order."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

SECRET_BYTES: Final = 32
FILE_NAME: Final = "commun.toml"
BOUNDS: Final = {"port": (1, 65_535), "workers": (1, 1_000), "threads": (1, 1_000)}


class SettingWrong(Exception):
    """A setting cannot be used; the message names it and the remedy."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may set; each field is also ``COMMUN_<NAME>`` and a file key.

    ``data`` is the folder of everything kept on disk. Without ``database_url``
    an embedded PostgreSQL lives in it. ``base_url`` is the address people use,
    written in e-mails. Without ``smtp_url`` (``smtp://user:pass@host:587`` or
    ``smtps://``) messages wait in the operator's outbox page. ``log_origin`` is
    the name for ever of the log that seals the facts; without it one is made of
    ``base_url`` at the first start. ``data_licence`` is the identifier, in the list
    of SPDX, of the licence that the open data is offered under: the Licence Ouverte
    unless told otherwise.
    """

    data: Path = Path("var")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 2
    threads: int = 8
    base_url: str = ""
    smtp_url: str = ""
    mail_from: str = "commun@localhost"
    demo: bool = False
    secure_cookies: bool = False
    log_origin: str = ""
    data_licence: str = "etalab-2.0"

    @property
    def address(self) -> str:
        """Return the address people use, without a slash at its end."""
        return (self.base_url or f"http://{self.door}").rstrip("/")

    @property
    def door(self) -> str:
        """Return host and port as addresses spell them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def secret(self) -> bytes:
        """Return this installation's secret, made at the first start.

        Two processes may start at once: the file is created only if it is not
        there, and whoever comes second reads what the first one wrote.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        path = self.data / "secret"
        fresh = path.with_name(f".secret-{os.getpid()}-{secrets.token_hex(4)}")
        if not path.exists():
            fresh.touch(mode=0o600)
            fresh.write_bytes(secrets.token_bytes(SECRET_BYTES))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass  # the other process was first
            finally:
                fresh.unlink()
        return path.read_bytes()


def load(
    flags: Mapping[str, Any], environment: Mapping[str, str] = os.environ
) -> Settings:
    """Gather the settings; raise SettingWrong where one cannot be read."""
    given: dict[str, Any] = {}
    names = {f.name for f in fields(Settings)}
    for name in names:
        if (value := environment.get(f"COMMUN_{name.upper()}")) is not None:
            given[name] = value
    given |= {name: value for name, value in flags.items() if value is not None}
    data = Path(given.get("data", Settings.data))
    named = environment.get("COMMUN_CONFIG")
    path = Path(named or data / FILE_NAME)
    if named and not path.is_file():
        raise SettingWrong(f"COMMUN_CONFIG: there is no file {path}")
    merged = _file(path, names) | given
    found = Settings(**{name: _typed(name, value) for name, value in merged.items()})
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(found, name) <= most:
            said = f"{name} (COMMUN_{name.upper()}) is from {least} to {most}"
            raise SettingWrong(f"{said}, not {getattr(found, name)}")
    return found


def _file(path: Path, names: set[str]) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingWrong(f"{path}: not a TOML file: {error}") from error
    if unknown := sorted(set(found) - names):
        known = ", ".join(sorted(names))
        raise SettingWrong(f"{path}: unknown: {', '.join(unknown)}; known: {known}")
    return found


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401  # as many types as settings
    kind = next(f.type for f in fields(Settings) if f.name == name)
    try:
        match getattr(kind, "__name__", kind):
            case "bool":
                return str(value).lower() in {"1", "true", "yes", "on"}
            case "int":
                return int(value)
            case "Path":
                return Path(value).expanduser().resolve()
            case _:
                return str(value)
    except ValueError as error:
        raise SettingWrong(
            f"{name} (COMMUN_{name.upper()}) wants a whole number, not {value!r}"
        ) from error
