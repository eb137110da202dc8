"""One case reviewed and held against its truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from bench.angles import JointReading, joint_readings
from bench.cases import HALF_S, Case
from bench.truth import CaseTruth, Interval, TrueFault
from pose.types import Pose
from stretches.counts import Hold
from stretches.recognise import recognise
from stretches.registry import stretch_named
from stretches.targets import PatientTargets
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Stretch, Verdict

LATE_S = 0.7
"""What is logged so long before or after it was true is still right: medians and patience."""
MOSTLY = 0.5


@dataclass(frozen=True)
class FaultOutcome:
    """What became of one true fault.

    Attributes:
        check: the check that it breaks.
        answer: `found`, `missed`, or `unseen` where the check was unseen for most of it.
        spoken: whether its cue was spoken.
    """

    check: str
    required: bool
    clear: bool
    beyond: float | None
    unit: str
    answer: str
    spoken: bool


@dataclass(frozen=True)
class Outcome:
    """What came of one case.

    Attributes:
        near: whether the working side is the one nearer the camera; None without sides.
        reps, true_reps: repetitions counted and done.
        start_error_s: hold start, off what is true; None without a completed hold.
        full_error_s: the moment the hold was full, likewise.
        faults: each planned fault.
        logged_right, logged_wrong: checks logged at fault, rightly and wrongly, once each.
        form_cues: cues about the body that were spoken.
        picture_cues: cues about the camera that were spoken.
        unseen: share of the time in position in which a required check was unseen.
        pose_found: share of the frames in which somebody was found.
        joints: every reading of a joint's angle that was seen.
    """

    name: str
    stretch: str
    kind: str
    split: str
    azimuth: float
    near: bool | None
    body_seed: int
    reps: int
    true_reps: int
    start_error_s: float | None
    full_error_s: float | None
    side_right: bool | None
    auto_right: bool | None
    faults: tuple[FaultOutcome, ...]
    logged_right: tuple[str, ...]
    logged_wrong: tuple[str, ...]
    form_cues: tuple[str, ...]
    picture_cues: tuple[str, ...]
    unseen: float
    pose_found: float
    joints: tuple[JointReading, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def judged(
    case: Case,
    poses: list[Pose],
    truth: dict[str, Any],
    true: CaseTruth,
    stretch: Stretch | None = None,
    auto: bool = True,
) -> Outcome:
    """Follow the case's stretch through its poses and compare.

    Args:
        truth: the clip's own truth, as its file holds it.
        true: what a faultless judge would say.
        stretch: the stretch to follow, where it is not the usual one.
        auto: whether to try and recognise the stretch as well, which takes most of the time.
    """
    track, snapshots = _followed(stretch or with_dose(case), poses, truth)
    progress = track.finish()
    holds = progress.holds if progress else ()
    done = next((hold for hold in holds if hold.completed), None)
    right, wrong = _logged(track, true)
    inside = _in_pose(snapshots, truth)
    return Outcome(
        name=case.name,
        stretch=case.clip.stretch,
        kind=case.kind,
        split=case.split,
        azimuth=truth["camera"]["azimuth"],
        near=_is_near(case, truth["camera"]["azimuth"]),
        body_seed=case.clip.body_seed,
        reps=sum(progress.reps.values()) if progress else 0,
        true_reps=true.reps,
        start_error_s=off_by(done.start_s if done else None, true.start_s),
        full_error_s=off_by(done.end_s if done else None, true.full_s),
        side_right=_side_right(case, holds, inside),
        auto_right=recognise(poses) == case.clip.stretch if auto else None,
        faults=tuple(_fate(fault, track, snapshots) for fault in true.faults),
        logged_right=right,
        logged_wrong=wrong,
        form_cues=_cues(track, "form", "setup", "safety"),
        picture_cues=_cues(track, "picture"),
        unseen=float(np.mean([_blind(s) for s in inside])) if inside else 1.0,
        pose_found=len(poses) / round(truth["duration_s"] * truth["fps"]),
        joints=tuple(joint_readings(inside, truth)),
    )


def with_dose(case: Case) -> Stretch:
    """The case's stretch with the case's dose."""
    if case.clip.stretch == "cat_cow":
        return stretch_named(case.clip.stretch)
    return PatientTargets(case.clip.stretch, hold_s=case.dose_s).apply()


def _followed(
    stretch: Stretch, poses: list[Pose], truth: dict[str, Any]
) -> tuple[Track, list[Snapshot]]:
    """As a review does it: moments at which nobody was found are taken in as well."""
    fps = truth["fps"]
    found = {round(pose.t * fps): pose for pose in poses}
    observer, track = Observer(), Track(stretch)
    snapshots = []
    for frame in range(round(truth["duration_s"] * fps)):
        pose = found.get(frame)
        if pose is None:
            snapshots.append(track.update(frame / fps, None))
        else:
            snapshots.append(track.update(pose.t, observer.observe(pose)))
    return track, snapshots


def _is_near(case: Case, azimuth: float) -> bool | None:
    """The camera stands on the figure's left for azimuths from 0° to 180°."""
    if not case.clip.model.sided:
        return None
    return (case.clip.side == "left") == (0 < azimuth % 360 < 180)


def off_by(found: float | None, true: Interval | None) -> float | None:
    """How far outside an interval; within it 0."""
    if found is None or true is None:
        return None
    return min(found - true[0], 0.0) + max(found - true[1], 0.0)


def _logged(track: Track, true: CaseTruth) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The checks logged at fault, rightly and wrongly."""
    right: set[str] = set()
    wrong: set[str] = set()
    for fault in track.log.faults:
        name, lasts = fault.check.name, fault.end_s - fault.start_s
        whole = fault.check.half in ("cow", "cat", "pace")
        pad = HALF_S if whole else LATE_S
        shared = sum(
            max(0.0, min(fault.end_s, b + pad) - max(fault.start_s, a - pad))
            for a, b in true.outside[name]
        )
        (right if shared >= MOSTLY * lasts else wrong).add(name)
    return tuple(sorted(right)), tuple(sorted(wrong))


def _fate(fault: TrueFault, track: Track, snapshots: list[Snapshot]) -> FaultOutcome:
    start, end = fault.start_s - LATE_S, fault.end_s + 2 * LATE_S
    hits = [
        logged
        for logged in track.log.faults
        if logged.check.name == fault.check and logged.start_s <= end and logged.end_s >= start
    ]
    here = [s for s in snapshots if fault.start_s <= s.t <= fault.end_s]
    verdicts = Counter(s.assessment.result(fault.check).verdict for s in here)
    blind = verdicts[Verdict.UNSEEN] >= MOSTLY * len(here)
    answer = "found" if hits else "unseen" if blind else "missed"
    cues = {logged.cue for logged in hits}
    spoken = any(cue.text in cues for cue in track.coach.cues)
    return FaultOutcome(
        fault.check, fault.required, fault.clear, fault.beyond, fault.unit, answer, spoken
    )


def _cues(track: Track, *kinds: str) -> tuple[str, ...]:
    return tuple(cue.text for cue in track.coach.cues if cue.kind in kinds)


def _in_pose(snapshots: list[Snapshot], truth: dict[str, Any]) -> list[Snapshot]:
    working = [p for p in truth["timeline"] if p["what"] in ("hold", "cycles", "alternate")]
    start, end = working[0]["start_s"], working[-1]["end_s"]
    return [s for s in snapshots if start <= s.t <= end]


def _side_right(case: Case, holds: tuple[Hold, ...], inside: list[Snapshot]) -> bool | None:
    """Whether the holds' sides are right; without a hold, the side it was taken for mostly."""
    if not case.clip.model.sided:
        return None
    if holds:
        return all(hold.side == case.clip.side for hold in holds)
    sides = Counter(s.assessment.side for s in inside if s.assessment.attempting)
    return sides.most_common(1)[0][0] == case.clip.side if sides else None


def _blind(snapshot: Snapshot) -> bool:
    return any(
        r.check.required and r.check.half is None and r.verdict is Verdict.UNSEEN
        for r in snapshot.assessment.results
    )
