"""From where the camera sees the body, and whether the whole of it is in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pose.types import FloatArray, Landmark, Mask, Pose

View = Literal["side", "front", "oblique"]

SEEN = 0.5
"""Least visibility of a landmark that may be judged."""

SIDE_FROM, SIDE_KEPT, FRONT_UP_TO, OFF_FRONT_KEPT = 48.0, 6.0, 18.0, 2.0
"""Degrees of azimuth as read. On real photographs side views read 48° and more; a known 40° read
22° to 24°, so an oblique view begins early. Somebody lying who lifted the trunk read 53° before it
and 45° then, by a camera that stood still: the side is seen until then. Two who sat, turned by
38° and 41°, read 17° to 38°, and four from the front, 1° to 8° off, up to 15°."""

EDGE = 0.01
EDGE_PIXELS, RUNS_OUT = 2, 0.03
"""The rim of a silhouette, and how much of it is filled where a body leaves the picture, shares of
the silhouette's height."""
ARM_WIDE = 0.6
"""Trunk lengths of the picture's edge that an arm fills at most where it leaves the picture."""
FEET = (
    Landmark.LEFT_HEEL,
    Landmark.RIGHT_HEEL,
    Landmark.LEFT_FOOT_INDEX,
    Landmark.RIGHT_FOOT_INDEX,
    Landmark.LEFT_ANKLE,
    Landmark.RIGHT_ANKLE,
)
HEAD = (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
TORSO = (
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
)
Cut = Literal["head", "arm", "middle", "feet"]
PARTS: dict[Landmark, Cut] = {
    **dict.fromkeys((*HEAD, *TORSO[:2]), "head"),
    **dict.fromkeys(TORSO[2:], "middle"),
    **dict.fromkeys((Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW), "arm"),
    **dict.fromkeys((Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST), "arm"),
    **dict.fromkeys((Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, *FEET), "feet"),
}
"""What is cut off where the silhouette leaves the picture beside a landmark."""


def azimuth(pose: Pose) -> float:
    """How far the body is turned from facing the camera, 0° (front or back) to 90° (side).

    From the world landmarks' left-right axis at shoulders and hips. On real photographs it read
    48° to 77° from the side, 15° and 19° from the front and 10° to 29° from half in front,
    lying bodies too, where the shoulders' width in the picture says little.
    """
    angles = []
    for left, right in (
        (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
        (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    ):
        axis = pose.world[left] - pose.world[right]
        angles.append(np.degrees(np.arctan2(abs(axis[2]), np.hypot(axis[0], axis[1]))))
    return float(np.mean(angles))


def view_from(azimuth: float) -> View:
    """The camera view in words, for degrees turned from facing the camera."""
    if azimuth >= SIDE_FROM:
        return "side"
    return "front" if azimuth <= FRONT_UP_TO else "oblique"


@dataclass(frozen=True)
class Framing:
    """What of the body is in the picture.

    Attributes:
        head: the head lies inside the picture.
        feet: both feet lie inside.
        too_near: the body fills the picture beyond its edges.
        too_far: the trunk is too small to be judged well.
    """

    head: bool
    feet: bool
    too_near: bool
    too_far: bool

    @property
    def whole(self) -> bool:
        """Whether the whole body can be judged."""
        return self.head and self.feet and not self.too_far


def framing(pose: Pose) -> Framing:
    """Which parts of the body lie inside the picture, and whether it is large enough."""
    inside = _inside(pose)
    cut = _cut_part(pose)
    head = bool(inside[list(HEAD)].sum() >= 2) and cut not in ("head", "middle")
    feet = bool(inside[list(FEET)].sum() >= 5) and cut not in ("feet", "middle")
    extent = float(np.max(np.ptp(pose.points, axis=0) / pose.size))
    reach = float(np.linalg.norm(np.ptp(pose.points, axis=0)))
    return Framing(
        head=head,
        feet=feet,
        too_near=not (head and feet) and extent > 0.85,
        too_far=max(_trunk(pose), 0.25 * reach) < 0.07 * max(pose.size),
    )


def _cut_part(pose: Pose) -> Cut | None:
    """Which part the silhouette runs out of the picture with; None where it doesn't.

    Of a part that is cut off the model makes up landmarks just inside the edge, or anywhere. What
    is missing belongs to the landmark that is nearest to where the silhouette leaves.
    """
    if pose.silhouette is None:
        return None
    height, width = pose.silhouette.shape
    leaving = _on_rim(pose.silhouette)
    if len(leaving) < RUNS_OUT * height:
        return None
    where = leaving.mean(axis=0) / (width, height) * pose.size
    off = {m: float(np.linalg.norm(pose.points[m] - where)) for m in PARTS}
    part = PARTS[min(off, key=off.__getitem__)]
    wide = len(leaving) / EDGE_PIXELS * pose.size[1] / height
    return "middle" if part == "arm" and wide > ARM_WIDE * _trunk(pose) else part


def _on_rim(mask: Mask) -> NDArray[np.int_]:
    """(n, 2) where the silhouette fills the picture's rim, x and y."""
    (height, width), rim = mask.shape, EDGE_PIXELS
    strips = (
        (mask[:rim], (0, 0)),
        (mask[-rim:], (height - rim, 0)),
        (mask[rim:-rim, :rim], (rim, 0)),
        (mask[rim:-rim, -rim:], (rim, width - rim)),
    )
    return np.vstack([np.argwhere(strip > 127) + start for strip, start in strips])[:, ::-1]


def _trunk(pose: Pose) -> float:
    """The trunk's length in the picture, pixels."""
    shoulders, hips = (pose.points[list(ends)].mean(axis=0) for ends in (TORSO[:2], TORSO[2:]))
    return float(np.linalg.norm(shoulders - hips))


def _inside(pose: Pose) -> FloatArray:
    margin = EDGE * np.asarray(pose.size)
    low = pose.points > margin
    high = pose.points < np.asarray(pose.size) - margin
    result: FloatArray = np.all(low & high, axis=1).astype(float)
    return result
