"""What to draw over a picture at one moment of a stretch."""

from __future__ import annotations

from pose.drawing import BONES, GOOD, QUIET, UNSEEN, WRONG, Colour, JudgedAngle, Overlay
from pose.types import Landmark, Side, landmark, other
from stretches.track import Snapshot
from stretches.vocabulary import CheckResult, Stretch, Verdict

COLOURS = {Verdict.MET: GOOD, Verdict.FAULT: WRONG, Verdict.UNSEEN: UNSEEN}
CORNERS = {
    "knee": ("hip", "knee", "ankle"),
    "hip": ("shoulder", "hip", "knee"),
    "elbow": ("shoulder", "elbow", "wrist"),
}


def overlay_of(snapshot: Snapshot, stretch: Stretch, caption: str) -> Overlay:
    """The overlay of one moment.

    Args:
        snapshot: the moment.
        stretch: the stretch that is followed.
        caption: the sentence that stands in the picture.
    """
    now, progress = snapshot.assessment, snapshot.progress
    attempting = bool(now.attempting)
    shown = _shown(now.results) if attempting else None
    body = snapshot.body
    share = progress.good_s / progress.target_s if progress.target_s else None
    text = f"{progress.good_s:.0f}" if progress.target_s else ""
    if share is None:
        share, text = _repetitions(snapshot, stretch)
    faulty = any(r.verdict is Verdict.FAULT for r in snapshot.lasting)
    return Overlay(
        pose=None if body is None else body.pose,
        limbs=_limb_colours(snapshot) if attempting else {},
        angle=None if shown is None else _judged(shown, now.side),
        ring=share,
        ring_text=text,
        ring_colour=GOOD if progress.state in ("running", "arming", "done") else UNSEEN,
        caption=caption,
        caption_colour=WRONG if faulty or now.picture else GOOD,
    )


def _repetitions(snapshot: Snapshot, stretch: Stretch) -> tuple[float, str]:
    counted = snapshot.progress.reps.get("both", 0)
    return counted / stretch.dose.reps, str(counted)


def _shown(results: tuple[CheckResult, ...]) -> CheckResult | None:
    """The joint check to point out: one at fault before one that is met."""
    jointed = [r for r in results if r.check.joint and r.value is not None]
    faults = [r for r in jointed if r.verdict is Verdict.FAULT]
    return next(iter(faults or jointed), None)


def _judged(result: CheckResult, side: Side | None) -> JudgedAngle | None:
    if result.check.joint is None or result.value is None or side is None:
        return None
    which, part = result.check.joint
    whose = side if which == "working" else other(side)
    a, b, c = (landmark(whose, name) for name in CORNERS[part])
    label = f"{whose[0].upper()} {part} flexion {180 - result.value:.0f}°"
    if result.check.name == "leg_raised":
        label = f"{whose[0].upper()} leg raise {result.value:.0f}°"
    elif result.value > 180:
        label = f"{whose[0].upper()} {part} extension {result.value - 180:.0f}°"
    return JudgedAngle((a, b, c), label, COLOURS[result.verdict])


def _limb_colours(snapshot: Snapshot) -> dict[tuple[Landmark, Landmark], Colour]:
    """Limbs around judged joints by their check's verdict; the rest by the whole form's."""
    now = snapshot.assessment
    whole = GOOD if now.form is Verdict.MET else QUIET
    colours = dict.fromkeys(BONES, whole)
    if now.side is None:
        return colours
    worst_last = sorted(now.results, key=lambda r: r.verdict is Verdict.FAULT)
    for result in worst_last:
        if result.check.joint is None:
            continue
        which, part = result.check.joint
        whose = now.side if which == "working" else other(now.side)
        marks = {landmark(whose, name) for name in CORNERS[part]}
        for bone in BONES:
            if set(bone) <= marks:
                colours[bone] = COLOURS[result.verdict]
    return colours
