"""What an asker is to the person whose data they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.tables.care import ReviewRow
from clinic.tables.people import Invitation, Link, Person
from clinic.tables.sessions import KeptSessionRow

Role = Literal["patient", "therapist"]


class Relation(Enum):
    """What the asker is to the person whose data it is."""

    SELF = "self"
    THERAPIST = "linked therapist"
    STRANGER = "stranger"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Actor:
    """Who asks; None is somebody not signed in."""

    person_id: str | None


ANONYMOUS = Actor(None)


class Subject(Enum):
    """What the first argument of a method identifies; it leads to the person whose data it is."""

    PERSON = "person"
    SESSION = "session"
    REVIEW = "review"
    LINK = "link"
    INVITATION = "invitation"

    def person_of(self, transaction: Session, identifier: str) -> str | None:
        """The person whose data this is, None where there is no such thing."""
        return _FINDERS[self](transaction, identifier)


def _person(transaction: Session, identifier: str) -> str | None:
    return transaction.scalar(select(Person.id).filter_by(id=identifier))


def _session(transaction: Session, identifier: str) -> str | None:
    return transaction.scalar(select(KeptSessionRow.person_id).filter_by(id=identifier))


def _review(transaction: Session, identifier: str) -> str | None:
    return transaction.scalar(select(ReviewRow.patient_id).filter_by(id=identifier))


def _link(transaction: Session, identifier: str) -> str | None:
    return transaction.scalar(select(Link.patient_id).filter_by(id=identifier))


def _invitation(transaction: Session, identifier: str) -> str | None:
    return transaction.scalar(select(Invitation.inviter_id).filter_by(id=identifier))


_FINDERS: dict[Subject, Callable[[Session, str], str | None]] = {
    Subject.PERSON: _person,
    Subject.SESSION: _session,
    Subject.REVIEW: _review,
    Subject.LINK: _link,
    Subject.INVITATION: _invitation,
}


def role_of(transaction: Session, actor: Actor) -> Role | None:
    """The asker's role as the database knows it, None for somebody it does not know."""
    person = None if actor.person_id is None else transaction.get(Person, actor.person_id)
    return None if person is None else as_role(person)


def as_role(person: Person) -> Role:
    """A person's role; whoever is no therapist is a patient."""
    return "therapist" if person.role == "therapist" else "patient"


def relation(transaction: Session, actor: Actor, person_id: str) -> Relation:
    """What the asker is to this person, at this moment."""
    role = role_of(transaction, actor)
    if role is None:
        return Relation.ANONYMOUS
    if actor.person_id == person_id:
        return Relation.SELF
    linked = select(Link.id).filter_by(
        therapist_id=actor.person_id, patient_id=person_id, ended_at=None
    )
    if role == "therapist" and transaction.scalar(linked.limit(1)) is not None:
        return Relation.THERAPIST
    return Relation.STRANGER
