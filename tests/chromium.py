"""A real browser for the tests: Chromium, the app to open in it, and films for its webcam."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from clips import SAMPLES
from playwright.sync_api import ConsoleMessage, Locator, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from pose.model import model_path

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true",
    reason="Chromium is not installed (on Debian: apt-get install chromium)",
)
FILM_FPS, FILM_SIZE = 10, (480, 360)

FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


def numbered_film(path: Path, sample: str, *scenes: tuple[float, float]) -> Path:
    """A film at the sample's own pace: raw pictures, which Chromium plays at the rate they name.

    Along its lower edge each picture carries its number in ten bits, the lowest first, as black
    and white blocks of 48 by 16 pixels.
    """
    with av.open(str(SAMPLES / f"{sample}.mp4")) as source:
        pictures = {float(frame.time): frame for frame in source.decode(video=0)}
    times = np.array(sorted(pictures))
    moments = [t for start, end in scenes for t in np.arange(start, end, 1 / FILM_FPS)]
    with path.open("wb") as out:
        out.write(
            f"YUV4MPEG2 W{FILM_SIZE[0]} H{FILM_SIZE[1]} F{FILM_FPS}:1 Ip A1:1 C420jpeg\n".encode()
        )
        for number, t in enumerate(moments):
            nearest = pictures[times[np.abs(times - t).argmin()]]
            image = cv2.resize(nearest.to_ndarray(format="bgr24"), FILM_SIZE)
            for bit in range(10):
                image[-16:, 48 * bit : 48 * (bit + 1)] = 255 if number >> bit & 1 else 0
            out.write(b"FRAME\n" + cv2.cvtColor(image, cv2.COLOR_BGR2YUV_I420).tobytes())
    return path


@contextlib.contextmanager
def serve(environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen]]:
    """The app on a free port of this machine: its address and its process."""
    model_path()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    # Nobody changes the program under test; watching the whole folder takes time from the session.
    command += ["--server.fileWatcherType", "none"]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*command, "--server.port", str(port), "--server.address", "127.0.0.1"],
            cwd=ROOT,
            env=environment,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process)
            yield address, process
        finally:
            process.terminate()
            process.wait(timeout=20)
            # What is printed is shown with a test that fails, and only then.
            told.seek(0)
            print("the server:", told.read().decode(errors="replace"), sep="\n")


def _wait_for(address: str, process: subprocess.Popen) -> None:
    waiter = urllib.request.build_opener()
    for _ in range(200):
        assert process.poll() is None, "the server ended at its start"
        try:
            waiter.open(f"{address}/_stcore/health", timeout=5)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            # The server tells nobody when it begins to listen: wait for it to end, briefly.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
            continue
        return
    raise AssertionError("the server did not answer")


@contextlib.contextmanager
def telling(page: Page) -> Iterator[Page]:
    """A page, its browser closed in the end; a test that fails tells what it said and showed."""
    page.on("pageerror", lambda error: print("the page failed:", error))
    page.on("console", _told)
    try:
        yield page
    except BaseException:
        with contextlib.suppress(PlaywrightError):
            print("the page:", page.url, page.locator("body").inner_text(timeout=5_000), sep="\n")
        raise
    finally:
        with contextlib.suppress(PlaywrightError):
            page.context.browser.close()


def _told(said: ConsoleMessage) -> None:
    if said.type in ("error", "warning"):
        print("the page said:", said.text)


def arrive(page: Page, address: str, sign: Locator) -> None:
    """Open a page and wait for what shows that it is there, once more where nothing came."""
    page.goto(address)
    try:
        sign.wait_for(timeout=40_000)
    except PlaywrightTimeoutError:
        print("nothing came: once more")
        page.reload()
        sign.wait_for(timeout=60_000)
