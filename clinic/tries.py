"""Limits how often signing in may be tried, by what it is tried with and from where."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic.secrets_kept import hash_token
from clinic.tables.base import add_once
from clinic.tables.people import FailedTries

WITHIN = timedelta(minutes=15)
MOST_FOR_AN_ADDRESS = 5
MOST_FROM_A_SOURCE = 30


class TooManyTries(Exception):
    """It was tried too often lately."""

    def __init__(self) -> None:
        minutes = int(WITHIN.total_seconds() // 60)
        super().__init__(f"That was tried too often: wait {minutes} minutes and try again.")


def count_try(transaction: Session, address: str, source: str, now: datetime) -> None:
    """Count a try before it is made; an empty address or source is not limited.

    Raises:
        TooManyTries: the limit was reached before this one.
    """
    transaction.execute(delete(FailedTries).where(FailedTries.since <= now - WITHIN))
    limits = (("address", address, MOST_FOR_AN_ADDRESS), ("source", source, MOST_FROM_A_SOURCE))
    for kind, value, most in limits:
        if value and _counted(transaction, _key(kind, value), now) > most:
            raise TooManyTries


def _counted(transaction: Session, key: str, now: datetime) -> int:
    add_once(transaction, FailedTries, key=key, tries=0, since=now)
    row = transaction.scalars(select(FailedTries).filter_by(key=key).with_for_update()).one()
    row.tries += 1
    return row.tries


def forget_tries(transaction: Session, address: str) -> None:
    """Signing in went well: the tries of this address are forgotten."""
    transaction.execute(delete(FailedTries).filter_by(key=address_key(address)))


def address_key(address: str) -> str:
    """What an address's tries are counted under."""
    return _key("address", address)


def _key(kind: str, value: str) -> str:
    return hash_token(f"{kind}:{value}")
