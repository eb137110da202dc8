"""Pages that can be read in both themes, and a session begun and ended by the keyboard alone."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from chromium import NEEDS_CHROMIUM, arrive, serve
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from test_guided_in_a_browser import RECORDER
from weeks import keep_weeks

from clinic.access import access_at_home
from clinic.database import open_database

pytestmark = [NEEDS_CHROMIUM, pytest.mark.timeout(280)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"], "resultTypes": ["violations"]}
PAGES = {
    "/": "Start the session",
    "/live": "You need",
    "/review": "Review",
    "/history": "Delete everything",
    "/know": "Source of the advice",
}
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  // The boxes of switches are hidden: there the label around them has to show it.
  const shows = (one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1;
    return style.opacity !== "0" && one.offsetWidth > 4 && (ring || style.boxShadow !== "none");
  };
  const role = at.getAttribute("role") ?? "";
  return { name: (at.getAttribute("aria-label") ?? at.innerText ?? "").trim(), role,
           tag: at.tagName,
           marked: shows(at) || shows(at.closest("label")) };
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app with twelve weeks of sessions kept."""
    url = f"sqlite:///{tmp_path_factory.mktemp('kept')}/kept.sqlite3"
    database = open_database(url)
    keep_weeks(access_at_home(database))
    database.close()
    with serve({**os.environ, "DATABASE_URL": url}) as (address, _):
        yield address


def complaints(page) -> list[str]:
    """What axe finds against the rules of WCAG 2.1, level AA."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_and_named(browser, server, path, theme):
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=theme)
    arrive(page, server + path, page.get_by_text(PAGES[path]).last)
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached", timeout=30_000)
    assert complaints(page) == []
    page.close()


def tab_to(page, name: str, key: str = "Tab", most: int = 60) -> None:
    """Press a key until what has the focus is called so; every stop on the way shows it."""
    passed = []
    for _ in range(most):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused["tag"] in ("BODY", "IFRAME"):
            continue  # on the way into the page, or inside the camera's own frame
        if not focused["marked"]:  # the page may still be fading it in
            with suppress(PlaywrightTimeoutError):
                page.wait_for_function(f"() => ({FOCUSED})().marked", timeout=5_000)
            focused = page.evaluate(FOCUSED)
        assert focused["marked"], f"the focus does not show on {focused}"
        if focused["name"].startswith(name):
            return
        passed.append(focused["name"])
    dialogs = page.get_by_role("dialog").all_inner_texts()
    raise AssertionError(f"{name!r} was not reached, but {passed}; dialogs: {dialogs}")


def test_a_session_begins_and_ends_by_the_keyboard_alone(browser, server):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(RECORDER)
    arrive(page, server, page.get_by_role("radio", name="2", exact=True))
    tab_to(page, "0 no pain")
    tab_to(page, "2", "ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="2", exact=True, checked=True).wait_for(timeout=30_000)
    page.wait_for_function(
        "() => [...document.querySelectorAll('button')]"
        ".some((one) => one.innerText.startsWith('Start the session') && !one.disabled)"
    )
    tab_to(page, "Voice on")
    page.keyboard.press("Enter")
    tab_to(page, "Start the session")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="It hurts").wait_for(timeout=120_000)
    assert page.evaluate("window.spoken") == []
    assert page.locator(".cue").inner_text().strip()
    tab_to(page, "It hurts")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="No worse than before").wait_for(timeout=30_000)
    # Nobody is in the picture: whoever has pressed a button is asked all the same.
    page.locator(".cue", has_text="How is the pain now").wait_for(timeout=30_000)
    assert complaints(page) == []
    last = page.get_by_role("button", name="That is my answer").bounding_box()
    assert last["y"] + last["height"] <= 800, "the question has to be there without scrolling"
    same = page.get_by_role("button", name="No worse than before").bounding_box()
    assert same["y"] > last["y"], "who says that it hurts is not led to say that it doesn't"
    tab_to(page, "No worse than before")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="It hurts").wait_for(timeout=30_000)
    tab_to(page, "Stop now")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The session was stopped").wait_for(timeout=30_000)
    page.close()
