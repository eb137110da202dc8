"""Settings from the environment."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from clinic.ice import IceServers
from clinic.settings import InvalidSetting, read_settings


def test_at_home_everything_lies_in_the_data_folder(tmp_path):
    settings = read_settings({}, tmp_path)
    assert not settings.clinic
    assert settings.database_url == f"sqlite:///{tmp_path}/sessions.sqlite3"
    assert settings.files_url == f"{tmp_path}/files"


def test_the_environment_overrides(tmp_path):
    environment = {
        "CLINIC": "1",
        "DATABASE_URL": "postgresql://clinic@db/clinic",
        "CLINIC_FILES": "s3://bucket/clinic",
        "CLINIC_SIGN_IN_HOURS": "8",
        "CLINIC_INVITATION_DAYS": "2",
    }
    settings = read_settings(environment, tmp_path)
    assert settings.clinic
    assert settings.database_url == "postgresql://clinic@db/clinic"
    assert settings.files_url == "s3://bucket/clinic"
    assert settings.sign_in_lasts == timedelta(hours=8)
    assert settings.invitation_lasts == timedelta(days=2)


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TURN = "turn:turn.example.org:3478"


def test_no_server_helps_the_video_unless_one_is_named():
    assert read_settings({}).ice_servers.described(NOON) == []


def test_stun_servers_are_told_as_they_are():
    urls = "stun:stun.example.org:3478, stuns:stun.example.org:5349,"
    assert read_settings({"ICE_SERVERS": urls}).ice_servers.described(NOON) == [
        {"urls": "stun:stun.example.org:3478"},
        {"urls": "stuns:stun.example.org:5349"},
    ]


def test_a_turn_server_comes_with_its_name_and_password():
    environment = {
        "ICE_SERVERS": f"stun:stun.example.org,{TURN}",
        "TURN_USERNAME": "clinic",
        "TURN_PASSWORD": "river lantern",
    }
    assert read_settings(environment).ice_servers.described(NOON) == [
        {"urls": "stun:stun.example.org"},
        {"urls": TURN, "username": "clinic", "credential": "river lantern"},
    ]


def test_a_shared_secret_makes_a_password_that_the_turn_server_can_check():
    servers = read_settings({"ICE_SERVERS": TURN, "TURN_SECRET": "shared"}).ice_servers
    (told,) = servers.described(NOON)
    expires = datetime.fromtimestamp(int(told["username"].split(":")[0]), UTC)
    assert timedelta(hours=12) < expires - NOON <= timedelta(hours=24)
    digest = hmac.new(b"shared", told["username"].encode(), hashlib.sha1).digest()
    assert told["credential"] == base64.b64encode(digest).decode()


def test_the_password_stays_the_same_while_a_session_runs():
    servers = IceServers((TURN,), secret="shared")
    assert servers.described(NOON) == servers.described(NOON + timedelta(hours=2))
    assert servers.described(NOON) != servers.described(NOON + timedelta(hours=13))


def test_a_log_of_the_settings_tells_no_secret():
    environment = {"ICE_SERVERS": TURN, "TURN_SECRET": "river", "TURN_PASSWORD": "lantern"}
    assert not any(word in repr(read_settings(environment)) for word in ("river", "lantern"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLINIC", "maybe"),
        ("CLINIC_SIGN_IN_HOURS", "0"),
        ("ICE_SERVERS", "stun.example.org"),
        ("TURN_SECRET", ""),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name, value):
    with pytest.raises(InvalidSetting, match=name):
        read_settings({"ICE_SERVERS": TURN, name: value})
