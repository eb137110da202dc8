"""A clip: one person, one stretch, one camera and a plan; rendered to a video and its truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.body import body_from_seed
from studio.camera import Camera
from studio.clip_truth import write_truth
from studio.poses import STRETCHES
from studio.poses.model import StretchModel
from studio.setting import Setting, setting_from_seed
from studio.skeleton import Side
from studio.stage import Studio
from studio.timeline import Instant, Segment, Timeline
from studio.video import VideoWriter

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Clip:
    """A clip that can be rendered again and comes out the same.

    Attributes:
        plan: what the person does, in order.
        side: the side that works first.
        clutter: how many things stand about in the room.
        turn: how far the camera stands off the stretch's named view, degrees.
        crf: H.264 quality; larger is smaller and worse.
    """

    name: str
    stretch: str
    plan: tuple[Segment, ...]
    side: Side = "left"
    body_seed: int = 0
    setting_seed: int = 0
    clutter: int = 0
    turn: float = 0.0
    height: float = 0.9
    lens: float = 36.0
    size: tuple[int, int] = (640, 480)
    fps: int = 15
    crf: int = 27
    notes: str = ""

    @property
    def model(self) -> StretchModel:
        """The stretch that is done."""
        return STRETCHES[self.stretch]

    def timeline(self) -> Timeline:
        """The plan, laid out in time."""
        return Timeline(self.model, self.plan, self.side)

    def setting(self) -> Setting:
        """The room."""
        clutter = self.clutter, self.setting_seed
        return replace(setting_from_seed(self.setting_seed), clutter=clutter)

    def camera(self) -> Camera:
        """The camera, not yet fitted to the figure."""
        azimuth = self.model.azimuth + self.turn
        return Camera(azimuth=azimuth, height=self.height, lens=self.lens, size=self.size)

    def studio(self) -> Studio:
        """The person before the camera, ready to be drawn."""
        timeline = self.timeline()
        sides: list[Side] = sorted(set(timeline.sides()))
        body, setting = body_from_seed(self.body_seed), self.setting()
        return Studio(self.model, body, setting, self.camera(), sides, timeline.poses())


def render_clip(clip: Clip, folder: Path, progress: Progress | None = None) -> Path:
    """Write `NAME.mp4` and `NAME.truth.json` into a folder.

    Moments that look the same are drawn once, so a still hold costs only one breath of frames;
    the sensor's noise is new in every frame.

    Returns:
        The path of the video.
    """
    studio = clip.studio()
    instants = list(clip.timeline().instants(clip.fps))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{clip.name}.mp4"
    _film(clip, studio, instants, path, progress)
    write_truth(clip, studio, path.with_suffix(".truth.json"))
    return path


def _film(
    clip: Clip, studio: Studio, instants: list[Instant], path: Path, progress: Progress | None
) -> None:
    seen: dict[tuple[object, ...], NDArray[np.uint8]] = {}
    sensor = studio.setting.sensor
    rng = np.random.default_rng([clip.body_seed, clip.setting_seed, 5])
    with VideoWriter(path, clip.size, clip.fps, clip.crf) as video:
        for number, instant in enumerate(instants):
            key = instant.moment.key()
            if key not in seen:
                seen[key] = sensor.developed(studio.frame(instant.moment).picture.image)
            video.write(sensor.exposed(seen[key], rng))
            if progress is not None:
                progress(number + 1, len(instants))
