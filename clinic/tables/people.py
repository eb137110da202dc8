"""The people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from clinic.tables.base import Base, new_id


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
