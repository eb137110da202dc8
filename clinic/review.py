"""A review: what a patient handed in, the program's answer, and the therapist's beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pose.types import Side

OverrideKind = Literal["check wrong", "rep counted", "rep not counted"]
OVERRIDE_KINDS: tuple[OverrideKind, ...] = ("check wrong", "rep counted", "rep not counted")
LONGEST_TEXT = 2000


class InvalidReview(Exception):
    """What was handed in or replied cannot be used; the message says why."""


@dataclass(frozen=True)
class Part:
    """One stretch of a review.

    Attributes:
        report: the program's own answer, in the command line's schema.
        has_video: whether a video is kept, which is only so while it is shared.
    """

    number: int
    stretch: str | None
    report: dict[str, Any]
    has_poses: bool
    has_video: bool


@dataclass(frozen=True)
class Reply:
    """A comment, at a moment of a part or on the whole; `read_at` is the patient's reading."""

    id: str
    author_id: str
    author: str
    at: datetime
    text: str
    part: int | None
    moment_s: float | None
    read_at: datetime | None


@dataclass(frozen=True)
class Override:
    """A therapist's correction of the program.

    Attributes:
        part: the number of the part it corrects.
        kind: a check that was marked wrongly, a repetition that counts, or one that does not.
        check: the check's name, for `check wrong`.
        side: the patient's side; None for a stretch without sides, or a check on either.
        moment_s: where in the part; None for the whole part.
    """

    part: int
    kind: OverrideKind
    check: str | None = None
    side: Side | None = None
    moment_s: float | None = None
    note: str = ""


@dataclass(frozen=True)
class KeptOverride:
    """A correction as it was kept."""

    id: str
    therapist: str
    at: datetime
    override: Override


@dataclass(frozen=True)
class Review:
    """A review with all replies and corrections.

    Attributes:
        session_id: the session it recorded, None for an uploaded video.
        closed_at: when a therapist was done with it, None while it waits.
    """

    id: str
    patient_id: str
    session_id: str | None
    at: datetime
    comment: str
    share_video: bool
    closed_at: datetime | None
    parts: tuple[Part, ...]
    replies: tuple[Reply, ...]
    overrides: tuple[KeptOverride, ...]

    def part(self, number: int) -> Part:
        """The part with this number.

        Raises:
            InvalidReview: there is none.
        """
        for part in self.parts:
            if part.number == number:
                return part
        raise InvalidReview("This review has no such part: look at it again.")

    def overrides_of(self, number: int) -> tuple[Override, ...]:
        """The corrections of one part, oldest first."""
        return tuple(k.override for k in self.overrides if k.override.part == number)


@dataclass(frozen=True)
class Corrected:
    """What a part comes to with the therapist's corrections; the report itself stays as it is.

    Attributes:
        reps: counts by side, or under `both`.
        faults: the report's faults without those marked as wrong.
        marked_wrong: those that were.
    """

    reps: dict[str, int]
    faults: tuple[dict[str, Any], ...]
    marked_wrong: tuple[dict[str, Any], ...] = field(default=())


def corrected(report: dict[str, Any], overrides: Iterable[Override]) -> Corrected:
    """A report with corrections laid over it."""
    reps = dict(report["reps"])
    wrong: list[dict[str, Any]] = []
    kept = list(report["faults"])
    for override in overrides:
        if override.kind == "check wrong":
            marked = [fault for fault in kept if _concerns(override, fault)]
            wrong += marked
            kept = [fault for fault in kept if fault not in marked]
        else:
            side = override.side or "both"
            change = 1 if override.kind == "rep counted" else -1
            reps[side] = max(reps.get(side, 0) + change, 0)
    return Corrected(reps, tuple(kept), tuple(wrong))


def _concerns(override: Override, fault: dict[str, Any]) -> bool:
    if fault["check"] != override.check:
        return False
    if override.side is not None and fault["side"] not in (None, override.side):
        return False
    moment = override.moment_s
    return moment is None or bool(fault["start_s"] <= moment <= fault["end_s"])


def check_override(part: Part, override: Override) -> None:
    """Refuse a correction that corrects nothing.

    Raises:
        InvalidReview: it says why.
    """
    if override.kind not in OVERRIDE_KINDS:
        raise InvalidReview(f"A correction is one of {', '.join(OVERRIDE_KINDS)}.")
    names = {check["check"] for check in part.report["checks"]}
    if override.kind == "check wrong" and override.check not in names:
        raise InvalidReview("Choose the check that was marked wrongly.")
    sides = set(part.report["reps"]) - {"both"}
    if override.kind != "check wrong" and sides and override.side not in sides:
        raise InvalidReview("Say on which side the repetition was: left or right.")


def last_time(reviews: Sequence[Review], review: Review, stretch: str | None) -> Part | None:
    """The same stretch in the review before this one, None where there is none."""
    earlier = [r for r in reviews if r.at < review.at and r.patient_id == review.patient_id]
    for before in sorted(earlier, key=lambda r: r.at, reverse=True):
        for part in before.parts:
            if part.stretch == stretch:
                return part
    return None
