"""How the joint angles' errors grow as the camera goes round: stills from every direction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.angles import JOINTS, JointReading
from bench.judge import Outcome
from pose.estimator import PoseEstimator
from pose.types import SIDES, Side
from stretches.body import fresh_body
from studio.camera import Camera
from studio.poses import STRETCHES
from studio.still import render_still

AZIMUTHS = range(0, 181, 20)
STEP = 10
BODIES = 3


class SweepReading(NamedTuple):
    """One joint in one still: degrees in the picture, true and found (None where unseen).

    `near` tells whether the joint is on the side nearer the camera.
    """

    stretch: str
    azimuth: float
    joint: str
    near: bool
    true: float
    found: float | None


def swept(cache: Path, draw: bool = True) -> list[SweepReading]:
    """All readings; what lies in the cache is not drawn again.

    Args:
        draw: whether to draw what is missing; else there is nothing where any is.
    """
    folder = cache / "sweep"
    folder.mkdir(parents=True, exist_ok=True)
    readings = []
    for slug in STRETCHES:
        for azimuth in AZIMUTHS:
            path = folder / f"{slug}_{azimuth:03d}.json"
            if not path.exists() and not draw:
                return []
            if not path.exists():
                path.write_text(json.dumps(list(_readings(slug, azimuth))))
            readings += [SweepReading(*row) for row in json.loads(path.read_text())]
    return readings


def of_clips(outcomes: Sequence[Outcome]) -> list[SweepReading]:
    """The readings of whole bodies in clips, their azimuths rounded, instead of stills'."""
    readings = []
    for outcome in outcomes:
        azimuth = STEP * round(abs((outcome.azimuth + 180) % 360 - 180) / STEP)
        rows = [JointReading(*r) for r in outcome.joints if outcome.kind != "cropped"]
        readings += [
            SweepReading(outcome.stretch, azimuth, r.joint, r.near, r.picture, r.found)
            for r in rows
        ]
    return readings


def _readings(slug: str, azimuth: int) -> Iterator[SweepReading]:
    for body in range(BODIES):
        side: Side = SIDES[(body + azimuth // 20) % 2]
        camera = Camera(height=0.7 + 0.2 * body)
        seed = 2000 + 100 * body + len(slug)
        image, truth = render_still(
            slug, side=side, body_seed=seed, setting_seed=seed, azimuth=azimuth, camera=camera
        )
        with PoseEstimator() as estimator:
            pose = estimator.estimate(image, 0.0)
        seen = None if pose is None else fresh_body(pose)
        for joint in JOINTS:
            for each in SIDES:
                found = None if seen is None else getattr(seen, joint)(each)
                true = truth.picture_angles[f"{joint}_{each}"]
                # The camera goes round the figure's left.
                yield SweepReading(slug, azimuth, joint, each == "left", true, found)
