"""The room of care: a therapist's inbox, and the time they spend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.door import OWN, OWN_OR_THERAPIST, THERAPIST, Room, rule
from clinic.kept import KeptSession
from clinic.known import known_of, waiting_reviews
from clinic.need import Need, Reason, reasons
from clinic.relations import Subject
from clinic.review import Review
from clinic.tables.care import VisitRow
from clinic.tables.people import Link, Person

STILL_THERE = timedelta(minutes=2)
"""Somebody who does nothing for longer than this has stopped looking."""


class InvalidVisit(Exception):
    """Time that cannot be kept; the message says why."""


@dataclass(frozen=True)
class InboxItem:
    """One patient in the inbox.

    Attributes:
        reasons: the most urgent first; empty where there is none.
        latest: the latest session of the last week, without what was said in it.
        waiting: reviews that wait for an answer, oldest first.
    """

    patient_id: str
    name: str
    reasons: tuple[Reason, ...]
    latest: KeptSession | None
    waiting: tuple[Review, ...]

    @property
    def need(self) -> Need:
        """The most urgent need."""
        return self.reasons[0].need if self.reasons else Need.NONE


@dataclass(frozen=True)
class Visit:
    """Time that a therapist spent on a patient without a break."""

    therapist_id: str
    therapist: str
    what: str
    began_at: datetime
    last_at: datetime

    @property
    def seconds(self) -> float:
        """How long it was."""
        return (self.last_at - self.began_at).total_seconds()


class Care(Room):
    """A therapist's work with their patients."""

    @rule(Subject.PERSON, OWN, role="therapist", writes=True)
    def inbox(self, transaction: Session, therapist_id: str) -> tuple[InboxItem, ...]:
        """The therapist's patients, those who need them most first."""
        query = (
            select(Person)
            .join(Link, Link.patient_id == Person.id)
            .where(Link.therapist_id == therapist_id, Link.ended_at.is_(None))
        )
        patients = transaction.scalars(query).all()
        now, ids = self._now(), [patient.id for patient in patients]
        waiting = waiting_reviews(transaction, ids)
        known = known_of(transaction, ids, waiting, now)
        items = []
        for patient in patients:
            self._saw(transaction, patient.id)
            about = known[patient.id]
            latest = about.recent[-1] if about.recent else None
            why = reasons(about, now)
            items.append(InboxItem(patient.id, patient.name, why, latest, waiting[patient.id]))
        return tuple(sorted(items, key=lambda item: (item.need, item.name.casefold())))

    def _saw(self, transaction: Session, patient_id: str) -> None:
        self._door.log(transaction, patient_id, "Care.inbox", patient_id, gathers=True)

    @rule(Subject.PERSON, THERAPIST, writes=True, gathers=True)
    def still_here(self, transaction: Session, patient_id: str, what: str = "review") -> None:
        """The therapist is looking at this patient now; call it at whatever they do there."""
        now = self._now()
        query = (
            select(VisitRow)
            .filter_by(therapist_id=self._me, patient_id=patient_id, what=what)
            .where(VisitRow.last_at >= now - STILL_THERE)
            .order_by(VisitRow.last_at.desc())
            .limit(1)
        )
        row = transaction.scalar(query)
        if row is None:
            self._visit(transaction, patient_id, what, now, now)
        else:
            row.last_at = max(row.last_at, now)

    @rule(Subject.PERSON, THERAPIST, writes=True)
    def add_time(
        self, transaction: Session, patient_id: str, what: str, began_at: datetime, minutes: int
    ) -> None:
        """Keep time spent otherwise, such as a call.

        Raises:
            InvalidVisit: it is too long, or not over yet.
        """
        ended_at = began_at + timedelta(minutes=minutes)
        if not 1 <= minutes <= 240 or ended_at > self._now():
            raise InvalidVisit("Write down 1 to 240 minutes, once they are over.")
        self._visit(transaction, patient_id, what, began_at, ended_at)

    def _visit(
        self, transaction: Session, patient_id: str, what: str, began_at: datetime, last: datetime
    ) -> None:
        transaction.add(
            VisitRow(
                therapist_id=self._me,
                patient_id=patient_id,
                what=what,
                began_at=began_at,
                last_at=last,
            )
        )

    @rule(Subject.PERSON, OWN_OR_THERAPIST)
    def time_spent(self, transaction: Session, patient_id: str) -> tuple[Visit, ...]:
        """All time spent on a patient, oldest first."""
        query = (
            select(VisitRow, Person.name)
            .join(Person, Person.id == VisitRow.therapist_id)
            .where(VisitRow.patient_id == patient_id)
            .order_by(VisitRow.began_at)
        )
        return tuple(
            Visit(row.therapist_id, name, row.what, row.began_at, row.last_at)
            for row, name in transaction.execute(query)
        )
