"""Films the cases: rendered, compressed, and looked at by the real estimator; kept in a cache."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pose.estimator
from bench.cases import Case
from bench.crop import cropping
from pose.estimator import PoseEstimator
from pose.recording import load_poses, save_poses
from pose.types import Image, Pose
from pose.video import Video
from studio.clip import render_clip

LOOKS = ("estimator", "looking", "outline", "belief", "background", "foot_motion", "networks")
"""The modules of `pose` that decide what is seen in a picture; the rest works on recordings."""


def filmed(case: Case, cache: Path) -> tuple[list[Pose], dict[str, Any]]:
    """The poses that the estimator sees in a case's clip, and the clip's truth.

    The clip is rendered unless it lies in the cache, and looked at unless the present estimator
    has done so before.
    """
    cache.mkdir(parents=True, exist_ok=True)
    video = cache / f"{case.clip.name}.mp4"
    if not video.exists() or not _truth_file(case, cache).exists():
        _render(case, cache)
    known = json.loads(_truth_file(case, cache).read_text())
    if not up_to_date(case, cache):
        _look(case, cache, video, known)
    return load_poses(recording(case, cache)), known


def seen_before(case: Case, cache: Path) -> tuple[list[Pose], dict[str, Any]]:
    """The same from the cache alone, whichever estimator it was."""
    known = json.loads(_truth_file(case, cache).read_text())
    return load_poses(recording(case, cache)), known


def recording(case: Case, cache: Path) -> Path:
    """The file that keeps what was seen of a case."""
    return cache / f"{case.name}.npz"


def up_to_date(case: Case, cache: Path) -> bool:
    """Whether the recording was made by the present estimator."""
    mark = cache / f"{case.name}.seen"
    made = recording(case, cache).exists() and mark.exists()
    return made and mark.read_text() == estimator_mark()


@lru_cache
def estimator_mark() -> str:
    """A short name of the present estimator, from its source."""
    folder = Path(pose.estimator.__file__).parent
    text = b"".join((folder / f"{name}.py").read_bytes() for name in LOOKS)
    return hashlib.sha256(text).hexdigest()[:12]


def _truth_file(case: Case, cache: Path) -> Path:
    return cache / f"{case.clip.name}.truth.json"


def _render(case: Case, cache: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        made = render_clip(case.clip, Path(folder))
        for path in (made.with_suffix(".truth.json"), made):
            path.replace(cache / path.name)


def _look(case: Case, cache: Path, video: Path, known: dict[str, Any]) -> None:
    part = cache / f"{case.name}.part.npz"
    save_poses(part, _seen(video, cropping(case.cut, known)))
    part.replace(recording(case, cache))
    (cache / f"{case.name}.seen").write_text(estimator_mark())


def _seen(path: Path, crop: Callable[[Image], Image]) -> list[Pose]:
    with Video(path) as video, PoseEstimator() as estimator:
        found = [estimator.estimate(crop(frame.image), frame.t) for frame in video]
    return [pose for pose in found if pose is not None]
