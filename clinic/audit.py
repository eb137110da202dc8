"""The audit log: who did what with whose data, and who was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.tables.people import Audit

GATHER = timedelta(minutes=10)
"""The same thing read again within this time is one entry with a count."""


@dataclass(frozen=True)
class Entry:
    """What happened.

    Attributes:
        actor_id: who did it, None for somebody not signed in.
        person_id: whose data it was, None where there was no such thing.
        action: the method, such as `Sessions.one`.
        target: what its first argument was.
        allowed: False where the actor was refused.
    """

    actor_id: str | None
    person_id: str | None
    action: str
    target: str
    allowed: bool


@dataclass(frozen=True)
class LoggedEntry:
    """An entry as it stands in the log."""

    entry: Entry
    actor_name: str
    at: datetime
    last_at: datetime
    times: int


def log(transaction: Session, entry: Entry, now: datetime, gathers: bool) -> None:
    """Write an entry, or count on one that says the same and is minutes old."""
    if gathers and (row := _recent(transaction, entry, now)) is not None:
        row.last_at, row.times = now, row.times + 1
        return
    transaction.add(
        Audit(
            at=now,
            last_at=now,
            times=1,
            actor_id=entry.actor_id,
            person_id=entry.person_id,
            action=entry.action,
            target=entry.target,
            allowed=entry.allowed,
        )
    )


def _recent(transaction: Session, entry: Entry, now: datetime) -> Audit | None:
    query = (
        select(Audit)
        .filter_by(
            actor_id=entry.actor_id,
            person_id=entry.person_id,
            action=entry.action,
            target=entry.target,
            allowed=entry.allowed,
        )
        .where(Audit.last_at > now - GATHER)
        .order_by(Audit.last_at.desc())
        .limit(1)
    )
    return transaction.scalar(query)
