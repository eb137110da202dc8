"""The room of care: a therapist's inbox, and the time they spend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from clinic.audit import Entry
from clinic.door import OWN, OWN_OR_THERAPIST, THERAPIST, Room, rule
from clinic.kept import KeptSession
from clinic.need import LOOK_BACK, Need, Reason, reasons
from clinic.prescription import KeptPrescription, prescription_from_dict
from clinic.relations import Subject
from clinic.review import Review
from clinic.reviews import to_reviews
from clinic.sessions import kept_session
from clinic.tables.care import ReviewRow, VisitRow
from clinic.tables.people import Link, Person
from clinic.tables.sessions import KeptSessionRow, PrescriptionRow

STILL_THERE = timedelta(minutes=2)
"""Somebody who does nothing for longer than this has stopped looking."""


class InvalidVisit(Exception):
    """Time that cannot be kept; the message says why."""


@dataclass(frozen=True)
class InboxItem:
    """One patient in the inbox.

    Attributes:
        reasons: the most urgent first; empty where there is none.
        latest: the latest session of the last four weeks, without what was said in it.
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
        sessions = _sessions(transaction, ids, now - LOOK_BACK)
        prescribed = _prescriptions(transaction, ids)
        waiting = _waiting(transaction, ids)
        items = []
        for patient in patients:
            self._saw(transaction, patient.id)
            kept, open_ = sessions[patient.id], waiting[patient.id]
            why = reasons(kept, prescribed.get(patient.id), len(open_), now)
            latest = kept[-1] if kept else None
            items.append(InboxItem(patient.id, patient.name, why, latest, tuple(open_)))
        return tuple(sorted(items, key=lambda item: (item.need, item.name.casefold())))

    def _saw(self, transaction: Session, patient_id: str) -> None:
        entry = Entry(self._me, patient_id, "Care.inbox", patient_id, True)
        self._door.log(transaction, entry, gathers=True)

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


def _sessions(
    transaction: Session, ids: Sequence[str], since: datetime
) -> dict[str, list[KeptSession]]:
    query = (
        select(KeptSessionRow)
        .options(lazyload(KeptSessionRow.cues))
        .where(KeptSessionRow.person_id.in_(ids), KeptSessionRow.began_at >= since)
        .order_by(KeptSessionRow.began_at)
    )
    sessions: dict[str, list[KeptSession]] = defaultdict(list)
    for row in transaction.scalars(query):
        sessions[row.person_id].append(kept_session(row, with_cues=False))
    return sessions


def _prescriptions(transaction: Session, ids: Sequence[str]) -> dict[str, KeptPrescription]:
    query = (
        select(PrescriptionRow)
        .where(PrescriptionRow.patient_id.in_(ids))
        .order_by(PrescriptionRow.version)
    )
    return {
        row.patient_id: KeptPrescription(
            row.version, "", row.created_at, prescription_from_dict(row.content)
        )
        for row in transaction.scalars(query)
    }


def _waiting(transaction: Session, ids: Sequence[str]) -> dict[str, list[Review]]:
    query = (
        select(ReviewRow)
        .where(ReviewRow.patient_id.in_(ids), ReviewRow.closed_at.is_(None))
        .order_by(ReviewRow.at)
    )
    waiting: dict[str, list[Review]] = defaultdict(list)
    for review in to_reviews(transaction, transaction.scalars(query).all()):
        waiting[review.patient_id].append(review)
    return waiting
