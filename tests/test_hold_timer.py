"""The hold timer: only good form counts, and frames' own time stamps tell the time."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretches.hold_timer import Credit, HoldTimer
from stretches.vocabulary import Verdict

MET, FAULT, UNSEEN = Verdict.MET, Verdict.FAULT, Verdict.UNSEEN


@dataclass(frozen=True)
class Part:
    """Some seconds in which the same holds."""

    seconds: float
    form: Verdict = MET
    attempting: bool | None = True
    side: str = "left"


AWAY, HIDDEN = (FAULT, False), (UNSEEN, None)


def good(seconds: float, side: str = "left") -> Part:
    return Part(seconds, side=side)


def bad(seconds: float) -> Part:
    return Part(seconds, FAULT)


def away(seconds: float) -> Part:
    return Part(seconds, *AWAY)


def hidden(seconds: float) -> Part:
    return Part(seconds, *HIDDEN)


def run(*parts: Part, target: float = 30.0, step: float = 0.1, start: float = 0.0) -> HoldTimer:
    """Feed the timer frames at a steady rate, then end the video."""
    timer = HoldTimer(target)
    number, end = 0, start
    for part in parts:
        end += part.seconds
        while start + number * step < end - 1e-9:
            timer.update(start + number * step, part.side, part.attempting, part.form)
            number += 1
    timer.finish(start + number * step)
    return timer


def test_a_full_hold_is_completed_and_its_good_time_is_the_target():
    (hold,) = run(good(32), away(2)).holds
    assert hold.completed
    assert (hold.ended_by, hold.good_s, hold.side) == ("completed", 30.0, "left")


def test_the_second_that_arms_the_hold_counts():
    (hold,) = run(away(1.0), good(31.5), away(2)).holds
    assert (hold.start_s, hold.end_s) == (pytest.approx(1.0), pytest.approx(31.0))


def test_less_than_a_second_of_good_form_is_no_hold():
    assert run(good(0.8), away(6)).holds == []


@pytest.mark.parametrize("step", [0.1, 0.07, 0.25, 1 / 30])
def test_the_hold_ends_at_the_moment_the_target_is_reached(step):
    (hold,) = run(good(32), step=step).holds
    assert hold.end_s == pytest.approx(30.0)
    assert hold.good_s == 30.0


def test_a_target_that_is_exactly_met_by_the_last_frame_is_completed():
    assert run(good(5.0), target=5.0).holds[0].completed


def test_one_bad_frame_does_not_reset_a_hold():
    (hold,) = run(good(10), bad(0.1), good(22)).holds
    assert hold.completed
    assert hold.total_s == pytest.approx(30.1)


def test_bad_form_never_counts():
    (hold,) = run(good(10), bad(4), good(22)).holds
    assert hold.end_s == pytest.approx(34.0)
    assert hold.good_s == 30.0


def test_a_short_fault_is_graced_and_a_longer_one_pauses():
    timer = HoldTimer(30.0)
    states = []
    for number in range(40):
        form = MET if number < 20 else FAULT
        timer.update(number / 10, "left", True, form)
        states.append(timer.state)
    assert states[25] == "running"
    assert states[35] == "paused"


def test_good_form_within_five_seconds_resumes_the_hold():
    assert [hold.completed for hold in run(good(10), away(4.5), good(21)).holds] == [True]


@pytest.mark.parametrize(
    ("interruption", "reason"),
    [(away(6), "left position"), (bad(6), "left position"), (hidden(6), "lost from view")],
)
def test_longer_than_five_seconds_ends_the_hold_as_a_part(interruption, reason):
    first, second = run(good(10), interruption, good(31)).holds
    assert (first.completed, first.ended_by) == (False, reason)
    assert first.good_s == pytest.approx(10.0, abs=0.11)
    assert first.end_s == pytest.approx(10.0, abs=0.11)
    assert second.completed


def test_a_hold_that_the_video_cuts_off_is_kept_as_a_part():
    (hold,) = run(good(12)).holds
    assert (hold.completed, hold.ended_by) == (False, "end of video")
    assert hold.good_s == pytest.approx(12.0, abs=0.11)


def test_staying_in_the_position_counts_only_once():
    assert run(good(95)).completed("left") == 1


def test_coming_out_between_two_holds_counts_both():
    assert run(good(31), away(3), good(31)).completed("left") == 2


def test_sides_are_counted_apart():
    timer = run(good(31), away(3), good(31, "right"), away(3), good(31, "right"))
    assert (timer.completed("left"), timer.completed("right")) == (1, 2)


def test_changing_sides_ends_the_hold():
    first, second = run(good(10), good(12, "right")).holds
    assert (first.side, first.ended_by, second.side) == ("left", "left position", "right")


def test_a_missing_second_is_not_counted():
    timer = HoldTimer(30.0)
    stamps = [n / 10 for n in range(100)] + [10.9 + n / 10 for n in range(220)]
    for t in stamps:
        timer.update(t, "left", True, MET)
    (hold,) = timer.holds
    assert hold.total_s - hold.good_s == pytest.approx(1.0, abs=0.01)


def test_good_form_that_shows_only_afterwards_is_credited():
    timer = HoldTimer(30.0)
    for number in range(20, 400):
        before = Credit(since_s=0.5, good_s=number / 10 - 0.5)
        timer.update(number / 10, "left", True, MET, before=before)
    assert timer.holds[0].end_s == pytest.approx(30.5)


def test_a_body_still_moving_into_the_position_does_not_begin_a_hold():
    timer = HoldTimer(30.0)
    for number in range(50):
        timer.update(number / 10, "left", True, MET, settled=number >= 20)
    timer.finish(5.0)
    assert timer.holds[0].start_s == pytest.approx(2.0)


def begun_by_one_who_moves(first_s: float, until_s: float) -> float:
    """When the hold of somebody began who rests in passing and then moves on for a while."""
    timer = HoldTimer(30.0)
    for number in range(50):
        moves = first_s <= number / 10 < until_s
        timer.update(number / 10, "left", True, MET, settled=not moves, moving=moves)
    timer.finish(5.0)
    return timer.holds[0].start_s


def test_whoever_moves_on_before_a_hold_has_armed_begins_it_where_they_come_to_rest():
    assert begun_by_one_who_moves(0.5, 1.6) == pytest.approx(1.6)


def test_a_single_moment_that_looks_like_moving_begins_nothing_anew():
    assert begun_by_one_who_moves(0.5, 0.6) == pytest.approx(0.0)


def test_but_a_hold_that_has_armed_is_not_begun_anew():
    assert begun_by_one_who_moves(1.5, 2.6) == pytest.approx(0.0)


def test_a_hold_of_no_time_is_refused():
    with pytest.raises(ValueError, match="longer than 0"):
        HoldTimer(0)


FORMS = st.sampled_from([(MET, True), (FAULT, True), AWAY, HIDDEN])
MOMENTS = st.lists(
    st.tuples(st.floats(0.02, 1.5), FORMS, st.sampled_from(["left", "right"])), max_size=150
)


def play(moments, offset: float = 0.0) -> tuple[HoldTimer, float]:
    """Play moments of any spacing; also returns the seconds that began in good form."""
    timer, t, good_s, before = HoldTimer(5.0), offset, 0.0, False
    for step, (form, attempting), side in moments:
        t += step
        good_s += step if before else 0.0
        timer.update(t, side, attempting, form)
        before = form is MET
    timer.finish(t)
    return timer, good_s


@given(MOMENTS)
def test_no_more_is_counted_than_was_good(moments):
    timer, good_s = play(moments)
    assert sum(hold.good_s for hold in timer.holds) <= good_s + 1e-6


@given(MOMENTS)
def test_a_hold_is_never_longer_in_good_form_than_in_all(moments):
    for hold in play(moments)[0].holds:
        assert hold.good_s <= hold.total_s + 1e-6
        assert hold.good_s <= 5.0
        assert hold.completed == (hold.good_s == 5.0)


@given(MOMENTS)
def test_holds_follow_one_another(moments):
    holds = play(moments)[0].holds
    for one, two in pairwise(holds):
        assert one.start_s < one.end_s <= two.start_s + 1e-6


@given(MOMENTS, st.floats(0, 1000))
def test_when_the_clock_starts_makes_no_difference(moments, offset):
    now, later = play(moments)[0].holds, play(moments, offset)[0].holds
    assert [hold.ended_by for hold in now] == [hold.ended_by for hold in later]
    assert [hold.good_s for hold in now] == pytest.approx([h.good_s for h in later], abs=1e-6)
