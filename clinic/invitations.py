"""Invitations: a code that can be used once, for a while, and that only the invited one knows."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic.relations import Role
from clinic.secrets_kept import hash_code, new_code
from clinic.tables.base import new_id
from clinic.tables.people import Invitation, Link, Person

LONGEST_NAME = 80


class InvalidInvitation(Exception):
    """A code or what came with it cannot be used; the message says what to do."""


NO_SUCH_CODE = (
    "This code is wrong, has been used, or has expired: ask whoever gave it to you for a new one."
)


def make_invitation(
    transaction: Session,
    role: Role,
    name: str,
    now: datetime,
    lasts: timedelta,
    inviter_id: str | None = None,
    person_id: str | None = None,
) -> str:
    """A new code, which is told here and never again.

    Args:
        transaction: in which it is kept.
        role: what the one invited will be.
        name: what the inviter calls them.
        now: the moment.
        lasts: how long the code can be used.
        inviter_id: the therapist, with whom a patient will be linked.
        person_id: whose password it sets anew, None for somebody new.
    """
    code = new_code()
    transaction.execute(
        delete(Invitation).where(Invitation.expires_at <= now, Invitation.used_at.is_(None))
    )
    transaction.add(
        Invitation(
            inviter_id=inviter_id,
            code_hash=hash_code(code),
            role=role,
            person_id=person_id,
            name=plain_name(name),
            created_at=now,
            expires_at=now + lasts,
        )
    )
    return code


def accept_invitation(transaction: Session, code: str, name: str, now: datetime) -> str:
    """Use a code to come in: makes the person, or finds the one it was made for.

    Raises:
        InvalidInvitation: it is wrong, used or expired.
    """
    invitation = _open_invitation(transaction, code, now)
    person_id = invitation.person_id
    if person_id is None:
        person_id = new_id()
        called = plain_name(name) or invitation.name
        transaction.add(Person(id=person_id, role=invitation.role, name=called, created_at=now))
        transaction.flush()
    _use(transaction, invitation, person_id, now)
    return person_id


def accept_for(transaction: Session, person_id: str, code: str, now: datetime) -> None:
    """Use a therapist's code as somebody who has an account already.

    Raises:
        InvalidInvitation: it is wrong, used, expired or no therapist's for a patient.
    """
    invitation = _open_invitation(transaction, code, now)
    if invitation.inviter_id is None or invitation.person_id is not None:
        raise InvalidInvitation(NO_SUCH_CODE)
    _use(transaction, invitation, person_id, now)


def _open_invitation(transaction: Session, code: str, now: datetime) -> Invitation:
    query = select(Invitation).filter_by(code_hash=hash_code(code)).with_for_update()
    invitation = transaction.scalar(query)
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        raise InvalidInvitation(NO_SUCH_CODE)
    return invitation


def _use(transaction: Session, invitation: Invitation, person_id: str, now: datetime) -> None:
    invitation.used_at, invitation.used_by = now, person_id
    if invitation.inviter_id is not None:
        link(transaction, invitation.inviter_id, person_id, now)


def link(transaction: Session, therapist_id: str, patient_id: str, now: datetime) -> None:
    """Link a therapist with a patient, unless they are linked."""
    linked = select(Link.id).filter_by(
        therapist_id=therapist_id, patient_id=patient_id, ended_at=None
    )
    if transaction.scalar(linked.limit(1)) is None:
        transaction.add(Link(therapist_id=therapist_id, patient_id=patient_id, began_at=now))


def plain_name(name: str) -> str:
    """A name on one line, cut to a sensible length."""
    return " ".join(name.split())[:LONGEST_NAME]
