"""The people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic.tables.base import Base, new_id, person_key


class Person(Base):
    """Somebody who does stretches, or a therapist.

    Attributes:
        role: `patient` or `therapist`; the one local person at home is a patient.
        name: what the other side calls them; empty at home.
    """

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[datetime]


class Account(Base):
    """How a person signs in; a person at home has none."""

    __tablename__ = "account"

    person_id: Mapped[str] = person_key(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]


class Identity(Base):
    """A person as another site's sign-in (OIDC) knows them."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = person_key(index=True)
    issuer: Mapped[str]
    subject: Mapped[str]


class SignIn(Base):
    """Somebody signed in; only the hash of the token that proves it is kept."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = person_key(index=True)
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class FailedTries(Base):
    """How often signing in failed lately, by the hash of what it was tried with."""

    __tablename__ = "failed_tries"

    key: Mapped[str] = mapped_column(primary_key=True)
    tries: Mapped[int]
    since: Mapped[datetime]


class Invitation(Base):
    """A one-time code to come in with; only its hash is kept.

    Attributes:
        inviter_id: the therapist; None where whoever runs the server invites.
        role: what the one invited will be.
        person_id: whose password it sets anew; None for somebody new.
        name: what the inviter calls them.
    """

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    inviter_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    name: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))


class Link(Base):
    """A therapist who cares for a patient, until either ends it."""

    __tablename__ = "link"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    therapist_id: Mapped[str] = person_key(index=True)
    patient_id: Mapped[str] = person_key(index=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))


class Audit(Base):
    """Who did what with whose data, and who was refused.

    Attributes:
        person_id: whose data it was; None where that is not known.
        at: when; `last_at` and `times` gather the same thing read again within minutes.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    last_at: Mapped[datetime]
    times: Mapped[int]
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    person_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    action: Mapped[str]
    target: Mapped[str]
    allowed: Mapped[bool]
