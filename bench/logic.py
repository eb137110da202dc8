"""Clips judged by their true joints: what goes wrong there is no fault of sight."""

from __future__ import annotations

from bench.cases import Case
from bench.judge import MOSTLY, Outcome, judged
from bench.perfect import perfect_poses
from bench.truth import case_truth
from stretches.vocabulary import Stretch
from studio.clip_truth import clip_truth


def wrong_by_true_joints(case: Case, stretch: Stretch | None = None) -> list[str]:
    """What a review gets wrong that sees every joint where it is, a line for each thing.

    Checks that need the silhouette are unseen there and not among them, nor are slight faults.
    What the measures allow for the model's own misreadings is allowed for here as well.

    Args:
        stretch: the stretch to follow, where it is not the usual one.
    """
    clip = case.clip
    poses = list(perfect_poses(clip))
    truth = clip_truth(clip, clip.studio())
    outcome = judged(case, poses, truth, case_truth(case), stretch, auto=False)
    return [f"{case.name}: {wrong}" for wrong in _wrong(case, outcome)]


def _wrong(case: Case, outcome: Outcome) -> list[str]:
    missed = [fault for fault in outcome.faults if fault.clear and fault.answer == "missed"]
    lines = [f"{fault.check} missed" for fault in missed]
    lines += [f"{check} logged wrongly" for check in outcome.logged_wrong]
    if case.kind == "good":
        lines += [f"good form, but said: {cue}" for cue in outcome.form_cues]
    counted = case.clip.model.sided and outcome.unseen < MOSTLY
    if counted and outcome.reps != outcome.true_reps:
        lines += [f"{outcome.reps} counted, {outcome.true_reps} done"]
    return lines
