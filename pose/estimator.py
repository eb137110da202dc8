"""MediaPipe's pose landmarker, wrapped: a picture in, the followed person's `Pose` out.

Every frame is looked at afresh. MediaPipe's own tracking between frames is twice as fast, but it
looks where the last frame's landmarks were, and a wrong answer feeds itself: on clips with known
truth a kneeling leg stayed wrong for seconds, and a straight knee read 154° that fresh looks read
as 170°.

A few times a second the left-right mirrored picture is looked at too: landmarks on which the two
answers disagree are not to be believed, however sure MediaPipe's own visibility figure is.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from pose.belief import Belief, trunk_length
from pose.model import model_path
from pose.types import FloatArray, Image, Landmark, Mask, Pose

WITNESS_EVERY_S = 0.3
SILHOUETTE_SIDE = 320
JUMP = 1.2  # trunk lengths between two neighbouring frames: somebody else
LOST_AFTER_S = 1.0
MAX_PEOPLE = 4


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
        self._belief = Belief()

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
        pose = self._choose(self._people(image, t), t)
        if pose is None:
            return None
        self._last = pose
        if t - self._witnessed_at >= self._witness_every_s:
            self._witnessed_at = t
            self._belief.hear(pose, self._witness(image, pose))
        return self._belief.applied_to(pose)

    def _people(self, image: Image, t: float) -> list[Pose]:
        return _poses(self._landmarker.detect(_wrap(image)), image, t)

    def _choose(self, people: list[Pose], t: float) -> Pose | None:
        """The person who is followed; once they are lost, the most prominent one."""
        last = self._last
        if last is not None and t - last.t <= LOST_AFTER_S:
            same = [person for person in people if not _jumped(last, person)]
            return min(same, key=lambda person: _distance(last, person)) if same else None
        self._witnessed_at, self._belief = float("-inf"), Belief()
        people = [person for person in people if _is_large_enough(person)]
        return max(people, key=_prominence) if people else None

    def _witness(self, image: Image, pose: Pose) -> Pose | None:
        """The same person as the mirrored picture shows them, mapped back."""
        flipped = np.ascontiguousarray(image[:, ::-1])
        people = [person.mirrored() for person in self._people(flipped, pose.t)]
        people = [person for person in people if not _jumped(pose, person)]
        return min(people, key=lambda person: _distance(pose, person)) if people else None


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
