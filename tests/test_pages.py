"""The pages, driven without a browser."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from clips import SAMPLES, beginning
from streamlit.testing.v1 import AppTest

from clinic.access import access_at_home
from clinic.database import open_database
from pose.model import cache_folder

ROOT = Path(__file__).parent.parent
LIVE = "from screens.live import live_page; live_page()"
GUIDED = "from screens.guided import guided_page; guided_page()"
HISTORY = "from screens.history import history_page; history_page()"
KNOW = "from screens.know import know_page; know_page()"
REVIEW = "from screens.review import review_page; review_page()"


@pytest.fixture(autouse=True)
def _no_camera(monkeypatch):
    """The camera's component needs a server; the browser test is about it."""
    off = SimpleNamespace(state=SimpleNamespace(playing=False))
    monkeypatch.setattr("screens.live.webrtc_streamer", lambda **settings: off)
    monkeypatch.setattr("screens.guided_run.webrtc_streamer", lambda **settings: off)


@pytest.fixture(autouse=True)
def sessions(monkeypatch, tmp_path):
    """What is kept goes to a place of its own; the access to it."""
    access = access_at_home(open_database(f"sqlite:///{tmp_path}/sessions.sqlite3"))
    monkeypatch.setattr("screens.store._opened", lambda: access)
    return access


def page(script: str) -> AppTest:
    app = AppTest.from_string(script, default_timeout=120).run()
    assert not app.exception
    return app


def test_the_app_opens_on_the_guided_session():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "Guided session"


# The guided session


def by_key(elements, key: str):
    return next(element for element in elements if element.key == key)


def answered(score: int) -> AppTest:
    app = page(GUIDED)
    by_key(app.button_group, "guided_before_score").select(score).run()
    assert not app.exception
    return app


def suggested(app: AppTest) -> list[str]:
    groups = app.button_group
    return next(group.value for group in groups if str(group.key).startswith("guided_choice"))


def test_where_only_the_smaller_model_could_be_had_the_page_says_so(monkeypatch):
    smaller = cache_folder() / "pose_landmarker_full.task"
    monkeypatch.setattr("screens.model_ready._prepared", lambda: smaller)
    told = [caption.value for caption in page(GUIDED).caption]
    assert any(text.startswith("The best pose model could not be fetched") for text in told)


def test_a_model_of_ones_own_is_not_called_the_smaller_one(monkeypatch, tmp_path):
    own = tmp_path / "pose_landmarker_full.task"
    monkeypatch.setattr("screens.model_ready._prepared", lambda: own)
    told = [caption.value for caption in page(GUIDED).caption]
    assert not any(text.startswith("The best pose model") for text in told)


def test_a_session_cannot_start_before_pain_has_been_answered():
    app = page(GUIDED)
    assert app.button(key="guided_start").disabled
    assert not answered(2).button(key="guided_start").disabled


def test_pain_now_shortens_the_suggestion():
    assert len(suggested(answered(1))) == 5
    assert len(suggested(answered(6))) == 3


def test_extreme_pain_starts_no_session():
    app = answered(9)
    assert app.button(key="guided_start").disabled
    assert "too much for stretching" in app.info[0].value


def test_a_red_flag_starts_no_session():
    app = answered(2)
    app.checkbox(key="guided_flag").check().run()
    assert app.button(key="guided_start").disabled
    assert "Get medical help at once" in app.error[0].value


def test_pregnant_or_intense_has_to_ask_first():
    app = answered(2)
    app.toggle(key="guided_ask").set_value(True).run()
    assert "lying_hamstring" not in suggested(app)
    assert app.button(key="guided_start").disabled
    app.checkbox(key="guided_asked").check().run()
    assert not app.button(key="guided_start").disabled


def test_a_started_session_shows_stop_now_and_is_kept_from_the_start(sessions):
    app = answered(2)
    app.button(key="guided_start").click().run()
    assert not app.exception
    assert app.button(key="guided_stop").label == "Stop now"
    assert len(sessions.sessions.all(sessions.me)) == 1


def test_stop_now_leads_to_the_question_about_pain(sessions):
    app = answered(2)
    app.button(key="guided_start").click().run()
    app.button(key="guided_stop").click().run()
    assert app.title[0].value == "The session was stopped"
    by_key(app.button_group, "guided_end_score").select(3).run()
    app.button(key="guided_end_keep").click().run()
    assert not app.exception
    (kept,) = sessions.sessions.all(sessions.me)
    assert kept.end_reason == "stopped"
    assert [(pain.after, pain.pain.score) for pain in kept.pains] == [("before", 2), ("end", 3)]


# History and Know


def test_the_history_of_nothing_says_so():
    assert "Nothing has been kept yet" in page(HISTORY).markdown[0].value


def test_one_session_can_be_deleted(sessions):
    app = answered(2)
    app.button(key="guided_start").click().run()
    (kept,) = sessions.sessions.all(sessions.me)
    history = page(HISTORY)
    history.button(key=f"delete_{kept.id}").click().run()
    assert sessions.sessions.all(sessions.me) == ()


def test_know_tells_when_to_get_help_and_what_the_program_is_not():
    app = page(KNOW)
    assert "bladder or bowel" in app.error[0].value
    assert "does not diagnose" in app.markdown[0].value


# One stretch


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
def test_reviewing_a_sample_shows_its_report(tmp_path, monkeypatch):
    beginning("pigeon_faulty", 8.0, tmp_path / "pigeon_faulty.mp4")
    monkeypatch.setattr("screens.review.SAMPLES", tmp_path)
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
