"""Pain in the guided session, and stopping it, at every point."""

from __future__ import annotations

import pytest
import sight
import skeletons
from actor import (
    HAMSTRING,
    NOBODY,
    Actor,
    PainReport,
    holding,
    session,
    through,
)
from skeletons import good_azimuth

from stretches.routine.moment import FaultEnded, PainAnswered, SessionEnded, StretchEnded


def test_a_raised_hand_answers_that_it_is_no_worse():
    actor = Actor(session(HAMSTRING, "standing_ql"))
    actor.until("pain")
    actor.raise_hand()
    answer = [record for record in actor.records if isinstance(record, PainAnswered)][-1]
    assert (answer.report, answer.by_hand) == (PainReport(2, ("back",)), True)
    assert actor.session.moment().stretch.slug == "standing_ql"


def test_a_session_knows_whether_pain_was_spoken_of_or_only_asked_for():
    actor = Actor(session(HAMSTRING))
    actor.rest(1)
    assert actor.session.moment().asked is None
    actor.session.report_pain()
    assert actor.session.moment().asked == "during"
    actor.session.answer(PainReport(2, ("back",)))
    actor.until("pain")
    assert actor.session.moment().asked == "after"


def test_who_comes_back_to_the_question_about_pain_hears_it_again():
    actor = Actor(session(HAMSTRING))
    actor.until("pain")
    actor.show(NOBODY, 3)
    actor.rest(2)
    assert actor.said[-1].startswith("How is the pain now")
    assert actor.moments[-1].sentence == actor.said[-1]


def test_without_an_answer_the_session_goes_on_and_asks_for_no_more_range():
    actor = Actor(session(HAMSTRING, "standing_ql"))
    actor.until("pain")
    actor.rest(41)
    assert actor.session.phase == "explain"
    actor.until("position")
    shallow = skeletons.standing_ql("left", bend=3)
    actor.show(sight.seen(shallow, 5.0, outlined=False), 15)
    assert "Lean over to the side" not in actor.said


def test_with_more_pain_nobody_is_reminded_of_steps_that_ask_for_range():
    actor = Actor(session(HAMSTRING))
    actor.rest(1)
    actor.session.report_pain()
    actor.session.answer(PainReport(3, ("back",)))
    actor.until("position")
    reminded = len(actor.said)
    actor.rest(30)
    steps = set(actor.session.plan[0].stretch.steps)
    assert len(actor.said) > reminded
    assert not steps.intersection(actor.said[reminded:])


def test_pain_that_moves_down_the_leg_stops_that_stretch():
    actor = holding(Actor(session(HAMSTRING, "standing_ql", seconds=10)), 3.0)
    actor.session.report_pain()
    actor.rest(1)
    advice = actor.session.answer(PainReport(2, ("back", "calf")))
    actor.rest()
    assert advice.verdict == "stop the stretch"
    assert actor.session.moment().stretch.slug == "standing_ql"
    ended = [record.how for record in actor.records if isinstance(record, StretchEnded)]
    assert ended == ["stopped for pain"]
    assert [round(h.hold.good_s) for h in actor.holds] == [3]


def test_a_little_more_pain_mid_way_goes_on_gently():
    actor = holding(Actor(session(HAMSTRING, seconds=10)))
    actor.session.report_pain()
    actor.rest(1)
    actor.session.answer(PainReport(3, ("back",)))
    low = skeletons.lying_hamstring("left", raised=30)
    actor.show(sight.seen(low, good_azimuth(HAMSTRING, "left"), outlined=False), 12)
    assert "Raise your leg a little higher" not in actor.said
    actor.until("come_out")
    assert actor.completed == [(HAMSTRING, "left")]


def test_extreme_pain_stops_the_session():
    actor = holding(Actor(session(HAMSTRING, "standing_ql", seconds=10)))
    actor.session.report_pain()
    advice = actor.session.answer(PainReport(9, ("back",)))
    actor.rest()
    assert advice.verdict == "stop the session"
    assert actor.session.ended == "extreme pain"


def test_stop_now_keeps_the_hold_that_was_under_way():
    actor = holding(Actor(session(HAMSTRING, seconds=20)), 6.0)
    actor.session.stop()
    actor.rest()
    assert [(round(h.hold.good_s), h.hold.completed) for h in actor.holds] == [(6, False)]
    assert actor.session.ended == "stopped"
    assert actor.records[-1] == SessionEnded("stopped")


@pytest.mark.parametrize(
    "phase", ["explain", "framing", "position", "count_in", "hold", "come_out", "rest", "pain"]
)
def test_stopping_works_at_every_point(phase):
    actor = Actor(session(HAMSTRING))
    actor.until(phase)
    actor.session.stop()
    said = len(actor.said)
    actor.rest(5)
    assert actor.session.phase == "over"
    assert actor.said[said:] == ["Stopped. Come out slowly"]


@pytest.mark.parametrize(
    "phase", ["explain", "framing", "position", "count_in", "hold", "come_out", "rest", "pain"]
)
def test_leaving_the_picture_at_every_point_and_coming_back_goes_on(phase):
    actor = Actor(session(HAMSTRING))
    actor.until(phase)
    actor.show(NOBODY, 8)
    through(actor, 1)
    assert actor.completed == [(HAMSTRING, "left"), (HAMSTRING, "right")]


def test_no_fault_is_kept_of_what_is_done_while_the_stretch_is_explained():
    actor = Actor(session(HAMSTRING))
    actor.rest(2)
    bent = skeletons.lying_hamstring("left", knee_flexion=40)
    poor = sight.seen(bent, good_azimuth(HAMSTRING, "left"), outlined=False)
    actor.show(poor, 8)
    assert actor.session.phase == "explain"
    through(actor, 1)
    assert not [record for record in actor.records if isinstance(record, FaultEnded)]
