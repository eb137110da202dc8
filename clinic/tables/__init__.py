"""The tables, one file for each part of the clinic; importing this package knows them all."""

from clinic.tables import people, sessions
from clinic.tables.base import Base

__all__ = ["Base", "people", "sessions"]
