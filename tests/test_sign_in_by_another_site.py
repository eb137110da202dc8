"""Signing in to the clinic by another site (OIDC), with a real identity provider and browser."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from chromium import CHROMIUM, FLAGS, NEEDS_CHROMIUM, serve
from identity_provider import ADDRESS, CLIENT, CLIENT_SECRET, PASSWORD

from clinic.administration import Administration
from clinic.database import open_database
from clinic.entrance import Entrance

pytestmark = [NEEDS_CHROMIUM, pytest.mark.timeout(280)]

PROVIDER = Path(__file__).parent / "identity_provider.py"
INBOX, CODE_WANTED = "No patient is linked with you yet.", "you have no account here yet"
LASTS = timedelta(days=1)

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a cookie secret for this test alone"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """An empty clinic."""
    url = f"sqlite:///{tmp_path_factory.mktemp('clinic')}/clinic.sqlite3"
    opened = open_database(url)
    yield url, opened
    opened.close()


@pytest.fixture(scope="module")
def clinic(database, tmp_path_factory) -> Iterator[str]:
    """The clinic's address; it lets people in by the identity provider as well."""
    folder = tmp_path_factory.mktemp("secrets")
    port = _free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(client=CLIENT, secret=CLIENT_SECRET, port=port))
    settings = {
        "CLINIC": "1",
        "DATABASE_URL": database[0],
        "CLINIC_FILES": str(folder / "files"),
        "STREAMLIT_SECRETS_FILES": str(secrets),
    }
    with serve({**os.environ, **settings}) as (address, _), _provider(port, address):
        yield address


@pytest.fixture
def page(clinic):
    """The sign-in page in a browser of its own, which nobody has used before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(60_000)
        page.goto(clinic)
        yield page
        browser.close()


@contextlib.contextmanager
def _provider(port: int, app_address: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, str(PROVIDER), str(port), app_address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            assert process.poll() is None, "the identity provider ended at its start"
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"http://localhost:{port}/login", timeout=5)
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def sign_in_over_there(page, who: str) -> None:
    """From the clinic's page to the provider, name and password there, and back.

    The provider's files and its checks of a field carry its session along: one that comes after
    an answer undoes it, and the provider begins anew. Whoever that happens to tries again.
    """
    from playwright.sync_api import TimeoutError as TookTooLong

    clinic = "/".join(page.url.split("/")[:3])
    for _ in range(3):
        page.get_by_role("button", name="Sign in with your organisation").click()
        for field, said in (("login", who), ("password", PASSWORD)):
            page.locator(f"input[name={field}]").fill(said)
            page.wait_for_load_state("networkidle")
            page.keyboard.press("Enter")
        with contextlib.suppress(TookTooLong):
            page.wait_for_url(f"{clinic}/**", timeout=15_000)
            return
        page.goto(clinic)
    raise AssertionError("The provider did not let them in.")


def invite_a_therapist(database) -> str:
    return Administration(database[1], LASTS).invite_therapist("Ada Marsh")


def test_a_therapist_comes_in_with_her_code_and_later_without_it(page, database):
    sign_in_over_there(page, "ada")
    page.get_by_text(CODE_WANTED).wait_for()
    page.get_by_label("Code").fill(invite_a_therapist(database))
    page.get_by_role("button", name="Go in").click()
    page.get_by_text(INBOX).wait_for()

    page.get_by_role("link", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    # The provider ends its own session too, and wants the password the next time.
    page.get_by_role("button", name="Sign in with your organisation").wait_for()
    page.reload()
    sign_in_over_there(page, "ada")
    page.get_by_text(INBOX).wait_for()


def test_a_stranger_with_a_therapists_address_is_asked_for_a_code_and_sees_nothing(page, database):
    code = invite_a_therapist(database)
    way = (ADDRESS, "a long enough sentence 7")
    Entrance(database[1], LASTS).accept(code, "Ada Marsh", way)
    sign_in_over_there(page, "stranger")
    page.get_by_text(CODE_WANTED).wait_for()
    assert page.get_by_role("link", name="Account").count() == 0
    page.get_by_label("Code").fill("AAAA-AAAA-AAAA")
    page.get_by_role("button", name="Go in").click()
    page.get_by_text("This code is wrong, has been used, or has expired").wait_for()
    assert not page.get_by_text(INBOX).is_visible()
