"""One picture of one pose, with everything that is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studio.camera import Camera
from studio.poses import STRETCHES
from studio.poses.model import Sizes
from studio.skeleton import Side
from studio.stage import Moment, studio_for
from studio.truth import Truth


def render_still(
    stretch: str,
    *,
    side: Side = "left",
    body_seed: int = 0,
    setting_seed: int = 0,
    azimuth: float | None = None,
    camera: Camera | None = None,
    faults: Sizes | None = None,
    params: Mapping[str, float] | None = None,
    phase: str | None = None,
    position: float | None = None,
) -> tuple[NDArray[np.uint8], Truth]:
    """Render one pose.

    Args:
        stretch: slug of the stretch.
        side: the working side.
        azimuth: where the camera stands, degrees from the person's front toward their left;
            None is the stretch's named view.
        camera: everything else about the camera; its azimuth gives way to `azimuth`.
        faults: sizes by name of the fault; None is the fault's usual size.
        params: parameters of the pose to set outright, over the faults.
        phase: an end of a moving stretch, such as "cat" or "pointed".
        position: how many stages from rest, whole or not; None is the pose itself.

    Returns:
        The (h, w, 3) uint8 BGR picture and its truth.
    """
    model = STRETCHES[stretch]
    camera = camera or Camera()
    camera = replace(camera, azimuth=model.azimuth if azimuth is None else azimuth)
    sizes = faults or {}
    phase = phase or next((p for p in map(model.phase_of, sizes) if p), None)
    numbers = model.faulty(sizes, phase) | dict(params or {})
    studio = studio_for(stretch, body_seed, setting_seed, camera, [side], [numbers])
    where = len(model.stages) - 1 if position is None else position
    frame = studio.frame(Moment(where, numbers, side))
    sensor = studio.setting.sensor
    rng = np.random.default_rng([body_seed, setting_seed])
    return sensor.exposed(sensor.developed(frame.picture.image), rng), frame.truth
