"""Gathers what the inbox has to know of all patients at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, lazyload

from clinic.kept import BEFORE, KeptSession
from clinic.need import LOOK_BACK, RECENT, Known
from clinic.prescription import KeptPrescription, prescription_from_dict
from clinic.review import Review
from clinic.review_rows import to_reviews
from clinic.session_rows import kept_session
from clinic.tables.care import ReviewRow
from clinic.tables.sessions import (
    CyclesRow,
    HoldRow,
    KeptSessionRow,
    PainRow,
    PrescriptionRow,
)

Waiting = dict[str, tuple[Review, ...]]
"""Reviews that wait for an answer, by patient, oldest first."""


def known_of(
    transaction: Session, ids: Sequence[str], waiting: Waiting, now: datetime
) -> dict[str, Known]:
    """What is known of each of these patients, in a handful of queries for all of them."""
    recent = _recent(transaction, ids, now - RECENT)
    usual = _usual_pain(transaction, ids, now - LOOK_BACK, now - RECENT)
    done = _last_done(transaction, ids)
    prescribed = _prescriptions(transaction, ids)
    return {
        person: Known(
            recent[person],
            usual[person],
            done.get(person),
            prescribed.get(person),
            len(waiting[person]),
        )
        for person in ids
    }


def _recent(
    transaction: Session, ids: Sequence[str], since: datetime
) -> dict[str, list[KeptSession]]:
    query = (
        select(KeptSessionRow)
        .options(lazyload(KeptSessionRow.cues))
        .where(KeptSessionRow.person_id.in_(ids), KeptSessionRow.began_at > since)
        .order_by(KeptSessionRow.began_at)
    )
    sessions: dict[str, list[KeptSession]] = defaultdict(list)
    for row in transaction.scalars(query):
        sessions[row.person_id].append(kept_session(row, with_cues=False))
    return sessions


def _usual_pain(
    transaction: Session, ids: Sequence[str], since: datetime, until: datetime
) -> dict[str, list[int]]:
    query = (
        select(KeptSessionRow.person_id, PainRow.score)
        .join(PainRow, PainRow.session_id == KeptSessionRow.id)
        .where(
            KeptSessionRow.person_id.in_(ids),
            KeptSessionRow.began_at > since,
            KeptSessionRow.began_at <= until,
            PainRow.after == BEFORE,
        )
    )
    scores: dict[str, list[int]] = defaultdict(list)
    for person, score in transaction.execute(query):
        scores[person].append(score)
    return scores


def _last_done(transaction: Session, ids: Sequence[str]) -> dict[str, datetime]:
    held = exists().where(HoldRow.session_id == KeptSessionRow.id, HoldRow.good_s > 0)
    counted = exists().where(CyclesRow.session_id == KeptSessionRow.id, CyclesRow.counted > 0)
    query = (
        select(KeptSessionRow.person_id, func.max(KeptSessionRow.began_at))
        .where(KeptSessionRow.person_id.in_(ids), or_(held, counted))
        .group_by(KeptSessionRow.person_id)
    )
    return {row[0]: row[1] for row in transaction.execute(query)}


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


def waiting_reviews(transaction: Session, ids: Sequence[str]) -> Waiting:
    """The reviews of these patients that no therapist is done with."""
    query = (
        select(ReviewRow)
        .where(ReviewRow.patient_id.in_(ids), ReviewRow.closed_at.is_(None))
        .order_by(ReviewRow.at)
    )
    waiting: Waiting = defaultdict(tuple)
    for review in to_reviews(transaction, transaction.scalars(query).all()):
        waiting[review.patient_id] += (review,)
    return waiting
