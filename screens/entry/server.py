"""What the whole server process opens once for the clinic."""

from __future__ import annotations

import os
from dataclasses import dataclass

import streamlit as st

from clinic.database import Database, open_database
from clinic.entrance import Entrance
from clinic.files import FileStore
from clinic.settings import Settings, read_settings


@dataclass(frozen=True)
class Server:
    """The clinic's database, its files, and its entrance."""

    settings: Settings
    database: Database
    store: FileStore
    entrance: Entrance


@st.cache_resource(show_spinner=False)
def server() -> Server:
    """The one of this process.

    Raises:
        DatabaseUnavailable: the database cannot be opened.
        InvalidSetting: a setting makes no sense.
    """
    settings = read_settings(os.environ)
    database = open_database(settings.database_url)
    entrance = Entrance(database, settings.sign_in_lasts)
    return Server(settings, database, FileStore(settings.files_url), entrance)
