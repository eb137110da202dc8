"""A clip: one person, one stretch, one camera and a plan; rendered to a video and its truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.body import body_from_seed
from studio.camera import Camera
from studio.expected import expected
from studio.poses import STRETCHES
from studio.poses.model import StretchModel
from studio.setting import Setting, setting_from_seed
from studio.skeleton import Side
from studio.stage import Moment, Studio
from studio.timeline import Instant, Segment, Timeline
from studio.truth import Truth
from studio.video import VideoWriter

TRUTH_HZ = 5
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


def render_clip(clip: Clip, folder: Path, progress: Progress | None = None) -> Path:
    """Write `NAME.mp4` and `NAME.truth.json` into a folder.

    Moments that look the same are drawn once, so a still hold costs only one breath of frames;
    the sensor's noise is new in every frame.

    Returns:
        The path of the video.
    """
    timeline = clip.timeline()
    instants = list(timeline.instants(clip.fps))
    setting = clip.setting()
    sides: list[Side] = sorted(set(timeline.sides()))
    body = body_from_seed(clip.body_seed)
    studio = Studio(clip.model, body, setting, clip.camera(), sides, timeline.poses())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{clip.name}.mp4"
    samples = _film(clip, studio, instants, path, progress)
    truth = _truth(clip, timeline, instants, studio.camera, samples)
    text = json.dumps(truth, indent=None, separators=(",", ":"))
    path.with_suffix(".truth.json").write_text(text.replace('},{"', '},\n{"') + "\n")
    return path


def _film(
    clip: Clip, studio: Studio, instants: list[Instant], path: Path, progress: Progress | None
) -> list[tuple[float, Truth]]:
    seen: dict[tuple[object, ...], tuple[NDArray[np.uint8], Truth]] = {}
    sensor, samples = studio.setting.sensor, []
    rng = np.random.default_rng([clip.body_seed, clip.setting_seed, 5])
    every = clip.fps // TRUTH_HZ
    with VideoWriter(path, clip.size, clip.fps, clip.crf) as video:
        for number, instant in enumerate(instants):
            key = instant.moment.key()
            if key not in seen:
                seen[key] = _drawn(studio, instant.moment)
            image, truth = seen[key]
            video.write(sensor.exposed(image, rng))
            if number % every == 0:
                samples.append((instant.t, truth))
            if progress is not None:
                progress(number + 1, len(instants))
    return samples


def _drawn(studio: Studio, moment: Moment) -> tuple[NDArray[np.uint8], Truth]:
    frame = studio.frame(moment)
    return studio.setting.sensor.developed(frame.picture.image), frame.truth


def _truth(
    clip: Clip,
    timeline: Timeline,
    instants: list[Instant],
    camera: Camera,
    samples: list[tuple[float, Truth]],
) -> dict[str, Any]:
    return {
        "schema": 1,
        "clip": clip.name,
        "notes": clip.notes,
        "stretch": clip.stretch,
        "duration_s": round(timeline.duration_s, 2),
        "fps": clip.fps,
        "size": clip.size,
        "body_seed": clip.body_seed,
        "setting_seed": clip.setting_seed,
        "camera": {
            "azimuth": camera.azimuth,
            "height_m": camera.height,
            "distance_m": round(camera.distance or 0.0, 2),
            "lens_deg": camera.lens,
        },
        **expected(clip.model, timeline, instants),
        "samples": _table(samples),
    }


def _table(samples: list[tuple[float, Truth]]) -> dict[str, Any]:
    """Columns once, then a row of numbers for each sample."""
    first = samples[0][1]
    points, angles = list(first.points), list(first.angles)
    flat = sorted(set.intersection(*(set(truth.picture_angles) for _, truth in samples)))
    rows = []
    for t, truth in samples:
        rows.append(
            {
                "t": round(t, 3),
                "points_px": [round(float(x), 1) for p in points for x in truth.points[p]],
                "angles": [round(truth.angles[k], 1) for k in angles],
                "picture_angles": [round(truth.picture_angles[k], 1) for k in flat],
            }
        )
    return {"points": points, "angles": angles, "picture_angles": flat, "rows": rows}
