"""Good form before the foot's first swings have shown that it alternates."""

import pytest

from stretches.good_before import GoodBefore
from stretches.hold_timer import Credit, HoldTimer
from stretches.vocabulary import Verdict

GOOD, BAD = True, False


def watched(*spells: tuple[bool, float], fps: float = 10.0) -> tuple[GoodBefore, float]:
    """Spells of good and bad form, one after the other; also returns the last moment."""
    record, frame = GoodBefore(), 0
    for right, seconds in spells:
        for _ in range(round(seconds * fps)):
            record.update(frame / fps, right)
            frame += 1
    return record, (frame - 1) / fps


def credited(*spells: tuple[bool, float], since: float = 0.0, fps: float = 10.0) -> Credit | None:
    return watched(*spells, fps=fps)[0].credit(since)


def test_all_of_an_unbroken_spell_is_credited():
    assert credited((GOOD, 6.1)) == Credit(0.0, pytest.approx(6.0))


def test_what_came_before_the_foot_set_out_is_not():
    assert credited((GOOD, 6.1), since=2.5) == Credit(2.5, pytest.approx(3.5))


def test_a_lapse_is_left_out_and_does_not_move_the_beginning():
    credit = credited((GOOD, 3.0), (BAD, 2.0), (GOOD, 3.1))
    assert credit == Credit(0.0, pytest.approx(2.9 + 3.0))


def test_a_blink_counts_as_good():
    assert credited((GOOD, 3.0), (BAD, 0.2), (GOOD, 3.1)) == Credit(0.0, pytest.approx(6.2))


def test_a_lapse_of_more_than_five_seconds_makes_what_came_before_it_void():
    credit = credited((GOOD, 3.0), (BAD, 6.0), (GOOD, 3.1))
    assert credit == Credit(pytest.approx(9.0), pytest.approx(3.0))


def test_a_hold_does_not_begin_with_less_than_a_second_of_good_form():
    credit = credited((GOOD, 0.6), (BAD, 1.0), (GOOD, 3.1))
    assert credit == Credit(pytest.approx(1.6), pytest.approx(3.0))


def test_a_slow_camera_breaks_no_spell():
    assert credited((GOOD, 6.0), fps=2.5) == Credit(0.0, pytest.approx(5.6))


def test_nothing_is_credited_where_nothing_was_good_since():
    assert credited((GOOD, 3.0), (BAD, 1.0), since=3.5) is None
    assert credited((BAD, 1.0)) is None


def test_the_hold_begins_there_and_lacks_only_what_was_bad():
    timer = HoldTimer(8.0)
    for number in range(100, 160):
        credit = Credit(since_s=2.0, good_s=number / 10 - 2.0 - 3.0)
        timer.update(number / 10, "left", True, Verdict.MET, before=credit)
    (hold,) = timer.holds
    assert (hold.start_s, hold.end_s) == (2.0, pytest.approx(13.0))
