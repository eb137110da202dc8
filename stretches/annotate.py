"""The annotated video of a review, and the pictures of its faults at their worst."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from pose.drawing import draw
from pose.types import Image
from pose.video import Video
from pose.video_writer import VideoWriter
from stretches.overlay import overlay_of
from stretches.review import LARGEST_SIDE, Review
from stretches.track import Snapshot

CAPTION_S = 3.0
LONGEST_SIDE = LARGEST_SIDE


class Captions:
    """Which sentence stands in the picture at which time: a cue stays for three seconds."""

    def __init__(self, result: Review) -> None:
        self._cues = result.report.cues
        self._times = [cue.t_s for cue in self._cues]

    def at(self, t: float) -> str:
        """The caption at `t` seconds."""
        index = bisect_right(self._times, t) - 1
        if index < 0 or t - self._times[index] > CAPTION_S:
            return ""
        return self._cues[index].text


class Moments:
    """The reviewed moments by time."""

    def __init__(self, result: Review) -> None:
        self._snapshots = result.snapshots
        self._times = [snapshot.t for snapshot in result.snapshots]

    def at(self, t: float) -> Snapshot:
        """The latest moment not after `t`."""
        return self._snapshots[max(0, bisect_right(self._times, t + 1e-6) - 1)]


def write_annotated_video(
    source: Path, result: Review, target: Path, on_progress: Callable[[float], None]
) -> None:
    """Write the reviewed video with everything drawn on it, as H.264.

    Raises:
        UnwritableFile: the target cannot be written.
        UnreadableVideo: the source is gone.
    """
    moments, captions = Moments(result), Captions(result)
    duration = max(result.report.duration_s, 1e-3)
    with Video(source, max_side=LONGEST_SIDE) as video, VideoWriter(target, video.size) as writer:
        for frame in video:
            writer.write(_drawn(frame.image, frame.t, result, moments, captions), frame.t)
            on_progress(min(frame.t / duration, 1.0))


def fault_pictures(source: Path, result: Review) -> dict[int, Image]:
    """The picture at the worst moment of each fault, by the fault's index in the report."""
    moments, captions = Moments(result), Captions(result)
    wanted = sorted((fault.worst_s, index) for index, fault in enumerate(result.report.faults))
    pictures: dict[int, Image] = {}
    with Video(source, max_side=LONGEST_SIDE, analysis_fps=10.0) as video:
        for frame in video:
            while wanted and frame.t >= wanted[0][0] - 1e-6:
                _, index = wanted.pop(0)
                pictures[index] = _drawn(frame.image, frame.t, result, moments, captions)
            if not wanted:
                break
    return pictures


def _drawn(image: Image, t: float, result: Review, moments: Moments, captions: Captions) -> Image:
    snapshot, stretch = moments.at(t), result.report.stretch
    if stretch is None:
        return image
    return draw(image, overlay_of(snapshot, stretch, captions.at(t)))
