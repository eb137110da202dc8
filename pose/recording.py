"""A recorded sequence of poses: saved to one file, replayed through everything above."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pose.types import Mask, Pose

FORMAT = 1


class UnreadableRecording(Exception):
    """A file that is no recording of poses; the message says so plainly."""


def save_poses(path: Path, poses: Sequence[Pose]) -> None:
    """Write poses with their silhouettes to `path`."""
    packed = [_pack(pose.silhouette) for pose in poses]
    turns = [pose.foot_turns for pose in poses if pose.foot_turns is not None]
    compared: dict[str, Any] = {"foot_turns": np.array(turns, np.float32)}
    np.savez_compressed(
        path,
        **(compared if len(turns) == len(poses) else {}),
        format=FORMAT,
        t=np.array([pose.t for pose in poses]),
        points=np.array([pose.points for pose in poses], dtype=np.float32).reshape(-1, 33, 2),
        world=np.array([pose.world for pose in poses], dtype=np.float32).reshape(-1, 33, 3),
        visibility=np.array([pose.visibility for pose in poses], dtype=np.float32).reshape(-1, 33),
        size=np.array([pose.size for pose in poses], dtype=np.int32).reshape(-1, 2),
        mask_size=np.array([_shape(pose.silhouette) for pose in poses], np.int32).reshape(-1, 2),
        mask_ends=np.cumsum([len(data) for data in packed], dtype=np.int64),
        masks=np.frombuffer(b"".join(packed), dtype=np.uint8),
    )


def load_poses(path: Path) -> list[Pose]:
    """The poses in a recording.

    Raises:
        UnreadableRecording: the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            kept = {name: data[name] for name in data.files}
        if int(kept["format"]) != FORMAT:
            raise UnreadableRecording(f"{path.name} was recorded by another version.")
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableRecording(f"{path.name} is not a recording of poses.") from error
    ends = [0, *kept["mask_ends"].tolist()]
    raw = kept["masks"].tobytes()
    return [
        Pose(
            float(kept["t"][i]),
            kept["points"][i].astype(float),
            kept["world"][i].astype(float),
            kept["visibility"][i].astype(float),
            (int(kept["size"][i][0]), int(kept["size"][i][1])),
            _unpack(raw[ends[i] : ends[i + 1]], kept["mask_size"][i]),
            kept["foot_turns"][i].astype(float) if "foot_turns" in kept else None,
        )
        for i in range(len(kept["t"]))
    ]


def _shape(mask: Mask | None) -> tuple[int, int]:
    return (0, 0) if mask is None else (mask.shape[0], mask.shape[1])


def _pack(mask: Mask | None) -> bytes:
    return b"" if mask is None else zlib.compress(mask.tobytes(), 1)


def _unpack(data: bytes, shape: np.typing.NDArray[np.int32]) -> Mask | None:
    if not data:
        return None
    flat = np.frombuffer(zlib.decompress(data), dtype=np.uint8)
    return flat.reshape(int(shape[0]), int(shape[1]))
