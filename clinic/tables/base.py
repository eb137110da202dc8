"""What all tables share: names for constraints, times in UTC, JSON columns."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData, String, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

# Constraints need names of their own, or a migration could not change them later.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC. A time without a zone is refused: it could mean any hour of the day."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database, in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time to keep must say its zone, such as datetime.now(UTC).")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database; SQLite keeps no zone, so it is put back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  # read once by SQLAlchemy, typed by its base
        datetime: UtcTime,
        str: String,
        dict[str, Any]: JSON,
        list[str]: JSON,
        dict[str, float]: JSON,
    }


def new_id() -> str:
    """A fresh identifier that nobody can guess."""
    return uuid.uuid4().hex


def person_key(**options: Any) -> Mapped[str]:
    """A column for the person whose row it is: with the person, the row goes."""
    return mapped_column(ForeignKey("person.id", ondelete="CASCADE"), **options)


def add_once(transaction: Session, table: Any, **values: Any) -> bool:
    """Add a row unless its key is taken, without waiting for an error; whether it was added."""
    dialect = transaction.get_bind().dialect.name
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    key = inspect(table).primary_key[0]
    statement = make(table).values(**values).on_conflict_do_nothing().returning(key)
    return transaction.scalar(statement) is not None
