"""The room of reviews: handed in by the patient, answered by the therapist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from clinic.door import OWN, OWN_OR_THERAPIST, THERAPIST, NotAllowed, Room, rule
from clinic.relations import Subject
from clinic.review import (
    LONGEST_TEXT,
    InvalidReview,
    Override,
    Reply,
    Review,
    check_override,
)
from clinic.review_rows import to_part, to_reply, to_reviews
from clinic.tables.base import new_id
from clinic.tables.care import OverrideRow, PartRow, ReplyRow, ReviewRow
from clinic.tables.people import Person
from clinic.tables.sessions import KeptSessionRow

DeleteFile = Callable[[str], None]
"""Deletes a file of the store by its name; one that is gone already is no error."""


@dataclass(frozen=True)
class HandedInPart:
    """One stretch that is handed in; its files are in the file store already.

    Attributes:
        report: the program's answer, in the command line's schema.
        poses: the name of the recording of poses, None without.
        video: the name of the video, None where it is not shared.
    """

    stretch: str | None
    report: dict[str, Any]
    poses: str | None = None
    video: str | None = None


class Reviews(Room):
    """A patient's reviews. Files go in and out by `clinic.recordings`."""

    @rule(Subject.PERSON, OWN, writes=True)
    def hand_in(
        self,
        transaction: Session,
        person_id: str,
        parts: tuple[HandedInPart, ...],
        comment: str,
        share_video: bool,
        session_id: str | None = None,
    ) -> str:
        """Hand in a recorded session or videos; the review's identifier.

        Raises:
            InvalidReview: there is nothing in it, or a video in spite of not sharing.
        """
        _check_parts(transaction, person_id, parts, share_video, session_id)
        review_id = new_id()
        transaction.add(
            ReviewRow(
                id=review_id,
                patient_id=person_id,
                session_id=session_id,
                at=self._now(),
                comment=_plain_text(comment),
                share_video=share_video,
            )
        )
        transaction.flush()
        for number, part in enumerate(parts, start=1):
            transaction.add(
                PartRow(
                    review_id=review_id,
                    number=number,
                    stretch=part.stretch,
                    report=part.report,
                    poses=part.poses,
                    video=part.video,
                )
            )
        return review_id

    @rule(Subject.PERSON, OWN_OR_THERAPIST)
    def all(self, transaction: Session, patient_id: str) -> tuple[Review, ...]:
        """A patient's reviews, newest first."""
        query = select(ReviewRow).filter_by(patient_id=patient_id).order_by(ReviewRow.at.desc())
        return to_reviews(transaction, transaction.scalars(query).all())

    @rule(Subject.REVIEW, OWN_OR_THERAPIST)
    def one(self, transaction: Session, review_id: str) -> Review:
        """One review."""
        return to_reviews(transaction, [transaction.get_one(ReviewRow, review_id)])[0]

    @rule(Subject.REVIEW, OWN_OR_THERAPIST)
    def poses_name(self, transaction: Session, review_id: str, part: int) -> str:
        """The name of a part's recording of poses in the file store."""
        return _file(_part(transaction, review_id, part).poses)

    @rule(Subject.REVIEW, OWN_OR_THERAPIST)
    def video_name(self, transaction: Session, review_id: str, part: int) -> str:
        """The name of a part's video in the file store; there is none unless it is shared."""
        if not transaction.get_one(ReviewRow, review_id).share_video:
            raise NotAllowed
        return _file(_part(transaction, review_id, part).video)

    @rule(Subject.REVIEW, OWN, writes=True, logged=True)
    def stop_sharing(self, transaction: Session, review_id: str, delete_file: DeleteFile) -> None:
        """Take the consent to the video back: the files go first, then what leads to them."""
        row = transaction.get_one(ReviewRow, review_id)
        for part in row.parts:
            if part.video:
                delete_file(part.video)
            part.video = None
        row.share_video = False

    @rule(Subject.REVIEW, OWN, writes=True)
    def delete(self, transaction: Session, review_id: str, delete_file: DeleteFile) -> None:
        """Delete a review: the files go first, then what leads to them."""
        for part in transaction.get_one(ReviewRow, review_id).parts:
            for name in filter(None, (part.poses, part.video)):
                delete_file(name)
        transaction.execute(delete(ReviewRow).filter_by(id=review_id))

    @rule(Subject.REVIEW, OWN_OR_THERAPIST, writes=True)
    def reply(
        self,
        transaction: Session,
        review_id: str,
        text: str,
        part: int | None = None,
        moment_s: float | None = None,
    ) -> None:
        """Comment, at a moment of a part or on the whole.

        Raises:
            InvalidReview: it says nothing, or there is no such part.
        """
        words = _plain_text(text)
        if not words:
            raise InvalidReview("Write a sentence first.")
        if part is not None:
            _part(transaction, review_id, part)
        patient_id = transaction.get_one(ReviewRow, review_id).patient_id
        now = self._now()
        transaction.add(
            ReplyRow(
                review_id=review_id,
                author_id=self._me,
                at=now,
                text=words,
                part=part,
                moment_s=moment_s,
                read_at=now if self._me == patient_id else None,
            )
        )

    @rule(Subject.REVIEW, THERAPIST, writes=True)
    def correct(self, transaction: Session, review_id: str, override: Override) -> str:
        """Keep a correction beside the program's answer; its identifier.

        Raises:
            InvalidReview: it corrects nothing.
        """
        check_override(to_part(_part(transaction, review_id, override.part)), override)
        kept_id = new_id()
        transaction.add(
            OverrideRow(
                id=kept_id,
                review_id=review_id,
                therapist_id=self._me,
                at=self._now(),
                part=override.part,
                kind=override.kind,
                check_name=override.check,
                side=override.side,
                moment_s=override.moment_s,
                note=_plain_text(override.note),
            )
        )
        return kept_id

    @rule(Subject.REVIEW, THERAPIST, writes=True)
    def take_back(self, transaction: Session, review_id: str, override_id: str) -> None:
        """Take a correction of one's own back."""
        transaction.execute(
            delete(OverrideRow).filter_by(
                id=override_id, review_id=review_id, therapist_id=self._me
            )
        )

    @rule(Subject.REVIEW, THERAPIST, writes=True)
    def close(self, transaction: Session, review_id: str) -> None:
        """Be done with a review: it leaves the inbox."""
        row = transaction.get_one(ReviewRow, review_id)
        row.closed_at = row.closed_at or self._now()

    @rule(Subject.PERSON, OWN)
    def unread(self, transaction: Session, person_id: str) -> tuple[tuple[str, Reply], ...]:
        """Replies that the patient has not read, oldest first, each with its review."""
        query = (
            select(ReplyRow, Person.name)
            .join(ReviewRow, ReviewRow.id == ReplyRow.review_id)
            .join(Person, Person.id == ReplyRow.author_id)
            .where(ReviewRow.patient_id == person_id, ReplyRow.read_at.is_(None))
            .order_by(ReplyRow.at)
        )
        rows = transaction.execute(query)
        return tuple((row.review_id, to_reply(row, name)) for row, name in rows)

    @rule(Subject.REVIEW, OWN, writes=True)
    def mark_read(self, transaction: Session, review_id: str) -> None:
        """The patient has read the replies."""
        transaction.execute(
            update(ReplyRow)
            .where(ReplyRow.review_id == review_id, ReplyRow.read_at.is_(None))
            .values(read_at=self._now())
        )


def _check_parts(
    transaction: Session,
    person_id: str,
    parts: tuple[HandedInPart, ...],
    share_video: bool,
    session_id: str | None,
) -> None:
    if not parts:
        raise InvalidReview("There is nothing to hand in: record a stretch or choose a video.")
    names = [name for part in parts for name in (part.poses, part.video) if name]
    if any(not name.startswith(f"{person_id}/") for name in names):
        raise NotAllowed
    if not share_video and any(part.video for part in parts):
        raise InvalidReview("A video that is not shared is not kept: leave it away.")
    if session_id is not None:
        owner = transaction.scalar(select(KeptSessionRow.person_id).filter_by(id=session_id))
        if owner != person_id:
            raise NotAllowed


def _plain_text(text: str) -> str:
    words = text.strip()
    if len(words) > LONGEST_TEXT:
        raise InvalidReview(f"That is too long: {LONGEST_TEXT} letters at most.")
    return words


def _part(transaction: Session, review_id: str, number: int) -> PartRow:
    row = transaction.scalar(select(PartRow).filter_by(review_id=review_id, number=number))
    if row is None:
        raise InvalidReview("This review has no such part: look at it again.")
    return row


def _file(name: str | None) -> str:
    if name is None:
        raise InvalidReview("There is no such recording in this review.")
    return name
