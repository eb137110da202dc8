"""Opening a video file: what is refused and why, and what the file claims of itself."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import av

MOST_THREADS = 4
"""Every decoding thread holds several whole pictures, which is much at 8K."""

# Formats that hold video, a picture or sound in themselves. FFmpeg also takes playlists, which
# lead to other files and addresses, and draws plain text files as a terminal would.
VIDEO_FORMATS = (
    "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,ogg,asf,h264,hevc,m4v,obu,ivf,mjpeg,gif,apng,"
    "mxf,dv,rm,nut,yuv4mpegpipe"
)
PICTURE_FORMATS = "image2,png_pipe,jpeg_pipe,webp_pipe,gif_pipe,bmp_pipe,tiff_pipe,jpegxl_pipe"
SOUND_FORMATS = "mp3,aac,wav,w64,flac,amr,aiff,caf,ac3"


class UnreadableVideo(Exception):
    """A file that is no usable video; the message says what is wrong and what to do."""


def refuse_non_files(path: Path) -> None:
    """Let only a file pass that is there, may be read and holds something.

    Raises:
        UnreadableVideo: it is anything else.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UnreadableVideo(f"There is no file called {path}: check the name.") from error
    except PermissionError as error:
        raise UnreadableVideo(f"{path} may not be read: change its permissions.") from error
    except (OSError, ValueError) as error:
        raise UnreadableVideo(f"{path} cannot be the name of a file: check it.") from error
    if stat.S_ISDIR(mode):
        raise UnreadableVideo(f"{path} is a folder: name a video file in it.")
    if not stat.S_ISREG(mode):
        raise UnreadableVideo(f"{path} is not a file: name a video file.")
    if not os.access(path, os.R_OK):
        raise UnreadableVideo(f"{path} may not be read: change its permissions.")
    if path.stat().st_size == 0:
        raise UnreadableVideo(f"{path.name} is empty: copy or record it again.")


def opened(path: Path) -> Any:
    """PyAV's container of a local file.

    Raises:
        UnreadableVideo: FFmpeg can make nothing of it.
    """
    # FFmpeg's own complaints are not for people; this is PyAV's default, unless another part
    # of the program has changed it.
    av.logging.set_level(None)
    options = {
        # As a local file only: nothing may make the program fetch addresses.
        "protocol_whitelist": "file",
        "format_whitelist": f"{VIDEO_FORMATS},{PICTURE_FORMATS},{SOUND_FORMATS}",
    }
    try:
        # Without "file:" a colon in the name would be taken for the end of a protocol.
        return av.open(f"file:{path}", options=options, metadata_errors="ignore")
    except (av.FFmpegError, ValueError, OSError) as error:
        raise UnreadableVideo(_why_unopened(path)) from error


def _why_unopened(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return f"{path.name} cannot be read from where it is stored: copy it to another place."
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
        return f"{path.name} was cut off before it could be read: copy or record it again."
    return f"{path.name} is not a video that can be read: use an MP4, MOV or WebM file."


def unknown_coding(name: str) -> str:
    """What to say of pictures that cannot be decoded."""
    return f"{name} is coded in a way that is not known here: convert it to an H.264 MP4 file."


def video_stream(container: Any, path: Path) -> Any:
    """The stream of pictures, ready for decoding.

    Raises:
        UnreadableVideo: there is none, or its coding is not known.
    """
    # A song's cover picture is a video stream to FFmpeg.
    streams = [s for s in container.streams.video if not _is_cover(s)]
    if not streams and container.streams.audio:
        raise UnreadableVideo(f"{path.name} holds sound and no picture: use a video file.")
    if not streams:
        raise UnreadableVideo(
            f"{path.name} is not a video that can be read: use an MP4, MOV or WebM file."
        )
    if streams[0].codec_context is None:
        raise UnreadableVideo(unknown_coding(path.name))
    streams[0].codec_context.thread_count = min(MOST_THREADS, os.cpu_count() or 1)
    streams[0].thread_type = "AUTO"
    return streams[0]


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def claimed_duration(container: Any, stream: Any) -> float:
    """Seconds the file says it holds; 0 where it does not say."""
    if stream.duration and stream.time_base:
        # FFmpeg shortens the claim of an AVI file to what its bytes can hold; the header's own
        # figure, in ticks, is left in `frames`.
        ticks = stream.frames if container.format.name == "avi" else 0
        return float(max(stream.duration, ticks) * stream.time_base)
    start = float(stream.start_time * stream.time_base) if stream.start_time else 0.0
    return max(0.0, container_end(container) - max(0.0, start))


def container_end(container: Any) -> float:
    """Where the container says that its longest stream ends, seconds from its own zero."""
    return float(container.duration / av.time_base) if container.duration else 0.0
