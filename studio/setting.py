"""One room, its light and the camera in it, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from studio import props
from studio.clutter import clutter
from studio.geometry import FloatArray, vec
from studio.look import Colour
from studio.renderer import Light, Mesh
from studio.sensor import Sensor

WALLS: tuple[Colour, ...] = (
    (0.42, 0.41, 0.38),
    (0.52, 0.52, 0.54),
    (0.30, 0.38, 0.42),
    (0.46, 0.36, 0.28),
    (0.34, 0.40, 0.30),
)
WOODS = ((150, 105, 70), (120, 85, 60), (175, 145, 110))
CARPETS: tuple[Colour, ...] = ((0.30, 0.28, 0.26), (0.18, 0.20, 0.24))
MATS: tuple[Colour, ...] = (
    (0.25, 0.35, 0.45),
    (0.35, 0.18, 0.35),
    (0.12, 0.12, 0.13),
    (0.18, 0.36, 0.26),
)
STRAPS: tuple[Colour, ...] = ((0.80, 0.25, 0.15), (0.10, 0.45, 0.30), (0.75, 0.70, 0.20))


@dataclass(frozen=True)
class Setting:
    """A room, its light and the camera's faults; nothing in it depends on the stretch.

    Attributes:
        yaw: how far the back wall is turned from the camera's plane, degrees.
        floor_seed: which planks; None is carpet.
        clutter: how many things stand by the back wall, and which (any number).
        light_from: the key light's azimuth from the camera's, degrees.
    """

    wall: Colour = WALLS[0]
    yaw: float = 4.0
    floor_seed: int | None = 0
    wood: tuple[int, int, int] = WOODS[0]
    carpet: Colour = CARPETS[0]
    mat: Colour = MATS[0]
    strap: Colour = STRAPS[0]
    picture: bool = False
    clutter: tuple[int, int] = (0, 0)
    light_from: float = 35.0
    brightness: float = 1.0
    sensor: Sensor = field(default_factory=Sensor)

    def light(self, azimuth: float) -> Light:
        """The light, for a camera at this azimuth in degrees."""
        a = np.radians(azimuth + self.light_from)
        k = self.brightness
        return Light(
            direction=(0.7 * float(np.sin(a)), 1.0, 0.7 * float(np.cos(a))),
            key=(1.7 * k, 1.6 * k, 1.5 * k),
        )

    def room(self, azimuth: float, at: FloatArray) -> list[Mesh]:
        """Floor and walls round a place, for a camera at this azimuth in degrees."""
        if self.floor_seed is None:
            floor = props.carpet(self.carpet)
        else:
            floor = props.wooden_floor(self.floor_seed, self.wood)
        meshes = [floor, *props.walls(azimuth, self.yaw, self.wall, at)]
        if self.picture:
            meshes += props.framed_picture(azimuth, self.yaw, at, self.mat)
        return meshes + clutter(*self.clutter, azimuth, at)


def setting_from_seed(seed: int) -> Setting:
    """The room of a seed; seed 0 is a plain bright one."""
    if seed == 0:
        return Setting()
    rng = np.random.default_rng([11, seed])
    return Setting(
        wall=WALLS[rng.integers(len(WALLS))],
        yaw=float(rng.uniform(-12, 12)),
        floor_seed=None if rng.random() < 0.3 else int(rng.integers(4)),
        wood=WOODS[rng.integers(len(WOODS))],
        carpet=CARPETS[rng.integers(len(CARPETS))],
        mat=MATS[rng.integers(len(MATS))],
        strap=STRAPS[rng.integers(len(STRAPS))],
        picture=bool(rng.random() < 0.6),
        light_from=float(rng.uniform(-60, 60)),
        brightness=float(rng.uniform(0.7, 1.15)),
        sensor=Sensor(
            noise=float(rng.uniform(1.5, 4.5)),
            blur=float(rng.uniform(0.3, 0.9)),
            exposure=float(rng.uniform(0.88, 1.08)),
            warmth=float(rng.uniform(-0.06, 0.08)),
        ),
    )


CHAIR_COLOUR: Colour = (0.35, 0.22, 0.12)
SEAT_BELOW_HIP = vec(0, -0.098, 0.06)
