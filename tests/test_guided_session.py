"""The guided session on simulated poses: from start to end, and whatever comes between."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import sight
import skeletons
from actor import (
    HAMSTRING,
    NOBODY,
    SAME,
    Actor,
    holding,
    in_form,
    picture,
    planned,
    session,
    through,
)
from skeletons import good_azimuth

from stretches.registry import STRETCHES
from stretches.routine.moment import SessionEnded
from stretches.routine.session import GuidedSession

# A whole routine


def test_a_routine_runs_from_start_to_end_by_itself():
    actor = through(Actor(session(HAMSTRING, "standing_ql", reps=2)), 2)
    assert actor.session.ended == "completed"
    assert actor.completed == [
        (slug, side)
        for slug in (HAMSTRING, "standing_ql")
        for side in ("left", "left", "right", "right")
    ]
    assert actor.said[-1].endswith("That was your routine")


@pytest.mark.parametrize("stretch", STRETCHES, ids=lambda stretch: stretch.slug)
def test_every_stretch_can_be_led_through(stretch):
    if stretch.slug == "cat_cow":
        pytest.skip("cat-cow moves: it has a test of its own")
    actor = through(Actor(session(stretch.slug)), 1)
    assert actor.completed == [(stretch.slug, "left"), (stretch.slug, "right")]


def test_rounds_of_cat_cow_are_counted_aloud():
    actor = Actor(session("cat_cow", reps=2))
    actor.until("position")
    actor.show(picture(in_form, "cat_cow", "left", azimuth=85.0), 4.0)
    motion = skeletons.back_waving(-0.08, 0.1, 0.0, -0.08, 0.1, 0.0)
    for frame in range(150):
        actor.show(sight.seen(motion(frame / 10), 85.0))
    assert [text for text in actor.said if text.isdigit()] == ["1", "2"]
    assert "Done: come out slowly" in actor.said


def test_a_stretch_goes_through_its_phases_in_order():
    actor = through(Actor(session(HAMSTRING)), 1)
    once = ["framing", "position", "count_in", "hold", "come_out"]
    assert actor.phases == ["explain", *once, "rest", *once, "pain", "over"]


def test_the_steps_are_spoken_one_by_one_before_the_stretch():
    actor = Actor(session(HAMSTRING))
    actor.until("framing")
    steps = actor.session.plan[0].stretch.steps
    assert [text for text in actor.said if text in steps] == list(steps)


def test_no_line_of_the_explanation_is_cut_short():
    actor = Actor(session(HAMSTRING))
    actor.until("position")
    lines = [r for r in actor.records if getattr(r, "kind", "") == "guide" and r.text]
    for one, two in itertools.pairwise(lines):
        assert two.t_s - one.t_s >= 0.3 * len(one.text.split())


def test_the_hold_is_counted_in_started_and_ended_by_tones():
    actor = Actor(session(HAMSTRING))
    actor.until("rest")
    assert actor.tones == ["count_in", "start", "done"]


def test_half_time_and_the_last_three_seconds_are_called():
    actor = Actor(session(HAMSTRING, seconds=12))
    actor.until("rest")
    calls = [text for text in actor.said if text in ("Half time", "3", "2", "1")]
    assert calls == ["Half time", "3", "2", "1"]


def test_after_the_first_side_the_other_one_is_asked_for():
    actor = Actor(session(HAMSTRING))
    actor.until("rest")
    assert actor.said[-1] == "Switch sides. Right side: the raised leg"


# A therapist's words


def test_a_therapists_note_is_said_before_the_stretch_it_is_about():
    noted = replace(planned(HAMSTRING), note="Slowly, please")
    actor = Actor(GuidedSession([noted], SAME))
    actor.until("framing")
    assert actor.said[0] == "From your therapist: Slowly, please"
    assert actor.said[1].startswith("First: Lying hamstring stretch")


def test_a_therapists_note_is_said_to_who_holds_before_it_could_be_read_out():
    noted = replace(planned(HAMSTRING, seconds=8.0), note="Slowly, please")
    actor = Actor(GuidedSession([noted], SAME))
    actor.pose("left", 0.5)
    actor.session.tell("Ada Marsh: well done so far")
    actor.pose("left", 6)
    assert actor.session.moment().phase == "hold"
    assert actor.said[:2] == ["Ada Marsh: well done so far", "From your therapist: Slowly, please"]


def test_a_therapists_note_that_was_skipped_is_not_said_later():
    noted = replace(planned(HAMSTRING), note="Slowly, please")
    actor = Actor(GuidedSession([noted], SAME))
    actor.session.skip()
    actor.until("rest")
    assert "From your therapist: Slowly, please" not in actor.said


def test_nothing_is_said_before_the_page_can_be_ready():
    actor = Actor(session(HAMSTRING))
    actor.rest(1.5)
    assert actor.said == []
    assert actor.session.moment().sentence == "We begin in a moment"
    actor.rest(1)
    assert len(actor.said) == 1


def test_a_note_that_interrupts_an_explanation_is_heard_and_then_the_line_again():
    actor = Actor(session(HAMSTRING))
    actor.rest(3)
    (interrupted,) = actor.said
    actor.session.tell("Ada Marsh: well done so far")
    actor.rest(3)
    assert actor.said[1:] == ["Ada Marsh: well done so far"]
    actor.rest(2)
    assert actor.said[2:] == [interrupted]


def test_a_note_in_a_hold_does_not_stop_its_clock():
    actor = holding(Actor(session(HAMSTRING)))
    actor.session.tell("Ada Marsh: well done so far")
    actor.until("come_out")
    assert "Ada Marsh: well done so far" in actor.said
    assert [h.hold.completed for h in actor.holds] == [True]


def test_no_note_is_said_after_the_end():
    actor = Actor(session(HAMSTRING))
    actor.rest(3)
    actor.session.stop()
    actor.session.tell("Ada Marsh: well done so far")
    actor.rest(1)
    assert actor.said[-1].startswith("Stopped")


# The picture


def test_the_wrong_flank_is_told_before_the_position():
    actor = Actor(session(HAMSTRING))
    actor.until("framing")
    actor.show(sight.seen(skeletons.standing(), 0.0, outlined=False), 4)
    assert actor.said[-1] == "Turn your left side to the camera"
    assert actor.session.phase == "framing"


def test_hidden_feet_are_told_before_the_position():
    actor = Actor(session("standing_ql"))
    actor.until("framing")
    actor.show(sight.seen(skeletons.standing(), 0.0, floor=(640, 760)), 4)
    assert actor.said[-1] == "I can't see your feet: move back a little"


def test_out_of_the_picture_everything_waits():
    actor = Actor(session(HAMSTRING))
    actor.rest(6)
    before = actor.session.moment().sentence
    moment = actor.show(NOBODY, 60)
    assert moment.away
    assert moment.phase == "explain"
    assert actor.said[-1].startswith("I can't see you")
    actor.rest(1.5)
    assert not actor.moments[-1].away
    assert actor.moments[-1].sentence == before


def test_out_of_the_picture_for_a_moment_pauses_the_hold_and_no_more():
    actor = holding(Actor(session(HAMSTRING, seconds=8)))
    actor.show(NOBODY, 3)
    actor.until("come_out")
    assert [h.hold.completed for h in actor.holds] == [True]
    assert "resume" in actor.tones


def test_out_of_the_picture_for_long_keeps_the_part_hold():
    actor = holding(Actor(session(HAMSTRING, seconds=8)), 3.0)
    actor.show(NOBODY, 10)
    actor.until("come_out")
    assert [h.hold.ended_by for h in actor.holds] == ["lost from view", "completed"]


@pytest.mark.parametrize("phase", ["framing", "pain"])
def test_somebody_who_has_gone_ends_the_session_and_keeps_what_was_done(phase):
    actor = Actor(session(HAMSTRING, "pigeon"))
    actor.until(phase)
    done = actor.completed
    assert actor.show(NOBODY, 290).away
    assert not actor.session.over
    actor.show(NOBODY, 20)
    assert actor.session.ended == "stopped"
    assert actor.said[-1].startswith("Nobody has been here")
    assert actor.completed == done
    assert isinstance(actor.records[-1], SessionEnded)


def test_somebody_who_comes_back_in_time_goes_on():
    actor = Actor(session(HAMSTRING))
    actor.until("framing")
    for _ in range(2):
        actor.show(NOBODY, 280)
        actor.rest(2)
    actor.until("come_out")
    assert not actor.session.over


def test_somebody_walking_through_costs_no_hold():
    actor = holding(Actor(session(HAMSTRING, seconds=8)))
    for place in range(0, 1280, 110):
        walker = sight.seen(skeletons.standing(), 85.0, outlined=False, floor=(place, 690))
        actor.show(walker)
    actor.until("come_out")
    assert [h.hold.completed for h in actor.holds] == [True]


def test_the_camera_lost_and_back_loses_nothing():
    actor = Actor(session(HAMSTRING, reps=2))
    actor.until("rest")
    actor.t += 45.0
    actor.rest()
    assert "The picture was gone for a moment: we go on" in actor.said
    actor.until("pain")
    assert [side for _, side in actor.completed] == ["left", "left", "right", "right"]


# Sides


def test_the_wrong_side_first_is_accepted_and_counted_as_what_it_is():
    actor = Actor(session(HAMSTRING))
    actor.until("rest", side="right")
    assert "Right side first: that is fine. Hold it there" in actor.said
    assert actor.completed == [(HAMSTRING, "right")]
    actor.until("pain")
    assert actor.completed == [(HAMSTRING, "right"), (HAMSTRING, "left")]


def test_the_same_side_again_is_told_and_does_not_stand_for_the_other():
    actor = Actor(session(HAMSTRING))
    actor.until("rest")
    actor.until("position")
    actor.until("hold", side="left")
    assert "That is your left side again: the right one is next" in actor.said
    actor.until("rest", side="left")
    actor.until("pain")
    assert [side for _, side in actor.completed] == ["left", "left", "right"]


# Pauses


def test_a_pause_is_heard_and_explained():
    actor = holding(Actor(session(HAMSTRING, seconds=10)))
    bent = sight.seen(
        skeletons.lying_hamstring("left", knee_flexion=40),
        good_azimuth(HAMSTRING, "left"),
        outlined=False,
    )
    actor.show(bent, 3)
    assert actor.session.phase == "paused"
    assert actor.tones[-1] == "pause"
    assert "Straighten your raised knee" in actor.said
    assert actor.moments[-1].sentence == "Straighten your raised knee"


def test_leaving_the_stretch_in_mid_hold_keeps_what_was_done():
    actor = holding(Actor(session(HAMSTRING, seconds=10)), 4.0)
    actor.rest(7)
    assert [h.hold.ended_by for h in actor.holds] == ["left position"]
    assert actor.said[-1] == "4 seconds. Take the position again when you are ready"
