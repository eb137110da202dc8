"""Writing files: whole or not at all."""

import av
import pytest
from clips import picture

from pose.files import UnwritableFile, write_text_atomically
from pose.video import Video
from pose.video_writer import VideoWriter


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


def test_odd_sizes_can_be_written(tmp_path):
    with VideoWriter(tmp_path / "out.mp4", (321, 241)) as writer:
        for t in (0.0, 0.1):
            writer.write(picture(321, 241), t)
    with Video(tmp_path / "out.mp4") as video:
        assert video.size == (320, 240)


def test_nothing_is_left_when_writing_fails(tmp_path):
    def write_and_fail() -> None:
        with VideoWriter(tmp_path / "out.mp4", (320, 240)) as writer:
            writer.write(picture(), 0.0)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_survives_a_failed_one(tmp_path):
    path = tmp_path / "report.json"
    write_text_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text_atomically(path, "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["no/such/folder/out.mp4", "out.avi"])
def test_a_path_that_cannot_be_written_is_refused_plainly(tmp_path, name):
    with (
        pytest.raises(UnwritableFile, match=r"^[^\n]+\.$"),
        VideoWriter(tmp_path / name, (320, 240)),
    ):
        pass
