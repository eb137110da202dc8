"""What the video thread and the page share: frames in, words out, nothing lost on the way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from actor import PainReport, in_form, picture, resting, session

from screens.guided_live import GuidedLive
from screens.stream_clock import StreamClock
from stretches.routine.moment import HoldEnded, Said, SessionEnded

IMAGE = np.zeros((72, 128, 3), np.uint8)


class Wall:
    """A wall clock moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Eyes:
    """Sees one person in the lying hamstring stretch, or nobody."""

    def __init__(self) -> None:
        self.closed = False
        self.pose = picture(in_form, "lying_hamstring", "left", azimuth=-85.0)

    def estimate(self, image, t):
        return None if self.pose is None else replace(self.pose, t=t)

    def close(self) -> None:
        self.closed = True


class Kept:
    def __init__(self, full_disk: bool = False) -> None:
        self.records: list = []
        self.full_disk = full_disk

    def keep(self, record) -> None:
        if self.full_disk:
            raise OSError("no space left on device")
        self.records.append(record)


class Onlooker:
    """Remembers what was drawn in each phase."""

    def __init__(self) -> None:
        self.drawn: dict[str, list] = {}

    def saw(self, image, moment, track, overlay) -> None:
        self.drawn.setdefault(moment.phase, []).append(overlay)

    def close(self) -> None:
        pass


def live(keeper=None, wall: Wall | None = None, witnesses=()) -> tuple[GuidedLive, Eyes]:
    eyes = Eyes()
    clock = StreamClock(wall or Wall())
    guided = session("lying_hamstring")
    return GuidedLive(guided, keeper, "one", lambda: eyes, clock, witnesses), eyes


def play(guided: GuidedLive, wall: Wall, seconds: float, stamp: float = 0.0) -> None:
    for frame in range(round(seconds * 10)):
        wall.now += 0.1
        guided.process(IMAGE, stamp + frame / 10)


def test_a_hold_is_kept_the_moment_it_is_completed():
    wall, keeper = Wall(), Kept()
    guided, _ = live(keeper, wall)
    play(guided, wall, 8)
    holds = [record for record in keeper.records if isinstance(record, HoldEnded)]
    assert [hold.hold.completed for hold in holds] == [True]


def test_a_full_disk_ends_no_session_and_is_told():
    wall = Wall()
    guided, _ = live(Kept(full_disk=True), wall)
    play(guided, wall, 8)
    assert guided.keeping_failed
    assert any(isinstance(record, HoldEnded) for record in guided.records())


def test_coming_out_the_full_ring_stays_and_no_limb_is_judged_any_more():
    wall, onlooker = Wall(), Onlooker()
    guided, _ = live(wall=wall, witnesses=(onlooker,))
    play(guided, wall, 8)
    assert all(drawn.limbs and drawn.angle for drawn in onlooker.drawn["hold"])
    assert {drawn.ring for drawn in onlooker.drawn["come_out"]} == {1.0}
    assert not any(drawn.limbs or drawn.angle for drawn in onlooker.drawn["come_out"])


def test_only_the_last_words_wait_for_the_browser():
    wall = Wall()
    guided, _ = live(wall=wall)
    play(guided, wall, 8)
    said = [record for record in guided.records() if isinstance(record, Said)]
    assert [one.number for one in guided.to_say()] == [one.number for one in said[-6:]]


def test_what_has_been_handed_to_the_browser_stays_as_it_was():
    wall = Wall()
    guided, _ = live(wall=wall)
    play(guided, wall, 1)
    assert guided.to_say() == guided.to_say()


def test_an_explanation_may_come_late_and_the_end_of_a_hold_may_not():
    wall = Wall()
    guided, eyes = live(wall=wall)
    in_position, eyes.pose = eyes.pose, picture(resting, "lying_hamstring", azimuth=-85.0)
    play(guided, wall, 2.5)
    (explained,) = [one for one in guided.to_say() if one.text.startswith("First")]
    eyes.pose = in_position
    play(guided, wall, 6, stamp=2.5)
    (done,) = [one for one in guided.to_say() if one.text.startswith("Done")]
    assert (explained.lasting, done.lasting) == (True, False)


def test_stopping_lets_the_model_go_and_keeps_the_part_hold():
    wall, keeper = Wall(), Kept()
    guided, eyes = live(keeper, wall)
    play(guided, wall, 3.5)
    guided.stop()
    guided.close()
    assert eyes.closed
    assert isinstance(keeper.records[-1], SessionEnded)
    assert [r.hold.completed for r in keeper.records if isinstance(r, HoldEnded)] == [False]
    guided.process(IMAGE, 9.0)


def test_the_pain_at_the_end_is_asked_for_after_a_stop():
    wall = Wall()
    guided, _ = live(wall=wall)
    play(guided, wall, 1)
    guided.stop()
    assert not guided.asked_at_the_end
    guided.answer(PainReport(2, ("back",)))
    assert guided.asked_at_the_end


def test_extreme_pain_is_not_asked_for_twice():
    wall = Wall()
    guided, _ = live(wall=wall)
    play(guided, wall, 1)
    guided.answer(PainReport(9, ("back",)))
    assert guided.asked_at_the_end
    assert "See a doctor" in guided.advice.text


# The frames' time


def test_within_a_stream_its_own_stamps_count():
    wall = Wall()
    clock = StreamClock(wall)
    times = []
    for stamp in (5.0, 5.1, 5.3):
        wall.now += 0.3  # a slow machine changes nothing
        times.append(clock.at(stamp))
    assert np.allclose(times, [0.0, 0.1, 0.3])


def test_a_stream_that_begins_anew_goes_on_after_the_time_in_between():
    wall = Wall()
    clock = StreamClock(wall)
    clock.at(0.0)
    wall.now += 10
    clock.at(10.0)
    wall.now += 30
    assert clock.at(0.0) == 40.0
    wall.now += 0.1
    assert np.isclose(clock.at(0.1), 40.1)


def test_time_never_stands_still_or_runs_back():
    wall = Wall()
    clock = StreamClock(wall)
    times = [clock.at(stamp) for stamp in (1.0, 1.0, 0.9, 1.0)]
    assert times == sorted(set(times))


def test_the_camera_is_silent_for_as_long_as_no_frame_comes():
    wall = Wall()
    clock = StreamClock(wall)
    assert clock.silent_s() == 0.0
    clock.at(0.0)
    wall.now += 4
    assert clock.silent_s() == 4.0
