"""Films the cases: rendered, compressed, and looked at by the real estimator; kept in a cache."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.cases import Case
from bench.crop import cropping
from pose.estimator import PoseEstimator
from pose.recording import load_poses, save_poses
from pose.types import Image, Pose
from pose.video import Video
from studio.clip import render_clip


def filmed(case: Case, cache: Path) -> tuple[list[Pose], dict[str, Any]]:
    """The poses that the estimator sees in a case's clip, and the clip's truth.

    The clip is rendered unless it lies in the cache, and looked at unless its poses do.
    """
    cache.mkdir(parents=True, exist_ok=True)
    video = cache / f"{case.clip.name}.mp4"
    truth = video.with_suffix(".truth.json")
    if not truth.exists() or not (video.exists() or recording(case, cache).exists()):
        _render(case, cache)
    known = json.loads(truth.read_text())
    poses = recording(case, cache)
    if not poses.exists():
        part = cache / f"{case.name}.part.npz"
        save_poses(part, _seen(video, cropping(case.cut, known)))
        part.replace(poses)
    return load_poses(poses), known


def recording(case: Case, cache: Path) -> Path:
    """The file that keeps what was seen of a case."""
    return cache / f"{case.name}.npz"


def _render(case: Case, cache: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        made = render_clip(case.clip, Path(folder))
        for path in (made.with_suffix(".truth.json"), made):
            path.replace(cache / path.name)


def _seen(path: Path, crop: Callable[[Image], Image]) -> list[Pose]:
    with Video(path) as video, PoseEstimator() as estimator:
        found = [estimator.estimate(crop(frame.image), frame.t) for frame in video]
    return [pose for pose in found if pose is not None]
