"""The pages, driven without a browser."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from clips import SAMPLES
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
LIVE = "from screens.live import live_page; live_page()"
REVIEW = "from screens.review import review_page; review_page()"


@pytest.fixture(autouse=True)
def _no_camera(monkeypatch):
    """The camera's component needs a server; the browser test is about it."""
    off = SimpleNamespace(state=SimpleNamespace(playing=False))
    monkeypatch.setattr("screens.live.webrtc_streamer", lambda **settings: off)


def page(script: str) -> AppTest:
    app = AppTest.from_string(script, default_timeout=120).run()
    assert not app.exception
    return app


def test_the_app_opens_on_the_guided_session():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "Guided session"


def test_the_live_page_shows_the_steps_of_the_chosen_stretch():
    app = page(LIVE)
    app.selectbox(key="live_stretch").select("pigeon").run()
    assert not app.exception
    assert app.subheader[0].value == "Pigeon"
    assert "shin across the front" in app.markdown[0].value


def test_cat_cow_asks_for_repetitions_and_a_hold_for_seconds():
    app = page(LIVE)
    assert app.number_input(key="live_reps").value == 10
    app.selectbox(key="live_stretch").select("pigeon").run()
    assert app.number_input(key="live_seconds").value == 30


def test_the_review_page_waits_for_a_video():
    app = page(REVIEW)
    assert app.button(key="review_go").disabled


@pytest.mark.timeout(280)
def test_reviewing_a_sample_shows_its_report():
    app = page(REVIEW)
    app.selectbox(key="review_sample").select("pigeon_faulty").run()
    app.selectbox(key="review_stretch").select("pigeon").run()
    app.button(key="review_go").click().run(timeout=240)
    assert not app.exception
    assert [header.value for header in app.header] == ["Report"]
    assert app.subheader[0].value == "Pigeon"
    assert app.dataframe[0].value["Check"].tolist()[0] == "Front leg folded"


def test_there_is_a_good_sample_of_each_stretch():
    from stretches.registry import STRETCHES

    good = {path.stem.removesuffix("_good") for path in SAMPLES.glob("*_good.mp4")}
    assert {stretch.slug for stretch in STRETCHES} <= good
