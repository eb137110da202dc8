"""Films the cases: rendered, compressed, and looked at by the real estimator; kept in a cache."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from bench.cases import Case
from pose.estimator import PoseEstimator
from pose.recording import load_poses, save_poses
from pose.types import Pose
from pose.video import Video
from studio.clip import render_clip


def filmed(case: Case, cache: Path) -> tuple[list[Pose], dict[str, Any]]:
    """The poses that the estimator sees in a case's clip, and the clip's truth.

    The clip is rendered unless it lies in the cache, and looked at unless its poses do.
    """
    video, poses = cache / f"{case.name}.mp4", cache / f"{case.name}.npz"
    truth = video.with_suffix(".truth.json")
    cache.mkdir(parents=True, exist_ok=True)
    if not video.exists() or not truth.exists():
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            render_clip(case.clip, Path(folder))
            for made in (truth, video):
                (Path(folder) / made.name).replace(made)
    if not poses.exists():
        part = cache / f"{case.name}.part.npz"
        save_poses(part, _seen(video))
        part.replace(poses)
    return load_poses(poses), json.loads(truth.read_text())


def _seen(path: Path) -> list[Pose]:
    with Video(path) as video, PoseEstimator() as estimator:
        found = [estimator.estimate(frame.image, frame.t) for frame in video]
    return [pose for pose in found if pose is not None]
