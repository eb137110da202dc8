"""Settings from the environment."""

from datetime import timedelta

import pytest

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


@pytest.mark.parametrize(("name", "value"), [("CLINIC", "maybe"), ("CLINIC_SIGN_IN_HOURS", "0")])
def test_a_setting_that_makes_no_sense_is_named(name, value):
    with pytest.raises(InvalidSetting, match=name):
        read_settings({name: value})
