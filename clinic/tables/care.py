"""What passes between patient and therapist: reviews, replies, looking in, time spent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clinic.tables.base import Base, new_id, person_key


def _review_key() -> Mapped[str]:
    return mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)


class ReviewRow(Base):
    """Something a patient handed in: a recorded session, or videos, with a comment.

    Attributes:
        share_video: whether the therapist may see the video; without, it is not kept.
        closed_at: when a therapist was done with it.
    """

    __tablename__ = "review"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    patient_id: Mapped[str] = person_key(index=True)
    session_id: Mapped[str | None] = mapped_column(ForeignKey("session.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    comment: Mapped[str]
    share_video: Mapped[bool]
    closed_at: Mapped[datetime | None]

    parts: Mapped[list[PartRow]] = relationship(order_by="PartRow.number", lazy="selectin")
    replies: Mapped[list[ReplyRow]] = relationship(order_by="ReplyRow.at", lazy="selectin")
    overrides: Mapped[list[OverrideRow]] = relationship(order_by="OverrideRow.at", lazy="selectin")


class PartRow(Base):
    """One stretch of what was handed in.

    Attributes:
        report: the program's own answer, in the command line's schema; never changed.
        poses: the recording of poses in the file store, None without.
        video: the video there, None where it is not shared.
    """

    __tablename__ = "review_part"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[str] = _review_key()
    number: Mapped[int]
    stretch: Mapped[str | None]
    report: Mapped[dict[str, Any]]
    poses: Mapped[str | None]
    video: Mapped[str | None]


class ReplyRow(Base):
    """A comment, at a moment of a part or on the whole.

    Attributes:
        read_at: when the patient read it; None for the patient's own, and for what is unread.
    """

    __tablename__ = "reply"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[str] = _review_key()
    author_id: Mapped[str] = person_key()
    at: Mapped[datetime]
    text: Mapped[str]
    part: Mapped[int | None]
    moment_s: Mapped[float | None]
    read_at: Mapped[datetime | None]


class OverrideRow(Base):
    """A therapist's correction, kept beside the program's answer."""

    __tablename__ = "override"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[str] = _review_key()
    therapist_id: Mapped[str] = person_key()
    at: Mapped[datetime]
    part: Mapped[int]
    kind: Mapped[str]
    check_name: Mapped[str | None]
    side: Mapped[str | None]
    moment_s: Mapped[float | None]
    note: Mapped[str]


class VisitRow(Base):
    """Time that a therapist spent on a patient."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    therapist_id: Mapped[str] = person_key()
    patient_id: Mapped[str] = person_key(index=True)
    what: Mapped[str]
    began_at: Mapped[datetime]
    last_at: Mapped[datetime]


class LookInRow(Base):
    """Consent that a linked therapist may watch one running session.

    Attributes:
        picture: the camera's picture; otherwise the skeleton only.
    """

    __tablename__ = "look_in"

    session_id: Mapped[str] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True
    )
    picture: Mapped[bool]
    given_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    watcher_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    watched_at: Mapped[datetime | None]


class NoteRow(Base):
    """A short note from the one who looks in, to be shown and spoken."""

    __tablename__ = "look_in_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[str] = person_key()
    at: Mapped[datetime]
    text: Mapped[str]
    shown_at: Mapped[datetime | None]
