"""The settings, read from the environment once and handed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from platformdirs import user_data_path

from clinic.ice import SCHEMES, IceServers, is_turn

APP = "stretch-form-checker"
ON, OFF = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class InvalidSetting(Exception):
    """A setting that cannot be used; the message says which one and what it takes."""


@dataclass(frozen=True)
class Settings:
    """Where things are kept, and for whom.

    Attributes:
        clinic: sign-in, therapists and patients; otherwise one person at home, without account.
        database_url: SQLAlchemy address of the database.
        files_url: fsspec address of the folder for videos and recordings of poses.
        sign_in_lasts: how long a sign-in lasts without use.
        invitation_lasts: how long an invitation's code can be used.
        ice_servers: servers that help the camera's video through a network.
    """

    clinic: bool
    database_url: str
    files_url: str
    sign_in_lasts: timedelta = timedelta(hours=12)
    invitation_lasts: timedelta = timedelta(days=7)
    ice_servers: IceServers = field(default_factory=IceServers)


def read_settings(environment: Mapping[str, str], data_folder: Path | None = None) -> Settings:
    """The settings that these environment variables make.

    `CLINIC` is 1 or 0, `DATABASE_URL` a database's address, `CLINIC_FILES` a folder or an address
    such as `s3://bucket/folder`, `CLINIC_SIGN_IN_HOURS` and `CLINIC_INVITATION_DAYS` whole numbers.
    `ICE_SERVERS` is a list with commas; its TURN servers need `TURN_SECRET`, or `TURN_USERNAME` and
    `TURN_PASSWORD`.

    Args:
        environment: such as `os.environ`.
        data_folder: where things are kept by default; the user's data folder where None.

    Raises:
        InvalidSetting: one makes no sense.
    """
    folder = user_data_path(APP, appauthor=False) if data_folder is None else data_folder
    return Settings(
        clinic=_switch(environment, "CLINIC"),
        database_url=environment.get("DATABASE_URL") or default_database_url(folder),
        files_url=environment.get("CLINIC_FILES") or str(folder / "files"),
        sign_in_lasts=timedelta(hours=_whole(environment, "CLINIC_SIGN_IN_HOURS", 12)),
        invitation_lasts=timedelta(days=_whole(environment, "CLINIC_INVITATION_DAYS", 7)),
        ice_servers=_ice_servers(environment),
    )


def default_database_url(folder: Path) -> str:
    """A SQLite file in this folder."""
    return f"sqlite:///{folder / 'sessions.sqlite3'}"


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "").strip().lower()
    if value not in (*ON, *OFF):
        raise InvalidSetting(f"{name} has to be 1 or 0, not {value}.")
    return value in ON


def _whole(environment: Mapping[str, str], name: str, usual: int) -> int:
    value = environment.get(name, "").strip()
    if not value:
        return usual
    if not value.isdecimal() or int(value) < 1:
        raise InvalidSetting(f"{name} has to be a whole number above 0, not {value}.")
    return int(value)


def _ice_servers(environment: Mapping[str, str]) -> IceServers:
    urls = tuple(u.strip() for u in environment.get("ICE_SERVERS", "").split(",") if u.strip())
    for url in urls:
        if url.partition(":")[0] not in SCHEMES:
            raise InvalidSetting(
                f"ICE_SERVERS has to be addresses like stun:stun.example.org:3478, not {url}."
            )
    names = ("TURN_USERNAME", "TURN_PASSWORD", "TURN_SECRET")
    username, password, secret = (environment.get(name, "") for name in names)
    if any(map(is_turn, urls)) and not (secret or (username and password)):
        raise InvalidSetting(
            "ICE_SERVERS names a TURN server: set TURN_SECRET, or TURN_USERNAME and TURN_PASSWORD."
        )
    return IceServers(urls, username, password, secret)
