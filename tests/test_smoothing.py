"""Steadier landmarks, and poses kept in a file."""

from dataclasses import replace

import numpy as np
import pytest
from skeletons import filmed, posed, still

from pose.recording import UnreadableRecording, load_poses, save_poses
from pose.smoothing import PoseSmoother, ShortMedian
from pose.types import RIGHT, Landmark


@pytest.fixture
def film():
    return filmed((still(posed("pigeon", RIGHT)), 3.0))


def test_smoothing_calms_a_trembling_landmark(film):
    noise = np.random.default_rng(1).normal(0, 4, (len(film), 33, 2))
    smoother = PoseSmoother()
    steady = [
        smoother.update(replace(pose, points=pose.points + tremble)).points[Landmark.LEFT_KNEE]
        for pose, tremble in zip(film, noise, strict=True)
    ]
    assert np.std(steady[10:], axis=0).max() < 0.8 * np.std(noise[10:, 25], axis=0).min()


@pytest.mark.parametrize("rate", [5.0, 10.0, 30.0])
def test_smoothing_lags_alike_at_every_frame_rate(film, rate):
    """A step in the picture is followed within half a second, whatever the rate."""
    smoother, pose = PoseSmoother(), film[0]
    smoother.update(replace(pose, t=0.0))
    times = np.arange(1, round(0.5 * rate) + 1) / rate
    for t in times:
        last = smoother.update(replace(pose, t=float(t), points=pose.points + 30))
    assert np.allclose(last.points, pose.points + 30, atol=4)


def test_smoothing_starts_anew_after_a_gap(film):
    smoother, pose = PoseSmoother(), film[0]
    smoother.update(pose)
    later = smoother.update(replace(pose, t=pose.t + 2.0, points=pose.points + 50))
    assert np.allclose(later.points, pose.points + 50)


def test_median_ignores_a_single_outlier():
    steady = ShortMedian(0.4)
    values = [steady.update(0.1 * index, 170.0) for index in range(4)]
    assert steady.update(0.4, 90.0) == values[-1] == 170.0


def test_an_old_value_never_stands_in_for_an_unseen_one():
    steady = ShortMedian(0.4)
    steady.update(0.0, 170.0)
    assert steady.update(0.1, None) is None


def test_recorded_poses_come_back_as_they_were(film, tmp_path):
    save_poses(tmp_path / "poses.npz", film[:5])
    for one, two in zip(film, load_poses(tmp_path / "poses.npz"), strict=False):
        assert one.t == two.t
        assert one.size == two.size
        assert np.allclose(one.points, two.points, atol=1e-3)
        assert np.allclose(one.visibility, two.visibility)
        assert np.array_equal(one.silhouette, two.silhouette)


@pytest.mark.parametrize("content", [b"", b"not a recording", b"PK\x03\x04broken"])
def test_a_file_that_is_no_recording_is_refused_plainly(tmp_path, content):
    path = tmp_path / "poses.npz"
    path.write_bytes(content)
    with pytest.raises(UnreadableRecording, match=r"^poses\.npz is not a recording of poses\.$"):
        load_poses(path)


def test_what_was_read_before_a_gap_does_not_mix_with_what_is_read_after_it():
    steady = ShortMedian(0.6, gap_s=0.3)
    for t in (0.0, 0.1, 0.2):
        steady.update(t, 1.0)
    assert steady.update(0.4, 5.0) == 1.0
    assert steady.update(0.5, None) is None
    assert steady.update(0.75, 5.0) == 5.0
