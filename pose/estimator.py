"""MediaPipe's pose landmarker, wrapped: a picture in, the followed person's `Pose` out.

Every frame is looked at afresh, in a square around where the person was. MediaPipe's own tracking
between frames is twice as fast, but it looks where the last frame's landmarks were, and a wrong
answer feeds itself: on clips with known truth a kneeling leg stayed wrong for seconds, and a
straight knee read 154° that fresh looks read as 170°. In the square the person is large: its small
picture of the whole room made MediaPipe take left for right.

A few times a second a second look is taken in another way, at the left-right mirrored picture:
landmarks on which the two answers disagree are not to be believed, however sure MediaPipe's own
visibility figure is. Where a limb is in dispute, all four ways of looking are asked, and the one
that the others agree with most is followed from then on.
"""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import Any, NamedTuple, Self

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from pose.belief import Belief, agreement, trunk_length
from pose.foot_motion import FootMotion
from pose.model import model_path
from pose.types import SIDES, FloatArray, Image, Landmark, Mask, Pose, landmark

WITNESS_EVERY_S = 0.3
SILHOUETTE_SIDE = 320
JUMP = 1.2  # trunk lengths between two neighbouring frames: somebody else
LOST_AFTER_S = 1.0
MAX_PEOPLE = 4
LIMBS = [landmark(side, part) for side in SIDES for part in ("elbow", "wrist", "knee", "ankle")]


class Way(NamedTuple):
    """A way of looking at a person.

    Attributes:
        margin: room around the body, shares of its extent.
        flip: whether the picture is mirrored.
    """

    margin: float
    flip: bool


WAYS = (Way(0.2, False), Way(0.2, True), Way(0.35, False), Way(0.35, True))
WHOLE = Way(1e3, False)


class PoseEstimator:
    """Finds one person in each frame; use it as a context manager, so that it is closed.

    The person nearest the middle and largest is chosen, and kept until lost.

    Args:
        witness_every_s: seconds between looks at the mirrored picture.

    Raises:
        ModelUnavailable: the model bundle cannot be prepared.
    """

    def __init__(self, witness_every_s: float = WITNESS_EVERY_S) -> None:
        self._witness_every_s = witness_every_s
        self._landmarker = _landmarker()
        self._last: Pose | None = None
        self._witnessed_at = float("-inf")
        self._way = WAYS[0]
        self._belief = Belief()
        self._feet = FootMotion()

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
        self._landmarker.close()

    def estimate(self, image: Image, t: float) -> Pose | None:
        """The followed person in one frame, or None where they are not in it.

        Args:
            image: (h, w, 3) BGR picture.
            t: its time stamp in seconds, later than the last one's.
        """
        last = self._last
        if last is not None and t - last.t <= LOST_AFTER_S:
            pose = self._same(image, t, last, self._way) or self._same(image, t, last, WHOLE)
        else:
            pose = self._choose(image, t)
        if pose is None:
            return None
        if t - self._witnessed_at >= self._witness_every_s:
            self._witnessed_at = t
            pose = self._confirm(image, pose)
        self._last = pose
        return self._feet.update(image, self._belief.applied_to(pose))

    def _choose(self, image: Image, t: float) -> Pose | None:
        """The most prominent person, to be followed from now on."""
        self._witnessed_at, self._way, self._belief = float("-inf"), WAYS[0], Belief()
        people = _poses(self._landmarker.detect(_wrap(image)), image, t)
        people = [person for person in people if _is_large_enough(person)]
        return max(people, key=_prominence) if people else None

    def _same(self, image: Image, t: float, last: Pose, way: Way) -> Pose | None:
        """The person seen last, found in one way of looking."""
        square = _square(last, way.margin)
        left, top, right, bottom = square
        part = image[top:bottom, left:right]
        part = np.ascontiguousarray(part[:, ::-1] if way.flip else part)
        people = _poses(self._landmarker.detect(_wrap(part)), part, t)
        if way.flip:
            people = [person.mirrored() for person in people]
        people = [_placed(person, square, image) for person in people]
        people = [person for person in people if not _jumped(last, person)]
        return min(people, key=lambda person: _distance(last, person)) if people else None

    def _confirm(self, image: Image, pose: Pose) -> Pose:
        """Hold the answer against a second one, and in a dispute against all."""
        ways = [self._way, *(way for way in WAYS if way.flip != self._way.flip)]
        witness = self._same(image, pose.t, pose, ways[1])
        if witness is not None and agreement(pose, witness)[LIMBS].min() >= 0.5:
            self._belief.hear(pose, [witness])
            return pose
        others = [way for way in WAYS if way not in ways[:2]]
        looks = [(self._way, pose), (ways[1], witness)]
        looks += [(way, self._same(image, pose.t, pose, way)) for way in others]
        answers = [(way, look) for way, look in looks if look is not None]
        self._way, best = max(answers, key=lambda one: _backing(one[1], answers))
        # Looks that differ by the margin alone err alike; the mirrored ones are independent.
        self._belief.hear(best, [look for way, look in answers if way.flip != self._way.flip])
        return best


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


def _square(pose: Pose, margin: float) -> tuple[int, int, int, int]:
    """A square around the body, as far as it lies in the picture: left, top, right, bottom."""
    size = np.asarray(pose.size)
    points = np.clip(pose.points, 0, size)
    low, high = points.min(axis=0), points.max(axis=0)
    half = max(float((high - low).max()) * (0.5 + margin), 16.0)
    middle = (low + high) / 2
    left, top = np.clip(middle - half, 0, size - 1).astype(int)
    right, bottom = np.clip(np.ceil(middle + half), 1, size).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _placed(pose: Pose, square: tuple[int, int, int, int], image: Image) -> Pose:
    """A pose found in a part of the picture, put where it belongs in the whole."""
    left, top, right, bottom = square
    height, width = image.shape[:2]
    if (right - left, bottom - top) == (width, height):
        return pose
    return replace(
        pose,
        points=pose.points + np.array([left, top]),
        size=(width, height),
        silhouette=None if pose.silhouette is None else _spread(pose.silhouette, square, image),
    )


def _spread(mask: Mask, square: tuple[int, int, int, int], image: Image) -> Mask:
    height, width = image.shape[:2]
    scale = min(1.0, SILHOUETTE_SIDE / max(width, height))
    whole = np.zeros((max(1, round(height * scale)), max(1, round(width * scale))), np.uint8)
    left, top, right, bottom = (round(edge * scale) for edge in square)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    part = whole[top:bottom, left:right]
    part[:] = cv2.resize(mask, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_AREA)
    return whole


def _backing(pose: Pose, answers: list[tuple[Way, Pose]]) -> float:
    """How far the other answers agree with this one's limbs."""
    return sum(float(agreement(pose, one)[LIMBS].mean()) for _, one in answers if one is not pose)


def _centre(pose: Pose) -> FloatArray:
    torso = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
    centre: FloatArray = pose.points[torso].mean(axis=0)
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
