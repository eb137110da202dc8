"""Joint angles as found, beside the figure's true ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pose.types import SIDES
from stretches.track import Snapshot

JOINTS = ("knee", "hip", "elbow", "ankle")
IN_PLANE = 10.0
"""A joint lies in the plane of the picture where the picture shows its angle within so much."""


class JointReading(NamedTuple):
    """One joint at one moment, degrees: in the picture, in the room, and as found.

    `near` tells whether it is on the side nearer the camera.
    """

    joint: str
    near: bool
    picture: float
    room: float
    found: float

    @property
    def in_plane(self) -> bool:
        """Whether the joint lies in the plane of the picture, more or less."""
        return abs(self.picture - self.room) <= IN_PLANE

    @property
    def error(self) -> float:
        """Found minus true, in the picture."""
        return self.found - self.picture


def joint_readings(snapshots: Sequence[Snapshot], truth: dict[str, Any]) -> Iterator[JointReading]:
    """Every joint that was seen at a moment whose truth is kept."""
    table = truth["samples"]
    from_left = 0 < truth["camera"]["azimuth"] % 360 < 180
    by_t = {round(s.t, 2): s for s in snapshots}
    for row in table["rows"]:
        snapshot = by_t.get(round(row["t"], 2))
        if snapshot is None or snapshot.body is None:
            continue
        flat = dict(zip(table["picture_angles"], row["picture_angles"], strict=True))
        room = dict(zip(table["angles"], row["angles"], strict=True))
        for joint in JOINTS:
            for side in SIDES:
                found = getattr(snapshot.body, joint)(side)
                name = f"{joint}_{side}"
                if found is not None and name in flat:
                    near = (side == "left") == from_left
                    yield JointReading(joint, near, flat[name], room[name], found)
