"""MediaPipe's pose landmarker, wrapped: a picture in, the followed person's `Pose` out.

Every frame is looked at afresh, in a square around where the person was. MediaPipe's own tracking
between frames is twice as fast, but it looks where the last frame's landmarks were, and a wrong
answer feeds itself: on clips with known truth a kneeling leg stayed wrong for seconds, and a
straight knee read 154° that fresh looks read as 170°. In the square the person is large: its small
picture of the whole room made MediaPipe take left for right.

A few times a second a second look is taken in another way, at the left-right mirrored picture:
landmarks on which the two answers disagree are not to be believed, however sure MediaPipe's own
visibility figure is. Where a limb is in dispute, all ways of looking are asked, and the one that
the others agree with most is followed from then on. A torso that is elsewhere than a moment ago was
misread, and is looked for in the other ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from pose.angles import from_vertical
from pose.background import Background
from pose.belief import Belief, agreement, trunk_length
from pose.foot_motion import FootMotion
from pose.left_open import close_when_left
from pose.looking import (
    SILHOUETTE_SIDE,
    TURNED,
    WAYS,
    WHOLE,
    Surroundings,
    Way,
    brought_back,
    shown,
)
from pose.model import model_path
from pose.types import SIDES, FloatArray, Image, Landmark, Mask, Pose, landmark

WITNESS_EVERY_S, WITNESS_EVERY_FRAMES = 0.3, 3
"""How often a second look is taken. On a machine that manages few frames a second the looks in a
dispute, half a dozen for one frame, would else be taken for each."""
TURN_EVERY_S = 0.5
JUMP = 1.2  # trunk lengths between two neighbouring frames: somebody else
LOST_AFTER_S = 1.5
TURNED_OVER, AT_ONCE_S = 60.0, 0.4
"""No trunk turns by so many degrees in so short a time: it was misread."""
JUMPED_S = 0.15
"""Nor does it move by a third of its length in this time."""
LYING = 45.0
"""Degrees of the trunk from upright from which turned looks are worth their time."""
MAX_PEOPLE = 4
LIMBS = [landmark(side, part) for side in SIDES for part in ("elbow", "wrist", "knee", "ankle")]
TORSO = [landmark(side, part) for side in SIDES for part in ("shoulder", "hip")]
SAME_BODY = 3.0
"""What it counts that the torso is where two looks last agreed that it was: as much as three other
looks, for those that are wrong often agree with each other."""
REMEMBERED_S = 10.0


class PoseEstimator:
    """Finds one person in each frame; use it as a context manager, so that it is closed.

    The person nearest the middle and largest is chosen, and kept until lost.

    Raises:
        ModelUnavailable: the model bundle cannot be prepared.
    """

    def __init__(self) -> None:
        self._landmarker = _landmarker()
        self._left = close_when_left(self, self._landmarker)
        self._last: Pose | None = None
        self._agreed: Pose | None = None
        self._witnessed_at = float("-inf")
        self._unwitnessed = 0
        self._turned_at = float("-inf")
        self._way = WAYS[0]
        self._around = Surroundings()
        self._belief = Belief()
        self._feet = FootMotion()
        self._room = Background()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release MediaPipe's graph; left open it prints an error at exit."""
        self._left.detach()
        self._landmarker.close()

    def estimate(self, image: Image, t: float) -> Pose | None:
        """The followed person in one frame, or None where they are not in it.

        Args:
            image: (h, w, 3) BGR picture.
            t: its time stamp in seconds, later than the last one's.
        """
        self._unwitnessed += 1
        last = self._last
        if last is not None and t - last.t <= LOST_AFTER_S:
            pose = self._follow(image, t, last)
        else:
            pose = self._choose(image, t)
        if pose is None:
            return None
        if self._wants_a_witness(t):
            self._witnessed_at, self._unwitnessed = t, 0
            pose = self._confirm(image, pose)
        self._last = pose
        self._around.include(pose)
        likely = self._feet.update(image, self._belief.applied_to(pose))
        return self._room.update(image, likely)

    def _wants_a_witness(self, t: float) -> bool:
        """Whether this frame is to be looked at a second time; a person's first frame is."""
        if self._witnessed_at == float("-inf"):
            return True
        late = t - self._witnessed_at >= WITNESS_EVERY_S
        return late and self._unwitnessed >= WITNESS_EVERY_FRAMES

    def _choose(self, image: Image, t: float) -> Pose | None:
        """The most prominent person, to be followed from now on."""
        self._witnessed_at, self._way = float("-inf"), WAYS[0]
        self._last, self._agreed, self._around = None, None, Surroundings()
        self._belief, self._room = Belief(), Background()
        people = self._people(image, t, WHOLE)
        if not people and t - self._turned_at >= TURN_EVERY_S:
            self._turned_at = t
            people = [person for way in TURNED for person in self._people(image, t, way)]
        people = [person for person in people if _is_large_enough(person)]
        return max(people, key=_prominence) if people else None

    def _people(self, image: Image, t: float, way: Way) -> list[Pose]:
        """Everybody in one part of the picture; in the whole of it with nobody to follow."""
        height, width = image.shape[:2]
        size = (width, height)
        whole = self._last is None or way == WHOLE
        square = (0, 0, width, height) if whole else self._around.square(size, way.margin)
        part = shown(image, square, way)
        people = _poses(self._landmarker.detect(_wrap(part)), part, t)
        return [brought_back(person, square, way, size) for person in people]

    def _same(self, image: Image, t: float, last: Pose, way: Way) -> Pose | None:
        """The person seen last, found in one way of looking."""
        people = [p for p in self._people(image, t, way) if not _jumped(last, p)]
        return min(people, key=lambda person: _distance(last, person)) if people else None

    def _follow(self, image: Image, t: float, last: Pose) -> Pose | None:
        """The person seen last; where they seem lost or turned over, looked for in every way."""
        pose = self._same(image, t, last, self._way)
        if pose is not None and _plausible(last, pose):
            return pose
        first = [] if pose is None else [(self._way, pose)]
        answers = [*first, *self._asked(image, t, last, [w for w in WAYS if w != self._way])]
        answers = [(way, look) for way, look in answers if _plausible(last, look)]
        if not answers:
            whole = self._same(image, t, last, WHOLE)
            return None if whole is None or not _plausible(last, whole) else whole
        self._way, best = self._best(answers)
        return best

    def _confirm(self, image: Image, pose: Pose) -> Pose:
        """Hold the answer against a second one, and in a dispute against all."""
        way = self._way
        self._last = pose if self._last is None else self._last
        self._around.include(pose)
        other = next(each for each in WAYS if each.independent_of(way))
        witness = self._same(image, pose.t, pose, other)
        if witness is not None and _torsos_agree(pose, witness):
            self._agreed = pose
        if witness is not None and agreement(pose, witness)[LIMBS].min() >= 0.5:
            self._belief.hear(pose, [witness])
            return pose
        answers = [(way, pose), *([] if witness is None else [(other, witness)])]
        rest = [each for each in WAYS if each not in (way, other)]
        answers += self._asked(image, pose.t, pose, rest)
        self._way, best = self._best(answers)
        independent = [look for each, look in answers if each.independent_of(self._way)]
        self._belief.hear(best, [look for look in independent if _torsos_agree(best, look)])
        return best

    def _best(self, answers: list[tuple[Way, Pose]]) -> tuple[Way, Pose]:
        """The answer that the others agree with most, and the torso's last sure place."""
        agreed = self._agreed

        def backing(one: tuple[Way, Pose]) -> float:
            others = [look for _, look in answers if look is not one[1]]
            found = sum(float(agreement(one[1], look)[LIMBS].mean()) for look in others)
            if agreed is not None and one[1].t - agreed.t <= REMEMBERED_S:
                found += SAME_BODY * float(agreement(agreed, one[1])[TORSO].mean())
            return found

        return max(answers, key=backing)

    def _asked(
        self, image: Image, t: float, last: Pose, ways: Sequence[Way]
    ) -> list[tuple[Way, Pose]]:
        """The answers of several ways of looking, and of turned ones for a body that lies."""
        turned = TURNED if abs(_lean(last)) >= LYING else ()
        asked = [*ways, *(way for way in turned if way != self._way)]
        looks = [(way, self._same(image, t, last, way)) for way in asked]
        return [(way, look) for way, look in looks if look is not None]


def _landmarker() -> vision.PoseLandmarker:
    return vision.PoseLandmarker.create_from_options(
        vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model_path())),
            running_mode=vision.RunningMode.IMAGE,
            num_poses=MAX_PEOPLE,
            output_segmentation_masks=True,
        )
    )


def _wrap(image: Image) -> mp.Image:
    rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)


def _poses(found: Any, image: Image, t: float) -> list[Pose]:
    height, width = image.shape[:2]
    masks = found.segmentation_masks or [None] * len(found.pose_landmarks)
    return [
        Pose(
            t,
            np.array([(mark.x * width, mark.y * height) for mark in marks]),
            np.array([(mark.x, mark.y, mark.z) for mark in world]),
            np.array([mark.visibility for mark in marks]),
            (width, height),
            None if mask is None else _small_mask(mask),
        )
        for marks, world, mask in zip(
            found.pose_landmarks, found.pose_world_landmarks, masks, strict=True
        )
    ]


def _small_mask(mask: mp.Image) -> Mask:
    soft = np.squeeze(mask.numpy_view())
    scale = min(1.0, SILHOUETTE_SIDE / max(soft.shape))
    size = (max(1, round(soft.shape[1] * scale)), max(1, round(soft.shape[0] * scale)))
    small = cv2.resize(soft, size, interpolation=cv2.INTER_AREA)
    scaled: Mask = (np.clip(small, 0.0, 1.0) * 255).astype(np.uint8)
    return scaled


def _torsos_agree(one: Pose, two: Pose) -> bool:
    """Whether two answers are about the same body: one upside down is no witness."""
    return bool(agreement(one, two)[TORSO].mean() >= 0.5)


def _plausible(last: Pose, pose: Pose) -> bool:
    """Whether a body can have come here in so short a time: no torso jumps or turns over."""
    step = pose.t - last.t
    off = abs(_lean(last) - _lean(pose))
    if step <= AT_ONCE_S and min(off, 360.0 - off) > TURNED_OVER:
        return False
    return step > JUMPED_S or _torsos_agree(last, pose)


def _lean(pose: Pose) -> float:
    """The direction of the trunk, degrees from upright."""
    shoulders = pose.points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hips = pose.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    return from_vertical(hips, shoulders)


def _centre(pose: Pose) -> FloatArray:
    centre: FloatArray = pose.points[TORSO].mean(axis=0)
    return centre


def _distance(one: Pose, two: Pose) -> float:
    return float(np.linalg.norm(_centre(one) - _centre(two)))


def _jumped(last: Pose, pose: Pose) -> bool:
    return _distance(last, pose) > JUMP * trunk_length(last)


def _is_large_enough(pose: Pose) -> bool:
    width, height = pose.size
    return trunk_length(pose) > 0.02 * max(width, height)


def _prominence(pose: Pose) -> float:
    """Larger is nearer the middle and larger in the picture."""
    width, height = pose.size
    off = np.linalg.norm((_centre(pose) - (width / 2, height / 2)) / (width, height))
    area = float(np.prod(np.ptp(pose.points, axis=0)))
    return area * float(np.exp(-2.0 * off))
