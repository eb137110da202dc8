"""Where the pose model comes from: what is refused, and what is said where it cannot be had."""

import io
import tarfile
import zipfile

import pytest

from pose import model, model_fetching
from pose.model_fetching import read_parts
from pose.networks import FULL, HEAVY

NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def no_index(monkeypatch, tmp_path):
    """A machine from which no package index can be reached, and whose cache is empty."""
    monkeypatch.delenv("POSE_MODEL", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", NOWHERE)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", NOWHERE)
    monkeypatch.setenv("NPM_CONFIG_FETCH_RETRIES", "0")
    monkeypatch.setenv("NPM_CONFIG_CACHE", str(tmp_path / "npm"))
    model.best_model.cache_clear()
    yield tmp_path / "cache"
    model.best_model.cache_clear()


def packed(folder, parts):
    """An archive as npm packs it, with something in each part's place."""
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for part in parts:
            entry = tarfile.TarInfo(part.source)
            entry.size = 4
            archive.addfile(entry, io.BytesIO(b"else"))
    return path


def test_a_named_model_that_is_missing_is_told_plainly(monkeypatch, tmp_path):
    monkeypatch.setenv("POSE_MODEL", str(tmp_path / "another.task"))
    with pytest.raises(model.ModelUnavailable, match="there is no such file"):
        model.model_path()


def test_other_networks_in_a_wheel_than_the_known_ones_are_refused(tmp_path):
    wheel = tmp_path / "mediapipe.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for part in FULL.parts:
            archive.writestr(part.source, b"something else")
    with pytest.raises(model.ModelUnavailable, match="refused"):
        read_parts(wheel, FULL.parts)


def test_other_networks_in_an_archive_than_the_known_ones_are_refused(tmp_path):
    with pytest.raises(model.ModelUnavailable, match="refused"):
        read_parts(packed(tmp_path, HEAVY.parts), HEAVY.parts)


def test_an_archive_without_the_networks_is_refused(tmp_path):
    with pytest.raises(model.ModelUnavailable, match="refused"):
        read_parts(packed(tmp_path, ()), HEAVY.parts)


def test_a_broken_archive_is_refused(tmp_path):
    broken = tmp_path / "package.tgz"
    broken.write_bytes(b"\x1f\x8b and nothing more")
    with pytest.raises(model.ModelUnavailable, match="refused"):
        read_parts(broken, HEAVY.parts)


def test_without_a_network_one_sentence_says_what_to_do(no_index):
    with pytest.raises(
        model.ModelUnavailable, match=r"^The pose model could not be fetched: .+\.$"
    ):
        model.best_model(no_index)
    assert list(no_index.iterdir()) == []


def test_without_npm_and_without_a_network_the_same_is_said(no_index, monkeypatch):
    monkeypatch.setattr(model_fetching.shutil, "which", lambda name: None)
    with pytest.raises(
        model.ModelUnavailable, match=r"^The pose model could not be fetched: .+\.$"
    ):
        model.best_model(no_index)


def test_where_the_best_model_cannot_be_had_the_smaller_one_is_used_and_said(no_index, capsys):
    no_index.mkdir()
    smaller = no_index / "pose_landmarker_full.task"
    smaller.write_bytes(b"networks")
    assert model.best_model(no_index) == smaller
    assert "the smaller one is used" in capsys.readouterr().err


def test_a_model_that_was_fetched_before_needs_no_network(no_index):
    no_index.mkdir()
    kept = no_index / "pose_landmarker_heavy.task"
    kept.write_bytes(b"networks")
    assert model.best_model(no_index) == kept
