"""File in, report out: reads a video, finds the poses, follows the stretch and sums up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pose.estimator import PoseEstimator
from pose.types import Pose
from pose.video import Frame, Video
from pose.view import View
from stretches.recognise import Recogniser
from stretches.registry import STRETCHES
from stretches.report import Report
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import Stretch

ANALYSIS_FPS = 10.0
"""Ten looks a second time a hold to a tenth; a stretch holds nothing faster."""

LARGEST_SIDE = 1280
LEAST_FOUND = 0.02
"""Less than this share of frames with a person in them is a false alarm, not a person."""

ProgressCallback = Callable[[float], None]
"""Is told how much of the video has been seen, 0 to 1."""


class NobodySeen(Exception):
    """The video can be read and holds no person; the message says so plainly."""


@dataclass(frozen=True)
class Review:
    """A report with the moments that it was made from.

    Attributes:
        snapshots: one per analysed frame, without silhouettes.
        poses: the recorded poses, with silhouettes where they were asked for.
    """

    report: Report
    snapshots: tuple[Snapshot, ...]
    poses: tuple[Pose, ...] = ()


def review(
    path: Path,
    stretch: Stretch | None,
    on_progress: ProgressCallback = lambda share: None,
    keep_poses: bool = False,
) -> Review:
    """Review a video of one stretch.

    Args:
        path: the video file.
        stretch: the stretch to judge, None to find out which one is done.
        on_progress: is told how far the review is.
        keep_poses: keep the poses with their silhouettes, for a recording.

    Raises:
        UnreadableVideo: the file cannot be read.
        NobodySeen: there is no person in it.
        ModelUnavailable: the pose model cannot be prepared.
    """
    with Video(path, max_side=LARGEST_SIDE, analysis_fps=ANALYSIS_FPS) as video:
        recogniser = Recogniser([stretch] if stretch else STRETCHES)
        poses: list[Pose] = []
        rows: list[list[Snapshot]] = []
        found = 0
        observer = Observer()
        for frame, pose in _seen(video, on_progress):
            body = None if pose is None else observer.observe(pose)
            rows.append([_light(s) for s in recogniser.update(frame.t, body)])
            if pose is not None:
                found += 1
                if keep_poses:
                    poses.append(pose)
        on_progress(1.0)
        if found == 0 or found < LEAST_FOUND * len(rows):
            raise NobodySeen(
                f"{path.name} shows no person: use a video with the whole body in the picture."
            )
        chosen = 0 if stretch else recogniser.best
        track = recogniser.tracks[chosen or 0]
        snapshots = tuple(row[chosen or 0] for row in rows)
        report = _report(path, video, track if chosen is not None else None, snapshots, found)
    return Review(report, snapshots, tuple(poses))


def _seen(video: Video, on_progress: ProgressCallback) -> Iterator[tuple[Frame, Pose | None]]:
    expected = video.estimated_duration_s or 0.0
    with PoseEstimator() as estimator:
        for frame in video:
            yield frame, estimator.estimate(frame.image, frame.t)
            on_progress(min(frame.t / expected, 1.0) if expected else 0.0)


def _light(snapshot: Snapshot) -> Snapshot:
    """The snapshot without its silhouette, which is large and no longer needed."""
    if snapshot.body is None:
        return snapshot
    pose = replace(snapshot.body.pose, silhouette=None)
    body = snapshot.body
    light = replace(body, pose=pose)
    light.__dict__["spine"] = body.spine
    return replace(snapshot, body=light)


def _report(
    path: Path, video: Video, track: Track | None, snapshots: tuple[Snapshot, ...], found: int
) -> Report:
    base = Report(
        video=path.name,
        duration_s=video.duration_s,
        frames=video.frames_decoded,
        frames_analysed=len(snapshots),
        stretch=None,
        view=_usual_view(snapshots),
        pose_found=found / len(snapshots),
        reps={"left": 0, "right": 0},
        broken_at_s=video.broken_at_s,
    )
    if track is None:
        return base
    progress = track.finish()
    if progress is None:
        return replace(base, stretch=track.stretch)
    return replace(
        base,
        stretch=track.stretch,
        reps=progress.reps,
        holds=progress.holds,
        cycles=progress.cycles,
        tallies=tuple(t for t in track.log.tallies.values() if t.seconds > 0),
        faults=tuple(track.log.faults),
        cues=tuple(track.coach.cues),
    )


def _usual_view(snapshots: tuple[Snapshot, ...]) -> View | None:
    """The view the person was mostly seen from, while in the stretch if ever."""
    doing = [s.assessment.view for s in snapshots if s.assessment.attempting]
    seen = [s.assessment.view for s in snapshots if s.assessment.view]
    common = Counter(view for view in doing or seen if view).most_common(1)
    return common[0][0] if common else None
