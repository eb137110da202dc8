"""The room of looking in: watching a running session, with consent for that session only.

What is kept here is the consent and the notes; the picture itself is never kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from clinic.door import OWN, OWN_OR_THERAPIST, THERAPIST, NotAllowed, Room, rule
from clinic.relations import Subject
from clinic.tables.care import LookInRow, NoteRow
from clinic.tables.people import Link, Person
from clinic.tables.sessions import KeptSessionRow

LASTS = timedelta(hours=2)
"""A consent ends by itself after this: a session that broke off has no end of its own."""
WATCHING = timedelta(seconds=15)
"""Somebody who has not asked for the picture for longer than this is not watching."""
LONGEST_NOTE = 200


@dataclass(frozen=True)
class LookIn:
    """A consent that stands.

    Attributes:
        picture: the camera's picture may be seen; otherwise the skeleton only.
        watcher: the name of who is watching now; empty for nobody.
    """

    session_id: str
    patient_id: str
    patient: str
    picture: bool
    given_at: datetime
    watcher: str


@dataclass(frozen=True)
class Note:
    """A short note for the patient, to be shown and spoken once."""

    id: int
    author: str
    at: datetime
    text: str


@dataclass(frozen=True)
class PastLookIn:
    """A consent as it was given; `ended_at` is None where it ended with the session."""

    session_id: str
    picture: bool
    given_at: datetime
    ended_at: datetime | None
    notes: tuple[Note, ...]


class LookIns(Room):
    """Consents to look in."""

    @rule(Subject.SESSION, OWN, writes=True, logged=True)
    def consent(self, transaction: Session, session_id: str, picture: bool) -> None:
        """Let linked therapists watch this session from now on.

        Args:
            transaction: from the door.
            session_id: the running session.
            picture: the camera's picture as well; otherwise the skeleton only.
        """
        session = transaction.get_one(KeptSessionRow, session_id)
        if session.ended_at is not None:
            raise NotAllowed
        row = transaction.get(LookInRow, session_id)
        if row is None:
            row = LookInRow(session_id=session_id)
            transaction.add(row)
        row.picture, row.given_at, row.ended_at, row.ended_by = picture, self._now(), None, None

    @rule(Subject.SESSION, OWN_OR_THERAPIST, writes=True, logged=True)
    def end(self, transaction: Session, session_id: str) -> None:
        """End the looking in; either side can."""
        row = transaction.get(LookInRow, session_id)
        if row is not None and row.ended_at is None:
            row.ended_at, row.ended_by = self._now(), self._me

    @rule(Subject.SESSION, OWN_OR_THERAPIST)
    def state(self, transaction: Session, session_id: str) -> LookIn | None:
        """The consent that stands, None where there is none."""
        standing = _standing(transaction, self._now(), LookInRow.session_id == session_id)
        return standing[0] if standing else None

    @rule(Subject.PERSON, OWN)
    def past(self, transaction: Session, person_id: str) -> tuple[PastLookIn, ...]:
        """All consents a patient ever gave, with the notes that came, oldest first."""
        query = (
            select(LookInRow)
            .join(KeptSessionRow, KeptSessionRow.id == LookInRow.session_id)
            .where(KeptSessionRow.person_id == person_id)
            .order_by(LookInRow.given_at)
        )
        return tuple(
            PastLookIn(
                row.session_id,
                row.picture,
                row.given_at,
                row.ended_at,
                tuple(_notes(transaction, row.session_id)),
            )
            for row in transaction.scalars(query)
        )

    @rule(Subject.PERSON, OWN, role="therapist")
    def open_now(self, transaction: Session, therapist_id: str) -> tuple[LookIn, ...]:
        """The sessions that this therapist may look into now."""
        linked = select(Link.patient_id).filter_by(therapist_id=therapist_id, ended_at=None)
        return _standing(transaction, self._now(), KeptSessionRow.person_id.in_(linked))

    @rule(Subject.SESSION, THERAPIST, writes=True, gathers=True)
    def watch(self, transaction: Session, session_id: str) -> LookIn:
        """Watch now; call it every few seconds while watching, so that the patient sees it.

        Raises:
            NotAllowed: there is no consent, or it has ended.
        """
        standing = _standing(transaction, self._now(), LookInRow.session_id == session_id)
        if not standing:
            raise NotAllowed
        row = transaction.get_one(LookInRow, session_id)
        row.watcher_id, row.watched_at = self._me, self._now()
        return standing[0]

    @rule(Subject.SESSION, THERAPIST, writes=True)
    def send(self, transaction: Session, session_id: str, text: str) -> None:
        """Send a short note; longer ones are cut.

        Raises:
            NotAllowed: there is no consent, or it has ended.
        """
        if not _standing(transaction, self._now(), LookInRow.session_id == session_id):
            raise NotAllowed
        words = " ".join(text.split())[:LONGEST_NOTE]
        if words:
            transaction.add(
                NoteRow(session_id=session_id, author_id=self._me, at=self._now(), text=words)
            )

    @rule(Subject.SESSION, OWN, writes=True)
    def take_notes(self, transaction: Session, session_id: str) -> tuple[Note, ...]:
        """The notes that were not shown yet, oldest first; from now on they were."""
        unseen = (
            select(NoteRow)
            .filter_by(session_id=session_id, shown_at=None)
            .with_for_update(key_share=True)
        )
        rows = transaction.scalars(unseen).all()
        taken = {row.id for row in rows}
        for row in rows:
            row.shown_at = self._now()
        return tuple(note for note in _notes(transaction, session_id) if note.id in taken)


def _notes(transaction: Session, session_id: str) -> list[Note]:
    query = (
        select(NoteRow, Person.name)
        .join(Person, Person.id == NoteRow.author_id)
        .where(NoteRow.session_id == session_id)
        .order_by(NoteRow.id)
    )
    return [Note(row.id, name, row.at, row.text) for row, name in transaction.execute(query)]


def _standing(transaction: Session, now: datetime, which: object) -> tuple[LookIn, ...]:
    patient, watcher = aliased(Person), aliased(Person)
    query = (
        select(LookInRow, patient, watcher.name)
        .join(KeptSessionRow, KeptSessionRow.id == LookInRow.session_id)
        .join(patient, patient.id == KeptSessionRow.person_id)
        .outerjoin(watcher, watcher.id == LookInRow.watcher_id)
        .where(
            which,  # type: ignore[arg-type]
            LookInRow.ended_at.is_(None),
            LookInRow.given_at > now - LASTS,
            KeptSessionRow.ended_at.is_(None),
        )
        .order_by(LookInRow.given_at)
    )
    return tuple(_look_in(row, who, name, now) for row, who, name in transaction.execute(query))


def _look_in(row: LookInRow, patient: Person, watcher: str | None, now: datetime) -> LookIn:
    watching = row.watched_at is not None and row.watched_at > now - WATCHING
    return LookIn(
        session_id=row.session_id,
        patient_id=patient.id,
        patient=patient.name,
        picture=row.picture,
        given_at=row.given_at,
        watcher=(watcher or "") if watching else "",
    )
