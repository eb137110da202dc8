"""Reading video: true times, upright pictures, and one plain sentence for what is no video."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from clips import picture, steady, write_clip, write_sound

from pose.video import UnreadableVideo, Video


def seconds_of(path: Path, **options: object) -> list[float]:
    with Video(path, **options) as video:
        return [frame.t for frame in video]


def test_time_stamps_of_a_variable_frame_rate_are_kept(tmp_path):
    stamps = [0.0, 0.033, 0.1, 0.4, 0.45, 1.2]
    assert seconds_of(write_clip(tmp_path / "a.mp4", stamps)) == pytest.approx(stamps, abs=2e-3)


def test_a_missing_second_stays_missing(tmp_path):
    stamps = [*steady(1.0), *(t + 2.0 for t in steady(1.0))]
    found = seconds_of(write_clip(tmp_path / "a.mp4", stamps))
    assert max(b - a for a, b in pairwise(found)) == pytest.approx(1.1, abs=0.01)


def test_time_begins_with_the_first_frame(tmp_path):
    found = seconds_of(write_clip(tmp_path / "a.mkv", [t + 7.0 for t in steady(1.0)]))
    assert found[0] == 0.0
    assert found[-1] == pytest.approx(0.9, abs=0.01)


def test_analysis_takes_the_first_frame_of_each_tenth(tmp_path):
    path = write_clip(tmp_path / "a.mp4", steady(2.0, fps=30))
    found = seconds_of(path, analysis_fps=10.0)
    assert len(found) == 20
    assert found == pytest.approx([number / 10 for number in range(20)], abs=0.035)


def test_frames_are_counted_and_the_end_is_known(tmp_path):
    with Video(write_clip(tmp_path / "a.mp4", steady(2.0, fps=25)), analysis_fps=5.0) as video:
        yielded = list(video)
        assert (video.frames_decoded, len(yielded)) == (50, 10)
        assert video.duration_s == pytest.approx(2.0, abs=0.05)
        assert video.broken_at_s is None


@pytest.mark.parametrize(
    ("turn", "bright"),
    [(0, "upper left"), (90, "lower left"), (180, "lower right"), (-90, "upper right")],
)
def test_a_phone_held_sideways_gives_an_upright_picture(tmp_path, turn, bright):
    path = write_clip(tmp_path / "a.mp4", steady(0.5), rotate=turn)
    with Video(path) as video:
        image = next(iter(video)).image
        assert video.size == image.shape[1::-1]
    half = (
        [image.shape[0] // 4, 3 * image.shape[0] // 4],
        [
            image.shape[1] // 8,
            7 * image.shape[1] // 8,
        ],
    )
    corners = {
        "upper left": image[half[0][0] // 2, half[1][0]],
        "lower left": image[-half[0][0] // 2, half[1][0]],
        "upper right": image[half[0][0] // 2, half[1][1]],
        "lower right": image[-half[0][0] // 2, half[1][1]],
    }
    assert max(corners, key=lambda name: corners[name].sum()) == bright


def test_odd_sizes_are_read(tmp_path):
    path = write_clip(tmp_path / "a.mkv", steady(0.5), size=(321, 241))
    with Video(path) as video:
        assert next(iter(video)).image.shape == (241, 321, 3)


def test_pixels_that_are_not_square_are_made_square(tmp_path):
    path = write_clip(tmp_path / "a.mkv", steady(0.5), sample_aspect_ratio=2)
    with Video(path) as video:
        assert video.size == (640, 240)


def test_a_very_large_picture_is_scaled_down(tmp_path):
    large = picture(7680, 4320)
    path = write_clip(tmp_path / "a.mp4", steady(0.3), (7680, 4320), images=[large])
    with Video(path, max_side=1280) as video:
        assert next(iter(video)).image.shape == (720, 1280, 3)


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path):
    rng = np.random.default_rng(0)
    noise = [rng.integers(0, 255, (240, 320, 3), dtype=np.uint8) for _ in range(8)]
    whole = write_clip(tmp_path / "a.mkv", steady(6.0), images=noise)
    data = whole.read_bytes()
    half = tmp_path / "half.mkv"
    half.write_bytes(data[: len(data) // 2])
    with Video(half) as video:
        found = [frame.t for frame in video]
        assert 1.0 < found[-1] < 5.0
        assert video.broken_at_s == pytest.approx(found[-1], abs=0.2)


def cut_before_its_index(folder: Path) -> Path:
    whole = write_clip(folder / "whole.mp4", steady(2.0))
    path = folder / "cut.mp4"
    path.write_bytes(whole.read_bytes()[:600])
    return path


def picture_named_mp4(folder: Path) -> Path:
    path = folder / "picture.mp4"
    path.write_bytes(cv2.imencode(".jpg", picture())[1].tobytes())
    return path


def with_bytes(data: bytes):
    def make(folder: Path) -> Path:
        path = folder / "clip.mp4"
        path.write_bytes(data)
        return path

    return make


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "none.mp4", "no file called"),
        (lambda folder: folder, "is a folder"),
        (with_bytes(b""), "is empty"),
        (with_bytes(b"Dear diary, today I stretched. " * 40), "not a video"),
        (with_bytes(bytes(range(256)) * 40), "not a video"),
        (cut_before_its_index, "cut off"),
        (picture_named_mp4, "single picture"),
        (lambda folder: write_sound(folder / "song.mp4"), "sound and no picture"),
        (lambda folder: write_clip(folder / "dot.mkv", steady(0.5), size=(1, 1), codec="ffv1"),
         "only 1×1 pixels"),
    ],
    ids=["missing", "folder", "empty", "text", "bytes", "cut", "picture", "sound", "1x1"],
)  # fmt: skip
def test_what_is_no_video_gets_one_plain_sentence(tmp_path, make, says):
    with pytest.raises(UnreadableVideo) as caught:
        Video(make(tmp_path))
    sentence = str(caught.value)
    assert says in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
