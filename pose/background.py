"""What stands behind the person, learnt while they don't cover it, taken out of the silhouette.

A box behind a hollow back is now and then taken for a part of the body, and the back then reads
flat or rounded. But the camera stands still, and most of what is behind somebody was seen before
they moved in front of it: what still looks as it did then is no body.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pose.belief import trunk_length
from pose.types import FloatArray, Image, Landmark, Mask, Pose
from pose.view import SEEN, TORSO

INSIDE = 127
SPECK = np.ones((3, 3), np.uint8)
BESIDE = np.ones((7, 7), np.uint8)
"""Pixels of the silhouette this near to the body belong to neither."""
SAME_COLOUR = 10.0
"""Of 255, in every channel: what noise and compression change about a pixel at this size."""
LEARNT_S, KEPT_S = 1.0, 0.3
"""How long a pixel has to be seen unchanged, and the time its colour is averaged over."""
LONGEST_STEP_S = 0.3
CONTRAST, MOST = 25.0, 0.5
"""Of 255: how much the body beside a piece has to differ, along so much of its edge, or clothes of
the wall's colour would go."""
LEAST_SHARE = 0.004
"""Of the body's area: smaller pieces are specks at the outline."""
LIMB, TRUNK = 0.16, 0.06
"""Trunk lengths round the bones in which nothing is taken away: a limb that was not seen as one
looks like a part of the room. The trunk always is, and a hollow back dips close to its line."""
BONES = [
    (a, b)
    for side in ("LEFT", "RIGHT")
    for a, b in (
        (Landmark[f"{side}_SHOULDER"], Landmark[f"{side}_ELBOW"]),
        (Landmark[f"{side}_ELBOW"], Landmark[f"{side}_WRIST"]),
        (Landmark[f"{side}_SHOULDER"], Landmark[f"{side}_HIP"]),
        (Landmark[f"{side}_HIP"], Landmark[f"{side}_KNEE"]),
        (Landmark[f"{side}_KNEE"], Landmark[f"{side}_ANKLE"]),
        (Landmark[f"{side}_HEEL"], Landmark[f"{side}_FOOT_INDEX"]),
    )
]
Flags = NDArray[np.bool_]


class Background:
    """Learns a still camera's room from its pictures, and takes it out of the silhouettes."""

    def __init__(self) -> None:
        self._t = float("-inf")
        self._room: _Room | None = None

    def update(self, image: Image, pose: Pose) -> Pose:
        """The pose, its silhouette without what was there before.

        Args:
            image: (h, w, 3) BGR picture that the pose was found in.
        """
        mask = pose.silhouette
        if mask is None:
            return pose
        now = cv2.resize(image, mask.shape[::-1], interpolation=cv2.INTER_AREA)
        step, self._t = min(pose.t - self._t, LONGEST_STEP_S), pose.t
        if self._room is None or self._room.colour.shape != now.shape:
            self._room = _Room.first(now)
            return pose
        same = self._room.same(now)
        cleaned = _without(mask, self._room, same, now, pose)
        self._room.learn(now, cv2.dilate(mask, BESIDE) <= INSIDE, same, step)
        return pose if cleaned is mask else replace(pose, silhouette=cleaned)


@dataclass
class _Room:
    """What is known of every pixel behind the person.

    Attributes:
        colour: (h, w, 3) float32 BGR.
        seen_s: how long each looked so.
        other_s: for how long it has looked otherwise since.
    """

    colour: NDArray[np.float32]
    seen_s: NDArray[np.float32]
    other_s: NDArray[np.float32]

    @classmethod
    def first(cls, now: Image) -> _Room:
        nothing = np.zeros(now.shape[:2], np.float32)
        return cls(now.astype(np.float32), nothing, nothing.copy())

    def same(self, now: Image) -> Flags:
        """Where the picture looks as the room did."""
        off = cv2.absdiff(now, cv2.convertScaleAbs(self.colour))
        return np.asarray(off.max(axis=2) <= SAME_COLOUR)

    @property
    def learnt(self) -> Flags:
        """What has been seen for long enough."""
        return np.asarray(self.seen_s >= LEARNT_S)

    def learn(self, now: Image, beside: Flags, same: Flags, step: float) -> None:
        """Take in what is seen beside the body; a limb that passes by changes nothing.

        What the silhouette misses of the body for a moment now and then must not add up.
        """
        self.other_s[~beside] = 0.0
        self.seen_s[~beside & (self.seen_s < LEARNT_S)] = 0.0
        still, changed = beside & same, beside & ~same
        cv2.accumulateWeighted(
            now, self.colour, min(step / KEPT_S, 1.0), mask=still.astype(np.uint8)
        )
        self.seen_s += np.float32(step) * still
        self.other_s += np.float32(step) * changed
        self.other_s[still] = 0.0
        stays = changed & (self.other_s >= LEARNT_S)
        self.colour[stays], self.seen_s[stays], self.other_s[stays] = now[stays], 0.0, 0.0


def _without(mask: Mask, room: _Room, same: Flags, now: Image, pose: Pose) -> Mask:
    """The silhouette without the pieces of the room that stand out from what is beside them.

    From the body, and from the room beyond the outline: before a plain wall a piece of the wall's
    colour is a piece of clothing.
    """
    body, learnt = mask > INSIDE, room.learnt
    loose = body & ~_bones(mask.shape, pose)
    pieces = cv2.morphologyEx((loose & same & learnt).astype(np.uint8), cv2.MORPH_OPEN, SPECK)
    least = LEAST_SHARE * float(body.sum())
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pieces, connectivity=4)
    cleaned = mask
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] < least:
            continue
        piece = np.asarray(labels == number)
        off = np.abs(now.astype(np.float32) - np.median(now[piece], axis=0)).max(axis=2)
        near = _grown(piece)
        beyond = _grown(_grown(_grown(near))) & ~_grown(body) & learnt
        from_room = np.abs(room.colour[beyond] - np.median(room.colour[piece], axis=0))
        if _stands_out(off[_grown(near) & ~near & body]) and _stands_out(from_room.max(axis=1)):
            # Right beside the body nothing was learnt: there the piece's own colour tells.
            gone = loose & (piece | (near & (off <= CONTRAST)))
            cleaned = np.where(gone, np.uint8(0), cleaned)
    return cleaned


def _grown(piece: Flags) -> Flags:
    return np.asarray(cv2.dilate(piece.astype(np.uint8), BESIDE) > 0)


def _stands_out(off: NDArray[np.float32]) -> bool:
    """Whether what lies along a piece's edge, so far off its colour, has another one."""
    return len(off) > 0 and float(np.mean(off >= CONTRAST)) >= MOST


def _bones(shape: tuple[int, ...], pose: Pose) -> Flags:
    """Where limbs and trunk are for sure."""
    scale: FloatArray = np.array([shape[1], shape[0]]) / pose.size
    drawn = np.zeros(shape[:2], np.uint8)
    for a, b in BONES:
        trunk = {a, b} <= set(TORSO)
        reach = (TRUNK if trunk else LIMB) * trunk_length(pose) * float(scale.mean())
        thick = max(2, round(2 * reach))
        if min(pose.visibility[a], pose.visibility[b]) >= SEEN:
            ends = np.clip(pose.points[[a, b]] * scale, -4000, 4000).round().astype(int)
            cv2.line(drawn, ends[0].tolist(), ends[1].tolist(), 255, thick)
    inside: Flags = drawn > 0
    return inside
