"""Writes two networks as one bundle that MediaPipe Tasks can load."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import flatbuffers
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as tflite_schema

from pose.networks import Model, Part

LOCAL_HEADER = 30
ALIGNMENT = 64
PADDING_FIELD = 0xD935  # the number Android's zipalign uses for the same purpose


def write_bundle(path: Path, model: Model, networks: Mapping[str, bytes]) -> None:
    """Write the model's bundle.

    Args:
        networks: its networks by their names in the bundle.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for part in model.parts:
            _add_aligned(archive, part.bundled, with_metadata(networks[part.bundled], part))


def _add_aligned(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Store an entry so that its data begins on a boundary that can be mapped into memory."""
    info = zipfile.ZipInfo(name)
    begins = (archive.fp.tell() if archive.fp else 0) + LOCAL_HEADER + len(name)
    padding = -(begins + 4) % ALIGNMENT
    # An extra field of our own: its number, its length, and zeros.
    info.extra = struct.pack("<HH", PADDING_FIELD, padding) + bytes(padding)
    archive.writestr(info, data)


def with_metadata(model: bytes, part: Part) -> bytes:
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


def _metadata(part: Part) -> bytes:
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
