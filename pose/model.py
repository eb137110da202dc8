"""The pose model: fetched once from a package index, checked, bundled and kept in the cache."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

import platformdirs

from pose.model_bundle import write_bundle
from pose.model_fetching import ModelUnavailable, fetched
from pose.networks import FULL, HEAVY, Model

__all__ = [
    "SMALLER_IN_USE",
    "ModelUnavailable",
    "best_model",
    "cache_folder",
    "is_smaller",
    "model_path",
]

SMALLER_IN_USE = (
    "The best pose model could not be fetched: the smaller one is used, which sees crossed and "
    "hidden legs less often. The next start tries again."
)


def cache_folder() -> Path:
    """Where the bundles lie: the user's cache folder."""
    return Path(platformdirs.user_cache_dir("stretch-form-checker"))


def model_path() -> Path:
    """The bundle to load; prepared on first use.

    `POSE_MODEL` in the environment names another bundle.

    Raises:
        ModelUnavailable: the named bundle is missing, or there is no network to fetch one.
    """
    chosen = os.environ.get("POSE_MODEL")
    if chosen:
        if not Path(chosen).is_file():
            raise ModelUnavailable(f"POSE_MODEL names {chosen}, and there is no such file.")
        return Path(chosen)
    return best_model(cache_folder())


@lru_cache
def best_model(folder: Path) -> Path:
    """The heavy model's bundle in a cache folder; the smaller one's where it cannot be had.

    A process asks for the heavy one once: later sessions of the same program are measured alike.

    Raises:
        ModelUnavailable: neither can be had.
    """
    try:
        return _kept(HEAVY, folder)
    except ModelUnavailable as missing:
        try:
            smaller = _kept(FULL, folder)
        except ModelUnavailable:
            raise missing from None
    print(SMALLER_IN_USE, file=sys.stderr, flush=True)
    return smaller


def is_smaller(bundle: Path) -> bool:
    """Whether this is the bundle that stands in where the best one cannot be had."""
    return bundle == cache_folder() / _name(FULL)


def _name(model: Model) -> str:
    return f"pose_landmarker_{model.name}.task"


def _kept(model: Model, folder: Path) -> Path:
    """The model's bundle, prepared unless it is there."""
    path = folder / _name(model)
    if not path.is_file():
        size = f"{model.megabytes} MB, once"
        print(f"Fetching the {model.name} pose model ({size}) …", file=sys.stderr, flush=True)
        _prepare(model, path)
    return path


def _prepare(model: Model, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            networks = fetched(model, Path(folder))
            bundle = Path(folder) / "bundle.task"
            write_bundle(bundle, model, networks)
            # Renaming within one folder is atomic: another process sees all of it or nothing.
            bundle.replace(path)
    except OSError as error:
        raise ModelUnavailable(
            f"The pose model could not be kept in {path.parent}: {error.strerror or error}."
        ) from error
