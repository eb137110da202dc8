"""A torso that swings round in no time was misread, and is unseen until it is read as before.

Of somebody who lies with the legs drawn in, all looks sometimes agree for seconds that they sit and
face the camera. The torso then seems to turn by 50° and more between two frames, and its shoulders
to jump, while the hips stay where they are; nobody who stretches does that.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np

from pose.belief import trunk_length
from pose.types import FloatArray, Pose
from pose.view import HEAD, TORSO, azimuth

SWUNG, BACK = 40.0, 20.0
"""Degrees of azimuth from how the torso stood in the last seconds, and how near to that it has to
come to be believed again. On forty clips with known truth no torso that was read rightly swung by
more than 35°."""
AT_ONCE, FASTEST = 25.0, 120.0
"""Degrees of azimuth from the last believed picture that are more than a turn, and degrees a second
where pictures come seldom: whoever swings round by 70° in two seconds is believed all the way. The
torsos that were misread came at once."""
JUMPED = 0.3
"""Trunk lengths that its shoulders have to have moved as well, and its hips have not."""
REMEMBERED_S = 3.0
LONGEST_S = 4.0
"""A reading that lasts longer is believed after all: the person has turned."""
FORGET_AFTER_S = 1.0
ENDS = list(TORSO[:2]), list(TORSO[2:])
"""Shoulders and hips."""


class TorsoWatch:
    """Takes the belief from one person's torso while it is read in an impossible place."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, float, FloatArray]] = deque()
        self._believed: Pose | None = None
        self._misread = False
        self._seen_s = float("-inf")

    def update(self, pose: Pose) -> Pose:
        """The pose, its torso and head unseen and the torso's depth as it was where misread."""
        if pose.t - self._seen_s > FORGET_AFTER_S:
            self._kept.clear()
        self._seen_s = pose.t
        believed = self._believed
        if believed is not None and pose.t - believed.t > LONGEST_S:
            self._kept.clear()
        self._misread = self._swung(pose)
        if self._misread and believed is not None:
            return _unseen(pose, believed)
        self._believed = pose
        self._kept.append((pose.t, azimuth(pose), _ends(pose)))
        while self._kept[0][0] < pose.t - REMEMBERED_S:
            self._kept.popleft()
        return pose

    def _swung(self, pose: Pose) -> bool:
        """Whether the torso has swung round against how it stood in the last seconds."""
        if not self._kept:
            return False
        usual = float(np.median([turned for _, turned, _ in self._kept]))
        places = np.median([ends for _, _, ends in self._kept], axis=0)
        moved = np.linalg.norm(_ends(pose) - places, axis=1) / trunk_length(pose)
        far = BACK if self._misread else SWUNG
        swung = abs(azimuth(pose) - usual) > far and (self._misread or self._at_once(pose))
        return bool(swung and moved[0] > JUMPED >= moved[1])

    def _at_once(self, pose: Pose) -> bool:
        """Whether the torso stands quite otherwise than in the last believed picture."""
        before = self._believed
        if before is None:
            return False
        turned = max(AT_ONCE, FASTEST * (pose.t - before.t))
        return abs(azimuth(pose) - azimuth(before)) > turned


def _ends(pose: Pose) -> FloatArray:
    """(2, 2) the middle of the shoulders and of the hips in the picture."""
    ends: FloatArray = np.array([pose.points[end].mean(axis=0) for end in ENDS])
    return ends


def _unseen(pose: Pose, believed: Pose) -> Pose:
    visibility, world, torso = pose.visibility.copy(), pose.world.copy(), list(TORSO)
    visibility[[*TORSO, *HEAD]] = 0.0
    world[torso] = believed.world[torso]
    return replace(pose, visibility=visibility, world=world)
