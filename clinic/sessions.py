"""The room of sessions: kept while they run, read, deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic.door import OWN, OWN_OR_THERAPIST, Room, rule
from clinic.kept import (
    EndReason,
    KeptSession,
    StretchEnd,
)
from clinic.plan import Plan
from clinic.relations import Subject
from clinic.session_rows import NO_SIDE, kept_session
from clinic.tables.base import add_once
from clinic.tables.sessions import (
    CueRow,
    CyclesRow,
    FaultRow,
    HoldRow,
    KeptSessionRow,
    PainRow,
    PrescriptionRow,
    StretchEndRow,
)
from stretches.counts import Hold
from stretches.faults import Fault
from stretches.routine.pain import PainReport
from stretches.vocabulary import Cue


class UnknownPrescription(Exception):
    """A session cannot be kept under a prescription that there is not."""


class Sessions(Room):
    """A person's sessions.

    What is kept of a running session is written at once. Each part has a number that the caller
    counts within the session: keeping the same number twice keeps the first.
    """

    @rule(Subject.PERSON, OWN, writes=True)
    def begin(
        self,
        transaction: Session,
        person_id: str,
        session_id: str,
        plan: Plan,
        at: datetime,
        prescription_version: int | None = None,
    ) -> None:
        """A session begins.

        Raises:
            UnknownPrescription: there is no such version for this person.
        """
        prescription_id = _prescription_id(transaction, person_id, prescription_version)
        transaction.add(
            KeptSessionRow(
                id=session_id,
                person_id=person_id,
                prescription_id=prescription_id,
                began_at=at,
                plan=plan.to_dict(),
            )
        )

    @rule(Subject.SESSION, OWN, writes=True)
    def keep_pain(
        self,
        transaction: Session,
        session_id: str,
        number: int,
        after: str,
        pain: PainReport,
        at: datetime,
    ) -> bool:
        """Keep an answer about pain: `before`, after a stretch (its slug), or at the `end`."""
        return add_once(
            transaction,
            PainRow,
            session_id=session_id,
            number=number,
            at=at,
            after=after,
            score=pain.score,
            places=list(pain.places),
            numb=pain.tingling,
        )

    @rule(Subject.SESSION, OWN, writes=True)
    def keep_hold(
        self,
        transaction: Session,
        session_id: str,
        number: int,
        stretch: str,
        hold: Hold,
        target_s: float,
        at: datetime,
    ) -> bool:
        """Keep a hold that has ended; whether it was new."""
        return add_once(
            transaction,
            HoldRow,
            session_id=session_id,
            number=number,
            at=at,
            stretch=stretch,
            side=hold.side,
            start_s=hold.start_s,
            end_s=hold.end_s,
            good_s=hold.good_s,
            total_s=hold.total_s,
            target_s=target_s,
            completed=hold.completed,
            ended_by=hold.ended_by,
            best=dict(hold.best),
        )

    @rule(Subject.SESSION, OWN, writes=True)
    def keep_cycles(
        self,
        transaction: Session,
        session_id: str,
        stretch: str,
        side: str | None,
        counted: int,
        not_counted: int,
    ) -> None:
        """Keep how many cycles of a stretch there were so far; the counts never fall."""
        key = {"session_id": session_id, "stretch": stretch, "side": side or NO_SIDE}
        add_once(transaction, CyclesRow, **key, counted=0, not_counted=0)
        row = transaction.scalars(select(CyclesRow).filter_by(**key).with_for_update()).one()
        row.counted = max(row.counted, counted)
        row.not_counted = max(row.not_counted, not_counted)

    @rule(Subject.SESSION, OWN, writes=True)
    def keep_stretch_end(
        self,
        transaction: Session,
        session_id: str,
        number: int,
        stretch: str,
        how: StretchEnd,
        at: datetime,
    ) -> bool:
        """Keep how a planned stretch ended; whether it was new."""
        return add_once(
            transaction,
            StretchEndRow,
            session_id=session_id,
            number=number,
            at=at,
            stretch=stretch,
            how=how,
        )

    @rule(Subject.SESSION, OWN, writes=True)
    def keep_fault(
        self, transaction: Session, session_id: str, number: int, stretch: str, fault: Fault
    ) -> bool:
        """Keep a fault that is over; whether it was new."""
        return add_once(
            transaction,
            FaultRow,
            session_id=session_id,
            number=number,
            stretch=stretch,
            check_name=fault.check.name,
            side=fault.side,
            start_s=fault.start_s,
            end_s=fault.end_s,
            worst=fault.worst,
            cue=fault.cue,
        )

    @rule(Subject.SESSION, OWN, writes=True)
    def keep_cue(
        self,
        transaction: Session,
        session_id: str,
        number: int,
        stretch: str | None,
        cue: Cue,
        at: datetime,
    ) -> bool:
        """Keep what was said; whether it was new."""
        return add_once(
            transaction,
            CueRow,
            session_id=session_id,
            number=number,
            at=at,
            stretch=stretch,
            t_s=cue.t_s,
            kind=cue.kind,
            text=cue.text,
        )

    @rule(Subject.SESSION, OWN, writes=True)
    def finish(
        self, transaction: Session, session_id: str, reason: EndReason, at: datetime
    ) -> None:
        """The session ends; the first reason given stands."""
        row = transaction.get_one(KeptSessionRow, session_id, with_for_update=True)
        if row.ended_at is None:
            row.ended_at, row.end_reason = at, reason

    @rule(Subject.PERSON, OWN_OR_THERAPIST)
    def all(
        self,
        transaction: Session,
        person_id: str,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[KeptSession, ...]:
        """A person's sessions, oldest first, that began from `since` on and before `until`."""
        query = select(KeptSessionRow).where(KeptSessionRow.person_id == person_id)
        if since is not None:
            query = query.where(KeptSessionRow.began_at >= since)
        if until is not None:
            query = query.where(KeptSessionRow.began_at < until)
        query = query.order_by(KeptSessionRow.began_at, KeptSessionRow.id)
        return tuple(kept_session(row) for row in transaction.scalars(query))

    @rule(Subject.SESSION, OWN_OR_THERAPIST)
    def one(self, transaction: Session, session_id: str) -> KeptSession:
        """One session."""
        return kept_session(transaction.get_one(KeptSessionRow, session_id))

    @rule(Subject.SESSION, OWN, writes=True)
    def delete(self, transaction: Session, session_id: str) -> None:
        """Delete one session with all that was kept of it."""
        transaction.execute(delete(KeptSessionRow).where(KeptSessionRow.id == session_id))

    @rule(Subject.PERSON, OWN, writes=True)
    def delete_all(self, transaction: Session, person_id: str) -> None:
        """Delete all of a person's sessions."""
        transaction.execute(delete(KeptSessionRow).where(KeptSessionRow.person_id == person_id))


def _prescription_id(transaction: Session, person_id: str, version: int | None) -> str | None:
    if version is None:
        return None
    found = transaction.scalar(
        select(PrescriptionRow.id).filter_by(patient_id=person_id, version=version)
    )
    if found is None:
        raise UnknownPrescription(f"There is no version {version} of your prescription.")
    return found
