"""The watch over a page's drawings by itself in a real browser: when it asks for the page again."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM

WATCH = Path(__file__).parent.parent / "screens" / "whole" / "whole.js"
LOAD = """async (code) => {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  window.draw = (await import(address)).default;
  window.asked = 0;
}"""
HAND_OVER = "(data) => void window.draw({ data, setStateValue() { window.asked += 1; } })"


@pytest.fixture
def page(browser):
    """A page with nothing but the watch, whose clock is moved by hand."""
    page = browser.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.evaluate(LOAD, WATCH.read_text("utf-8"))
    yield page
    page.close()


def drawn(page, number: int) -> None:
    page.evaluate(HAND_OVER, {"drawn": number})


def beats(page, number: int, seconds: int) -> None:
    """The beat of this drawing, once a second."""
    for second in range(seconds):
        page.evaluate(HAND_OVER, {"wanted": number, "at": second})
        page.clock.run_for(1_000)


def asked(page) -> int:
    return page.evaluate("window.asked")


def test_as_long_as_the_beat_comes_nothing_is_asked_for(page):
    for number in (1, 2, 3):
        drawn(page, number)
        beats(page, number, 10)
    assert asked(page) == 0


def test_a_drawing_whose_timers_did_not_come_is_asked_for_until_they_do(page):
    drawn(page, 1)
    beats(page, 1, 2)
    drawn(page, 2)
    page.clock.run_for(5_000)
    assert asked(page) == 1
    page.clock.run_for(4_000)
    assert asked(page) == 2
    drawn(page, 3)
    beats(page, 3, 20)
    assert asked(page) == 2


def test_a_drawing_of_which_nothing_came_is_asked_for(page):
    drawn(page, 1)
    beats(page, 1, 2)
    beats(page, 2, 3)
    assert asked(page) == 1
    drawn(page, 3)
    beats(page, 3, 20)
    assert asked(page) == 1
