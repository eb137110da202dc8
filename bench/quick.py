"""The quick bench: a few recordings that come along, judged in seconds against wide margins."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from bench.cases import Case, all_cases
from bench.figures import faults_of, in_named_view, of_kind, sizes
from bench.film import recording
from bench.judge import Outcome, judged
from bench.truth import case_truth
from pose.recording import load_poses, save_poses
from pose.types import Mask, Pose

RECORDED = Path(__file__).parent / "recorded"
EACH = 20
MASK_SIZE = (160, 120)
LEAST = {
    "counts exact": 0.8,
    "clear faults found": 0.6,
    "good clips without a form cue": 0.75,
    "sides right": 0.85,
    "stretches recognised": 0.85,
    "hold starts within 1.5 s": 0.85,
}
"""Shares below which something must have broken; far under what is reached, so that no small
change of a threshold trips over them."""


def recorded_cases(folder: Path = RECORDED) -> list[Case]:
    """The cases whose recordings come along."""
    return [case for case in all_cases(EACH) if recording(case, folder).exists()]


def quick_outcomes(folder: Path = RECORDED) -> list[Outcome]:
    """Every recorded case's outcome."""
    outcomes = []
    for case in recorded_cases(folder):
        truth = json.loads((folder / f"{case.name}.truth.json").read_text())
        poses = load_poses(recording(case, folder))
        # Recognising a stretch takes most of the time: good form alone is tried.
        good = case.kind == "good"
        outcomes.append(judged(case, poses, truth, case_truth(case), auto=good))
    return outcomes


def shares(outcomes: list[Outcome]) -> dict[str, float]:
    """The quick bench's figures, 0 to 1; those that there are."""
    named = in_named_view(outcomes)
    starts = sizes(o.start_error_s for o in named)
    hits: dict[str, list[bool]] = {
        "counts exact": [o.reps == o.true_reps for o in named],
        "clear faults found": [f.answer == "found" for f in faults_of(named)],
        "good clips without a form cue": [not o.form_cues for o in of_kind(named, "good")],
        "sides right": [o.side_right for o in named if o.side_right is not None],
        "stretches recognised": [o.auto_right for o in named if o.auto_right is not None],
        "hold starts within 1.5 s": [start <= 1.5 for start in starts],
    }
    return {name: sum(found) / len(found) for name, found in hits.items() if found}


def misses(folder: Path = RECORDED) -> list[str]:
    """What has become much worse than it was, one sentence each."""
    found = shares(quick_outcomes(folder))
    return [
        f"{name}: {100 * found[name]:.0f} %, at least {100 * least:.0f} % is expected."
        for name, least in LEAST.items()
        if name in found and found[name] < least
    ]


def keep(case: Case, cache: Path, folder: Path = RECORDED) -> Path:
    """Copy a case's recording from a cache, made small: a coarse silhouette, rounded numbers."""
    folder.mkdir(exist_ok=True)
    path = recording(case, folder)
    save_poses(path, [_small(pose) for pose in load_poses(recording(case, cache))])
    text = (cache / f"{case.clip.name}.truth.json").read_text()
    (folder / f"{case.name}.truth.json").write_text(text)
    return path


def _small(pose: Pose) -> Pose:
    return replace(
        pose,
        points=np.round(pose.points, 1),
        world=np.round(pose.world, 3),
        visibility=np.round(pose.visibility, 2),
        silhouette=None if pose.silhouette is None else _coarse(pose.silhouette),
    )


def _coarse(mask: Mask) -> Mask:
    small = cv2.resize(mask, MASK_SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(np.round(small / 51.0) * 51, np.uint8)
