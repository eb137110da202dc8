"""The sessions kept, and all that was done, said and felt in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clinic.tables.base import Base, new_id


def _session_key() -> Mapped[str]:
    return mapped_column(ForeignKey("session.id", ondelete="CASCADE"))


class PrescriptionRow(Base):
    """One version of what a patient is to do; a version never changes once it is kept."""

    __tablename__ = "prescription"
    __table_args__ = (UniqueConstraint("patient_id", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    patient_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    version: Mapped[int]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class KeptSessionRow(Base):
    """A session: begun at least; ended when it says so."""

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    prescription_id: Mapped[str | None] = mapped_column(
        ForeignKey("prescription.id", ondelete="SET NULL")
    )
    began_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    plan: Mapped[dict[str, Any]]

    prescription: Mapped[PrescriptionRow | None] = relationship(lazy="selectin")
    pains: Mapped[list[PainRow]] = relationship(order_by="PainRow.number", lazy="selectin")
    holds: Mapped[list[HoldRow]] = relationship(order_by="HoldRow.number", lazy="selectin")
    cycles: Mapped[list[CyclesRow]] = relationship(order_by="CyclesRow.id", lazy="selectin")
    faults: Mapped[list[FaultRow]] = relationship(order_by="FaultRow.number", lazy="selectin")
    ends: Mapped[list[StretchEndRow]] = relationship(
        order_by="StretchEndRow.number", lazy="selectin"
    )
    cues: Mapped[list[CueRow]] = relationship(order_by="CueRow.number", lazy="selectin")


class PainRow(Base):
    """How much it hurt and where, at one point of a session."""

    __tablename__ = "pain"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _session_key()
    number: Mapped[int]
    at: Mapped[datetime]
    after: Mapped[str]
    score: Mapped[int]
    places: Mapped[list[str]]
    numb: Mapped[bool]


class HoldRow(Base):
    """A hold, whole or in part."""

    __tablename__ = "hold"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _session_key()
    number: Mapped[int]
    at: Mapped[datetime]
    stretch: Mapped[str]
    side: Mapped[str]
    start_s: Mapped[float]
    end_s: Mapped[float]
    good_s: Mapped[float]
    total_s: Mapped[float]
    target_s: Mapped[float]
    completed: Mapped[bool]
    ended_by: Mapped[str]
    best: Mapped[dict[str, float]]


class CyclesRow(Base):
    """How many cycles of a stretch were counted so far, and how many were not."""

    __tablename__ = "cycles"
    __table_args__ = (UniqueConstraint("session_id", "stretch", "side"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _session_key()
    stretch: Mapped[str]
    side: Mapped[str]
    counted: Mapped[int]
    not_counted: Mapped[int]


class StretchEndRow(Base):
    """How a planned stretch ended."""

    __tablename__ = "stretch_end"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _session_key()
    number: Mapped[int]
    at: Mapped[datetime]
    stretch: Mapped[str]
    how: Mapped[str]


class FaultRow(Base):
    """A fault that lasted."""

    __tablename__ = "fault"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _session_key()
    number: Mapped[int]
    stretch: Mapped[str]
    check_name: Mapped[str]
    side: Mapped[str | None]
    start_s: Mapped[float]
    end_s: Mapped[float]
    worst: Mapped[float | None]
    cue: Mapped[str]


class CueRow(Base):
    """What was said, and when."""

    __tablename__ = "cue"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = _session_key()
    number: Mapped[int]
    at: Mapped[datetime]
    t_s: Mapped[float]
    stretch: Mapped[str | None]
    kind: Mapped[str]
    text: Mapped[str]
