"""The voice by itself in a real browser: what is spoken of what comes in, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM

VOICE = Path(__file__).parent.parent / "screens" / "voice"
RECORDER = """
window.heard = [];
window.audible = null;
Object.defineProperty(window, "speechSynthesis", { value: {
  get speaking() { return window.audible !== null; }, pending: false,
  getVoices: () => [], addEventListener() {},
  cancel() { if (window.audible) window.heard.push("cut short: " + window.audible);
             window.audible = null; },
  speak(words) { window.audible = words.text; window.heard.push(words.text); },
}});
"""
LOAD = """async (code) => {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  window.draw = (await import(address)).default;
}"""
HAND_OVER = """(entries) => window.draw({
  data: { session: "one", entries }, parentElement: document.body, setStateValue() {},
})"""


@pytest.fixture
def page(browser):
    """A page with nothing but the voice, whose clock is moved by hand."""
    page = browser.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.set_content((VOICE / "voice.html").read_text("utf-8"))
    page.evaluate(RECORDER)
    page.evaluate(LOAD, (VOICE / "voice.js").read_text("utf-8"))
    yield page
    page.close()


def said(number: int, text: str, clock_ms: int, age_ms: int = 20, tone: str = "") -> dict:
    return {
        "number": number,
        "text": text,
        "tone": tone,
        "age_ms": age_ms,
        "at_ms": clock_ms,
        "clock_ms": clock_ms,
    }


def heard(page, *entries: dict) -> list[str]:
    page.evaluate(HAND_OVER, list(entries))
    return page.evaluate("window.heard")


def test_each_thing_is_said_once(page):
    one = said(1, "Good: hold it there", 5_000)
    heard(page, one)
    assert heard(page, one) == ["Good: hold it there"]


def test_newer_words_cut_older_ones_short(page):
    one, two = said(1, "Lie on your back", 5_000), said(2, "Raise your leg", 5_000)
    heard(page, one)
    assert heard(page, one, two) == [
        "Lie on your back",
        "cut short: Lie on your back",
        "Raise your leg",
    ]


def test_of_words_that_come_together_only_the_newest_are_said(page):
    assert heard(page, said(1, "3", 5_000), said(2, "2", 5_400)) == ["2"]


def test_words_that_waited_too_long_are_not_said(page):
    assert heard(page, said(1, "Half time", 5_000, age_ms=1_800)) == []


def test_words_that_were_too_long_on_the_way_are_not_said(page):
    heard(page, said(1, "Half time", 5_000))
    page.clock.run_for(10_000)
    assert heard(page, said(2, "3", 12_000)) == ["Half time"]


def test_a_clock_that_slept_does_not_silence_the_voice_for_long(page):
    heard(page, said(1, "Half time", 5_000))
    page.clock.run_for(600_000)
    for number in range(2, 5):
        heard(page, said(number, "too late, as it seems", 5_000 + number))
    assert heard(page, said(5, "Switch sides", 5_010))[-1] == "Switch sides"


def test_with_the_voice_off_nothing_is_said(page):
    heard(page, said(1, "Half time", 5_000))
    page.get_by_role("button", name="Voice on").click()
    only_then = ["Half time", "cut short: Half time"]
    assert heard(page, said(2, "3", 5_000)) == only_then
    assert page.get_by_role("button", name="Voice off").get_attribute("aria-pressed") == "true"


def test_where_no_tone_can_be_played_the_words_are_said_all_the_same(page):
    page.evaluate(
        "() => { window.AudioContext = class { constructor() { throw new Error('none'); } }; }"
    )
    words = said(1, "Done: come out slowly", 5_000, tone="done")
    assert heard(page, words) == ["Done: come out slowly"]
