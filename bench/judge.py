"""One case reviewed and held against its truth."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from bench.cases import HOLD_S, Case
from pose.types import SIDES, Pose
from stretches.recognise import recognise
from stretches.registry import stretch_named
from stretches.targets import PatientTargets
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Hold, Stretch

RECALL_WITHIN_S = 2.0
"""A fault that is logged so long before or after the true one is still that fault."""
JOINTS = ("knee", "hip", "elbow", "ankle")


@dataclass(frozen=True)
class Outcome:
    """What came of one case.

    Attributes:
        reps, true_reps: repetitions counted and done.
        start_error_s: hold start, found minus true; None without a completed hold in both.
        good_error_s: the moment the hold was full, likewise.
        fault_found: whether the fault was logged while it was there; None in good form.
        false_faults: checks logged at fault that were not.
        form_cues: cues about the body that were spoken.
        picture_cues: cues about the camera that were spoken.
        unseen: share of the time in position that a required check was unseen.
        joints: by joint and side, seconds at which it was seen: true and found degrees.
    """

    name: str
    stretch: str
    kind: str
    split: str
    fault: str
    azimuth: float
    body_seed: int
    reps: int
    true_reps: int
    start_error_s: float | None
    good_error_s: float | None
    side_right: bool | None
    auto_right: bool
    fault_found: bool | None
    fault_required: bool
    false_faults: tuple[str, ...]
    form_cues: tuple[str, ...]
    picture_cues: int
    unseen: float
    joints: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def judged(case: Case, poses: list[Pose], truth: dict[str, Any]) -> Outcome:
    """Follow the case's stretch through its poses and compare."""
    stretch = _with_dose(case.clip.stretch)
    track, snapshots = _followed(stretch, poses)
    progress = track.finish()
    holds = progress.holds if progress else ()
    reps = sum(progress.reps.values()) if progress else 0
    true_start, true_full = _true_hold(truth)
    done = next((hold for hold in holds if hold.completed), None)
    faults = [(f.check.name, f.start_s, f.end_s) for f in track.log.faults]
    start, end = _fault_time(truth)
    wanted = case.fault.partition(".")[0]
    found = [name for name, a, b in faults if name == wanted and _meets(a, b, start, end)]
    form = [cue.text for cue in track.coach.cues if cue.kind in ("form", "setup", "safety")]
    return Outcome(
        name=case.name,
        stretch=case.clip.stretch,
        kind=case.kind,
        split=case.split,
        fault=case.fault,
        azimuth=truth["camera"]["azimuth"],
        body_seed=case.clip.body_seed,
        reps=reps,
        true_reps=_true_reps(case, truth),
        start_error_s=_off(done.start_s if done else None, true_start),
        good_error_s=_off(done.end_s if done else None, true_full),
        side_right=_side_right(case, holds),
        auto_right=recognise(poses) == case.clip.stretch,
        fault_found=bool(found) if case.fault else None,
        fault_required=bool(wanted) and stretch.check(wanted).required,
        false_faults=tuple(
            name for name, a, b in faults if not (name == wanted and _meets(a, b, start, end))
        ),
        form_cues=tuple(form),
        picture_cues=sum(cue.kind == "picture" for cue in track.coach.cues),
        unseen=_unseen(snapshots, truth),
        joints=_joints(snapshots, truth),
    )


def _with_dose(slug: str) -> Stretch:
    if slug == "cat_cow":
        return stretch_named(slug)
    return PatientTargets(slug, hold_s=HOLD_S).apply()


def _followed(stretch: Stretch, poses: list[Pose]) -> tuple[Track, list[Snapshot]]:
    observer, track = Observer(), Track(stretch)
    return track, [track.update(pose.t, observer.observe(pose)) for pose in poses]


def _off(found: float | None, true: float | None) -> float | None:
    return None if found is None or true is None else found - true


def _meets(a: float, b: float, start: float, end: float) -> bool:
    return a <= end + RECALL_WITHIN_S and b >= start - RECALL_WITHIN_S


def _fault_time(truth: dict[str, Any]) -> tuple[float, float]:
    rows = truth["faults"]
    if not rows:
        return float("inf"), float("-inf")
    return min(row["start_s"] for row in rows), max(row["end_s"] for row in rows)


def _in_pose(truth: dict[str, Any]) -> list[dict[str, Any]]:
    working = ("hold", "cycles", "alternate")
    return [part for part in truth["timeline"] if part["what"] in working]


def _true_hold(truth: dict[str, Any]) -> tuple[float | None, float | None]:
    """When the hold begins, and when its good seconds are full; faults of refining checks aside."""
    if not truth["expected_holds"]:
        return None, None
    start = float(_in_pose(truth)[0]["start_s"])
    bad = [(row["start_s"], row["end_s"]) for row in truth["faults"] if row["required"]]
    t, good = start, 0.0
    while good < HOLD_S - 1e-9:
        t += 0.02
        good += 0.0 if any(a <= t <= b for a, b in bad) else 0.02
    return start, t


def _true_reps(case: Case, truth: dict[str, Any]) -> int:
    if case.clip.stretch == "cat_cow":
        return sum(row["counted"] for row in truth["expected_cycles"])
    return 1


def _side_right(case: Case, holds: tuple[Hold, ...]) -> bool | None:
    if not case.clip.model.sided or not holds:
        return None
    return all(hold.side == case.clip.side for hold in holds)


def _unseen(snapshots: list[Snapshot], truth: dict[str, Any]) -> float:
    parts = _in_pose(truth)
    start, end = parts[0]["start_s"], parts[-1]["end_s"]
    inside = [s for s in snapshots if start <= s.t <= end]
    blind = [
        any(
            r.check.required and r.check.half is None and r.verdict.value == "unseen"
            for r in s.assessment.results
        )
        for s in inside
    ]
    return float(np.mean(blind)) if blind else 1.0


def _joints(
    snapshots: list[Snapshot], truth: dict[str, Any]
) -> dict[str, list[tuple[float, float]]]:
    """True and found angles in the picture, while in the stretch, wherever a joint was seen."""
    table = truth["samples"]
    parts = _in_pose(truth)
    start, end = parts[0]["start_s"], parts[-1]["end_s"]
    found: dict[str, list[tuple[float, float]]] = {}
    by_t = {round(s.t, 2): s for s in snapshots}
    for row in table["rows"]:
        snapshot = by_t.get(round(row["t"], 2))
        if snapshot is None or snapshot.body is None or not start <= row["t"] <= end:
            continue
        true = dict(zip(table["picture_angles"], row["picture_angles"], strict=True))
        for joint in JOINTS:
            for side in SIDES:
                value = getattr(snapshot.body, joint)(side)
                if value is not None:
                    found.setdefault(joint, []).append((true[f"{joint}_{side}"], value))
    return found
