"""The live page in a real browser, a sample clip as its webcam."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from clips import SAMPLES
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from pose.model import model_path

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
IN_CI = os.environ.get("CI") == "true"

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None and not IN_CI,
        reason="Chromium is not installed (on Debian: apt-get install chromium)",
    ),
    pytest.mark.timeout(280),
]

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


@pytest.fixture(scope="module")
def webcam(tmp_path_factory) -> Path:
    """Twelve seconds of a good lying hamstring stretch as the film of a fake webcam."""
    path = tmp_path_factory.mktemp("webcam") / "webcam.mjpeg"
    with av.open(str(SAMPLES / "lying_hamstring_good.mp4")) as source, path.open("wb") as film:
        for frame in source.decode(video=0):
            if frame.time is not None and 3.0 <= frame.time < 15.0:
                image = frame.to_ndarray(format="bgr24")
                film.write(cv2.imencode(".jpg", np.ascontiguousarray(image))[1].tobytes())
    return path


@contextlib.contextmanager
def serve(environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen]]:
    """The app on a free port of this machine: its address and its process."""
    model_path()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port), "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app's address; what it keeps goes to a folder of its own."""
    folder = tmp_path_factory.mktemp("kept")
    with serve({**os.environ, "DATABASE_URL": f"sqlite:///{folder}/kept.sqlite3"}) as (address, _):
        yield address


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


def arrive(page: Page, address: str, sign: Locator) -> None:
    """Open a page and wait for what shows that it is there, once more where nothing came."""
    page.goto(address)
    try:
        sign.wait_for(timeout=40_000)
    except PlaywrightTimeoutError:
        page.reload()
        sign.wait_for(timeout=60_000)


def test_the_live_page_counts_a_hold(server, webcam):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[*FLAGS, f"--use-file-for-fake-video-capture={webcam}"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        choice = page.get_by_role("combobox", name="Stretch")
        arrive(page, f"{server}/live", choice)
        choice.click()
        page.get_by_role("option", name="Lying hamstring").click()
        seconds = page.get_by_label("Seconds to hold")
        seconds.wait_for(timeout=30_000)
        seconds.fill("5")
        seconds.press("Enter")
        page.get_by_role("heading", name="Lying hamstring").wait_for(timeout=30_000)
        camera = page.frame_locator("iframe").first
        camera.get_by_role("button", name="START").click(timeout=60_000)
        page.get_by_text("1 of 2").first.wait_for(timeout=120_000)
        camera.get_by_role("button", name="STOP").click(timeout=30_000)
        page.get_by_role("heading", name="Summary").wait_for(timeout=30_000)
        assert page.get_by_text("Completed hold, left: 5 s in good form.").first.is_visible()
        browser.close()
