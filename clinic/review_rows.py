"""Reviews from the rows of their tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.review import KeptOverride, Override, Part, Reply, Review
from clinic.tables.care import OverrideRow, PartRow, ReplyRow, ReviewRow
from clinic.tables.people import Person


def to_reviews(transaction: Session, rows: Iterable[ReviewRow]) -> tuple[Review, ...]:
    """Reviews to be read, from their rows."""
    rows = list(rows)
    authors = {reply.author_id for row in rows for reply in row.replies}
    authors |= {override.therapist_id for row in rows for override in row.overrides}
    people = transaction.scalars(select(Person).where(Person.id.in_(authors)))
    names = {person.id: person.name for person in people}
    return tuple(_to_review(row, names) for row in rows)


def _to_review(row: ReviewRow, names: dict[str, str]) -> Review:
    return Review(
        id=row.id,
        patient_id=row.patient_id,
        session_id=row.session_id,
        at=row.at,
        comment=row.comment,
        share_video=row.share_video,
        closed_at=row.closed_at,
        parts=tuple(to_part(part) for part in row.parts),
        replies=tuple(to_reply(reply, names[reply.author_id]) for reply in row.replies),
        overrides=tuple(_to_override(o, names[o.therapist_id]) for o in row.overrides),
    )


def to_part(row: PartRow) -> Part:
    """A part to be read."""
    return Part(row.number, row.stretch, row.report, row.poses is not None, row.video is not None)


def to_reply(row: ReplyRow, author: str) -> Reply:
    """A reply to be read."""
    return Reply(
        row.id, row.author_id, author, row.at, row.text, row.part, row.moment_s, row.read_at
    )


def _to_override(row: OverrideRow, therapist: str) -> KeptOverride:
    override = Override(
        row.part,
        cast(Any, row.kind),
        row.check_name,
        cast(Any, row.side),
        row.moment_s,
        row.note,
    )
    return KeptOverride(row.id, therapist, row.at, override)
