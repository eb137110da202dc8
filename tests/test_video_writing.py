"""Writing files: whole or not at all."""

import os
import resource
from contextlib import contextmanager

import av
import numpy as np
import pytest
from clips import picture
from video_factory import noisy

from pose.files import UnwritableFile, atomic_path, write_text_atomically
from pose.video import Video
from pose.video_writer import VideoWriter


@contextmanager
def room_for(size: int):
    """Let no file grow beyond `size` bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_written_video_keeps_the_time_stamps_and_plays_in_a_browser(tmp_path):
    path = tmp_path / "out.mp4"
    stamps = [0.0, 0.1, 0.15, 0.9]
    with VideoWriter(path, (320, 240)) as writer:
        for t in stamps:
            writer.write(picture(), t)
    with Video(path) as video:
        assert [frame.t for frame in video] == pytest.approx(stamps, abs=2e-3)
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # a browser can begin before the end


def test_written_video_states_its_duration_at_an_uneven_rate(tmp_path):
    path = tmp_path / "out.mp4"
    with VideoWriter(path, (320, 240)) as writer:
        for t in (0.0, 0.1, 0.15, 2.9):
            writer.write(picture(), t)
    with Video(path) as video:
        assert video.estimated_duration_s == pytest.approx(2.9, abs=0.05)


def test_written_pictures_look_as_they_were(tmp_path):
    path = tmp_path / "out.mp4"
    image = np.zeros((240, 320, 3), np.uint8)
    image[:, :160] = (200, 80, 40)
    image[:, 160:] = (40, 80, 200)
    with VideoWriter(path, (320, 240)) as writer:
        writer.write(image, 0.0)
        writer.write(image, 0.1)
    with Video(path) as video:
        found = next(iter(video)).image.astype(int)
    assert np.abs(found - image)[:, [80, 240]].max() < 12


def test_odd_sizes_can_be_written(tmp_path):
    with VideoWriter(tmp_path / "out.mp4", (321, 241)) as writer:
        for t in (0.0, 0.1):
            writer.write(picture(321, 241), t)
    with Video(tmp_path / "out.mp4") as video:
        assert video.size == (320, 240)


def test_a_picture_of_another_size_is_not_taken(tmp_path):
    with (
        pytest.raises(ValueError, match="does not fit"),
        VideoWriter(tmp_path / "out.mp4", (320, 240)) as writer,
    ):
        writer.write(picture(240, 320), 0.0)


def test_nothing_is_left_when_writing_fails(tmp_path):
    def write_and_fail() -> None:
        with VideoWriter(tmp_path / "out.mp4", (320, 240)) as writer:
            writer.write(picture(), 0.0)
            raise RuntimeError("the pose is lost")

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [2, 80], ids=["at the end", "on the way"])
def test_a_full_disk_leaves_nothing_and_is_told_plainly(tmp_path, count):
    images = noisy()

    def write_all() -> None:
        with VideoWriter(tmp_path / "out.mp4", (320, 240)) as writer:
            for number in range(count):
                writer.write(images[number % len(images)], number / 30)

    with room_for(20_000), pytest.raises(UnwritableFile, match=r"^out\.mp4 cannot .+\.$"):
        write_all()
    assert list(tmp_path.iterdir()) == []


def test_a_video_without_a_picture_is_not_written(tmp_path):
    with (
        pytest.raises(UnwritableFile, match="no picture"),
        VideoWriter(tmp_path / "out.mp4", (320, 240)),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_survives_a_failed_one(tmp_path):
    path = tmp_path / "report.json"
    write_text_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text_atomically(path, "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_that_finds_no_room_leaves_nothing(tmp_path):
    with room_for(1000), pytest.raises(UnwritableFile, match="cannot be written"):
        write_text_atomically(tmp_path / "report.json", "x" * 5000)
    assert list(tmp_path.iterdir()) == []


def test_the_target_does_not_exist_before_the_file_is_whole(tmp_path):
    path = tmp_path / "report.csv"
    with atomic_path(path) as temporary:
        temporary.write_text("half")
        assert not path.exists()
    assert path.read_text() == "half"


def test_a_new_file_has_the_usual_permissions(tmp_path):
    usual = tmp_path / "usual.txt"
    usual.write_text("")
    write_text_atomically(tmp_path / "new.txt", "")
    assert (tmp_path / "new.txt").stat().st_mode == usual.stat().st_mode


def test_a_link_goes_on_leading_to_the_file(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "file.txt")
    write_text_atomically(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "file.txt").read_text() == "new"


def test_a_device_is_not_replaced_by_a_file(tmp_path):
    device = tmp_path / "pipe.txt"
    os.mkfifo(device)
    with pytest.raises(UnwritableFile, match="is a device"):
        write_text_atomically(device, "text")
    assert device.is_fifo()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no/such/folder/out.mp4", "no folder"),
        ("out.avi", "has to end in .mp4"),
        ("folder.mp4", "is a folder"),
        ("long" * 100 + ".mp4", "cannot be written"),
    ],
    ids=["no folder", "other format", "folder", "long name"],
)
def test_a_path_that_cannot_be_written_is_refused_plainly(tmp_path, name, says):
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(UnwritableFile) as caught, VideoWriter(tmp_path / name, (320, 240)):
        pass
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.mp4"]
