"""Reading video: true times, upright pictures, and one plain sentence for what is no video."""

import os
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from clips import picture, steady, write_clip, write_sound
from video_factory import (
    damaged_in_the_middle,
    first_half,
    join,
    noisy,
    with_unknown_coding,
    write_coded,
    write_live,
    write_mirrored,
    write_with_sound,
)

from pose.video import Frame, UnreadableVideo, Video


def frames_of(path: Path, **options: object) -> list[Frame]:
    with Video(path, **options) as video:
        return list(video)


def seconds_of(path: Path, **options: object) -> list[float]:
    return [frame.t for frame in frames_of(path, **options)]


def bright_corner(image: np.ndarray) -> str:
    """Which corner of the picture holds the mark of `clips.picture`."""
    height, width = image.shape[:2]
    corners = {
        "upper left": image[height // 8, width // 8],
        "upper right": image[height // 8, -width // 8],
        "lower left": image[-height // 8, width // 8],
        "lower right": image[-height // 8, -width // 8],
    }
    return max(corners, key=lambda name: corners[name].sum())


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


def test_frames_that_are_stored_out_of_order_are_all_read_in_order(tmp_path):
    # AVI has no presentation stamps, so frames that wait for later ones come with wrong ones.
    found = seconds_of(write_coded(tmp_path / "a.avi", "libx264", "yuv420p", bf="2"))
    assert len(found) >= 9
    assert all(later > earlier for earlier, later in pairwise(found))


def test_frames_without_stamps_follow_the_frame_rate(tmp_path):
    found = seconds_of(write_clip(tmp_path / "a.h264", steady(1.0)))
    assert len(found) == 10
    assert np.ptp(np.diff(found)) < 1e-6


def test_two_clips_joined_in_one_file_are_read_one_after_the_other(tmp_path):
    clip = write_clip(tmp_path / "a.ts", steady(2.0))
    found = seconds_of(join(tmp_path / "b.ts", clip, clip))
    assert found == pytest.approx(steady(4.0), abs=0.02)


def test_analysis_takes_the_first_frame_of_each_tenth(tmp_path):
    path = write_clip(tmp_path / "a.mp4", steady(2.0, fps=30))
    found = seconds_of(path, analysis_fps=10.0)
    assert len(found) == 20
    assert found == pytest.approx([number / 10 for number in range(20)], abs=0.035)


def test_analysis_of_an_uneven_rate_takes_the_first_frame_after_each_tick(tmp_path):
    path = write_clip(tmp_path / "a.mp4", [0.0, 0.05, 0.13, 0.16, 0.21, 0.29, 0.75, 0.79, 0.81])
    found = seconds_of(path, analysis_fps=10.0)
    assert found == pytest.approx([0.0, 0.13, 0.21, 0.75, 0.81], abs=2e-3)


def test_frames_are_counted_and_the_end_is_known(tmp_path):
    with Video(write_clip(tmp_path / "a.mp4", steady(2.0, fps=25)), analysis_fps=5.0) as video:
        yielded = list(video)
        assert (video.frames_decoded, video.frames_yielded, len(yielded)) == (50, 10, 10)
        assert video.duration_s == pytest.approx(2.0, abs=0.05)
        assert video.broken_at_s is None


@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, "upper left"), (90, "lower left"), (180, "lower right"), (-90, "upper right")],
)
def test_a_phone_held_sideways_gives_an_upright_picture(tmp_path, turn, corner):
    path = write_clip(tmp_path / "a.mp4", steady(0.5), rotate=turn)
    with Video(path) as video:
        image = next(iter(video)).image
        assert video.size == image.shape[1::-1] == ((240, 320) if turn % 180 else (320, 240))
    assert bright_corner(image) == corner


# The corners are those FFmpeg's own player shows.
@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, "upper right"), (90, "lower right"), (180, "lower left"), (-90, "upper left")],
)
def test_a_selfie_stored_mirrored_is_shown_as_the_phone_shows_it(tmp_path, turn, corner):
    image = frames_of(write_mirrored(tmp_path / "a.mp4", turn))[0].image
    assert bright_corner(image) == corner


def test_odd_sizes_are_read(tmp_path):
    path = write_clip(tmp_path / "a.mkv", steady(0.5), size=(641, 481))
    assert frames_of(path)[0].image.shape == (481, 641, 3)


def test_pixels_that_are_not_square_are_made_square(tmp_path):
    path = write_clip(tmp_path / "a.mkv", steady(0.5), sample_aspect_ratio=2)
    with Video(path) as video:
        assert video.size == (640, 240)


def test_a_very_large_picture_is_scaled_down(tmp_path):
    large = picture(7680, 4320)
    path = write_clip(tmp_path / "a.mp4", steady(0.2), (7680, 4320), images=[large])
    assert frames_of(path, max_side=1280)[0].image.shape == (720, 1280, 3)


def test_a_size_that_changes_on_the_way_gets_bars(tmp_path):
    wide = write_clip(tmp_path / "wide.h264", steady(0.5))
    tall = write_clip(tmp_path / "tall.h264", steady(0.5), size=(160, 240))
    images = [frame.image for frame in frames_of(join(tmp_path / "both.h264", wide, tall))]
    assert {image.shape for image in images} == {(240, 320, 3)}
    assert images[-1][:, :79].max() == 0  # the tall picture stands undistorted in the middle
    assert images[-1][120, 200].mean() == pytest.approx(90, abs=5)


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt", "options"),
    [
        ("phone.mov", "libx265", "yuv420p10le", {"x265-params": "log-level=none"}),
        ("browser.webm", "libvpx-vp9", "yuva420p", {"deadline": "realtime", "cpu-used": "8"}),
        ("grey.mkv", "ffv1", "gray", {}),
        ("alpha.mkv", "ffv1", "bgra", {}),
        ("plain.avi", "rawvideo", "bgr24", {}),
        ("moving.gif", "gif", "rgb8", {}),
    ],
)
def test_every_usual_coding_gives_a_picture_to_draw_on(tmp_path, name, codec, pix_fmt, options):
    frames = frames_of(write_coded(tmp_path / name, codec, pix_fmt, **options))
    assert len(frames) == 10
    image = frames[0].image
    assert (image.dtype, image.shape) == (np.uint8, (240, 320, 3))
    assert image.flags.c_contiguous
    assert image.flags.writeable
    assert np.allclose(image[200, 300], 90, atol=25)


def test_a_browser_recording_without_a_duration_is_whole(tmp_path):
    stamps = [0.0, 0.04, 0.3, 0.33, 1.9]
    with Video(write_live(tmp_path / "a.webm", stamps)) as video:
        assert video.estimated_duration_s == 0.0
        assert [frame.t for frame in video] == pytest.approx(stamps, abs=2e-3)
        assert video.broken_at_s is None


def test_sound_that_goes_on_after_the_picture_is_no_break(tmp_path):
    with Video(write_with_sound(tmp_path / "a.mkv", 2.0, 6.0)) as video:
        assert len(list(video)) == 20
        assert video.broken_at_s is None


def test_a_picture_that_begins_late_is_no_break(tmp_path):
    with Video(write_clip(tmp_path / "a.mkv", [t + 7.0 for t in steady(1.0)])) as video:
        assert video.estimated_duration_s == pytest.approx(1.0, abs=0.1)
        assert len(list(video)) == 10
        assert video.broken_at_s is None


@pytest.mark.parametrize("name", ["a.mkv", "a.avi"])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path, name):
    whole = write_clip(tmp_path / name, steady(6.0), codec="mpeg4", images=noisy())
    with Video(first_half(tmp_path / f"half-{name}", whole)) as video:
        found = [frame.t for frame in video]
        assert 1.0 < found[-1] < 5.0
        assert video.broken_at_s == pytest.approx(found[-1], abs=0.2)


def test_damage_in_the_middle_is_passed_over(tmp_path):
    whole = write_clip(tmp_path / "a.mkv", steady(6.0), images=noisy())
    with Video(damaged_in_the_middle(tmp_path / "b.mkv", whole)) as video:
        found = [frame.t for frame in video]
        assert found[-1] == pytest.approx(5.9, abs=0.2)
        assert video.broken_at_s is None


def test_damage_is_not_complained_of_on_the_terminal(tmp_path, capfd):
    whole = write_clip(tmp_path / "a.mkv", steady(3.0), images=noisy())
    capfd.readouterr()  # the encoder's own lines, while the clip is made
    frames_of(damaged_in_the_middle(tmp_path / "b.mkv", whole))
    assert capfd.readouterr() == ("", "")


def test_a_colon_in_the_name_is_no_address(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_clip(tmp_path / "a.mp4", steady(0.5)).rename("12:30.mp4")
    assert len(frames_of(Path("12:30.mp4"))) == 5


def cut_before_its_index(folder: Path) -> Path:
    whole = write_clip(folder / "whole.mp4", steady(2.0))
    path = folder / "cut.mp4"
    path.write_bytes(whole.read_bytes()[:600])
    return path


def picture_named_mp4(folder: Path) -> Path:
    path = folder / "picture.mp4"
    path.write_bytes(cv2.imencode(".jpg", picture())[1].tobytes())
    return path


def playlist_of_a_clip(folder: Path) -> Path:
    write_clip(folder / "clip.mkv", steady(1.0))
    path = folder / "list.mp4"
    path.write_text("ffconcat version 1.0\nfile clip.mkv\n")
    return path


def text_as_a_terminal_shows_it(folder: Path) -> Path:
    path = folder / "diary.txt"
    path.write_text("Dear diary, today I stretched.\n" * 200)
    return path


def pipe(folder: Path) -> Path:
    path = folder / "pipe.mp4"
    os.mkfifo(path)
    return path


def tiny(folder: Path) -> Path:
    return write_clip(folder / "dot.mkv", steady(0.5), size=(1, 1), codec="ffv1")


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
        (lambda folder: folder / ("long" * 100 + ".mp4"), "cannot be the name of a file"),
        (lambda folder: folder, "is a folder"),
        (pipe, "is not a file"),
        (with_bytes(b""), "is empty"),
        (with_bytes(b"Dear diary, today I stretched. " * 40), "not a video"),
        (text_as_a_terminal_shows_it, "not a video"),
        (playlist_of_a_clip, "not a video"),
        (with_bytes(bytes(range(256)) * 40), "not a video"),
        (cut_before_its_index, "cut off"),
        (picture_named_mp4, "single picture"),
        (lambda folder: write_sound(folder / "song.mp4"), "sound and no picture"),
        (tiny, "only 1×1 pixels"),
        (lambda folder: with_unknown_coding(folder / "new.mp4"), "coded in a way"),
    ],
    ids=["missing", "long name", "folder", "pipe", "empty", "text", "txt", "playlist", "bytes",
         "cut", "picture", "sound", "1x1", "unknown coding"],
)  # fmt: skip
def test_what_is_no_video_gets_one_plain_sentence(tmp_path, make, says):
    with pytest.raises(UnreadableVideo) as caught:
        Video(make(tmp_path))
    sentence = str(caught.value)
    assert says in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_file_that_may_not_be_read_is_refused_plainly(tmp_path, monkeypatch):
    path = write_clip(tmp_path / "a.mp4", steady(0.5))
    # As it is for everyone but the administrator, for whom permissions don't count.
    monkeypatch.setattr("pose.video_file.os.access", lambda path, mode: False)
    with pytest.raises(UnreadableVideo, match="may not be read"):
        Video(path)
