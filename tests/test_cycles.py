"""Cat-cow cycles, and the flexing and pointing of the foot."""

from itertools import pairwise

import numpy as np
import pytest

from stretches.alternation import AlternationWatch
from stretches.cycles import CycleCounter
from stretches.vocabulary import Verdict

COW, CAT = 0.025, 0.03


def through(*ends: float, seconds: float = 3.0, fps: int = 10) -> list[float]:
    """A signal that moves smoothly from each end to the next."""
    ease = (1 - np.cos(np.linspace(0, np.pi, round(seconds * fps), endpoint=False))) / 2
    parts = [a + ease * (b - a) for a, b in pairwise(ends)]
    return [*np.concatenate(parts), ends[-1]]


def cycles(signal: list[float], fps: int = 10) -> CycleCounter:
    counter = CycleCounter(COW, CAT)
    for number, value in enumerate(signal):
        counter.update(number / fps, value)
    return counter


@pytest.mark.parametrize("order", [(-0.06, 0.08), (0.08, -0.06)], ids=["cow first", "cat first"])
def test_a_cycle_counts_whichever_half_comes_first(order):
    assert [c.counted for c in cycles(through(0, *order, 0)).cycles] == [True]


def test_five_cycles_are_five():
    counter = cycles(through(0, *([-0.06, 0.08] * 5), 0))
    assert sum(cycle.counted for cycle in counter.cycles) == 5


@pytest.mark.parametrize(("ends", "missing"), [((-0.01, 0.08), "cow"), ((-0.06, 0.012), "cat")])
def test_a_shallow_half_is_not_counted_and_is_named(ends, missing):
    found = cycles(through(0, -0.06, 0.08, *ends, -0.06, 0.08, 0)).cycles
    assert [(c.counted, c.missing) for c in found] == [(True, None), (False, missing), (True, None)]


def test_trembling_at_rest_is_no_cycle():
    rng = np.random.default_rng(1)
    assert cycles(list(rng.normal(0, 0.003, 600))).cycles == []


def test_an_outline_that_flickers_on_the_way_into_the_first_cow_is_no_half():
    flicker = [0.0] * 10 + [0.016] * 4 + [0.0] * 3
    found = cycles([*flicker, *through(0, -0.06, 0.08, -0.06, 0.08, 0)]).cycles
    assert [c.counted for c in found] == [True, True]


@pytest.mark.parametrize("seconds", [0.65, 0.75, 1.0])
def test_cows_with_hurried_shallow_cats_between_them_are_no_cycles(seconds):
    counter = cycles(through(0, *([-0.06, 0.02] * 8), seconds=seconds, fps=20), fps=20)
    assert counter.cycles
    assert {(c.counted, c.missing) for c in counter.cycles} == {(False, "cat")}


def test_a_jump_between_two_cows_does_not_make_a_cycle_of_them():
    into_the_cow, jump = through(0, -0.06, seconds=0.8), [0.05]
    found = cycles([*into_the_cow, *jump, *[-0.06] * 10, *through(-0.06, 0.08, 0)]).cycles
    assert [c.counted for c in found] == [True]
    assert found[0].end_s > 5  # when the cat is over


def test_a_jump_on_the_way_into_a_cow_leaves_it_as_deep_as_it_is():
    good = [-0.06, 0.08]
    halting = [*through(0.08, -0.02), -0.004, -0.004, *through(-0.02, -0.06, 0.08)]
    found = cycles([*through(0, *good), *halting, *through(0.08, *good, 0)]).cycles
    assert [c.counted for c in found] == [True, True, True]


def test_resting_at_neutral_between_the_halves_makes_no_difference():
    rest = [0.0] * 40
    signal = [*rest, *through(0, -0.06, 0), *rest, *through(0, 0.08, 0), *rest]
    assert [c.counted for c in cycles(signal).cycles] == [True]


def test_a_quick_half_shows_in_its_time():
    counter, took = CycleCounter(COW, CAT), []
    for number, value in enumerate(through(0, -0.06, 0.08, -0.06, 0.08, 0, seconds=0.8)):
        took += [half.took_s for half in counter.update(number / 10, value)]
    assert all(seconds < 1.2 for seconds in took)


@pytest.mark.parametrize("farthest", [0.2, 1.0, 1.8], ids=["early", "midway", "late"])
def test_a_half_takes_as_long_wherever_in_its_rest_the_farthest_point_lies(farthest):
    rest = 0.08 - 0.001 * np.abs(np.arange(0, 2, 0.1) - farthest)
    signal = [*through(0, -0.06, 0.08, seconds=2), *rest, *through(0.08, -0.003, 0.08, seconds=2)]
    counter, took = CycleCounter(COW, CAT), []
    for number, value in enumerate(signal):
        took += [half.took_s for half in counter.update(number / 10, float(value))]
    assert took[2] == pytest.approx(3.0, abs=0.35)  # half of the rest, and the way down


def halves_told(signal: list[float]) -> list[tuple[str, bool]]:
    counter, told = CycleCounter(COW, CAT), []
    for number, value in enumerate(signal):
        told += [(half.kind, half.deep) for half in counter.update(number / 10, float(value))]
    return told


def test_an_outline_that_drifts_at_rest_before_the_first_cycle_is_no_shallow_half():
    drift = through(0, 0.002, -0.014, 0.009, seconds=2.4)
    told = halves_told([*drift, *through(0.009, -0.06, 0.08, 0)])
    assert ("cow", False) not in told
    assert ("cat", False) not in told
    assert ("cow", True) in told


def test_where_the_first_half_set_out_from_a_drift_it_is_not_taken_for_a_quick_one():
    drift = through(0, 0.002, -0.014, 0.009, seconds=2.4)
    signal = [*drift, *through(0.009, -0.06, seconds=0.6), *through(-0.06, 0.08, 0)]
    counter, told = CycleCounter(COW, CAT), []
    for number, value in enumerate(signal):
        told += counter.update(number / 10, float(value))
    assert [half.paced for half in told] == [False, True]


def test_a_shallow_half_of_the_first_cycle_is_told_once_the_other_one_is_deep():
    assert halves_told(through(0, -0.014, 0.08, 0, -0.06, 0))[:2] == [
        ("cow", False),
        ("cat", True),
    ]


def test_a_medium_half_after_a_drift_is_told_alone_and_not_as_a_quick_one():
    drift = through(0, 0.002, -0.014, 0.009, seconds=2.4)
    counter, told = CycleCounter(COW, CAT), []
    for number, value in enumerate([*drift, *through(0.009, -0.021, 0.0, seconds=1.0)]):
        told += counter.update(number / 10, float(value))
    assert [(half.kind, half.deep, half.paced) for half in told] == [("cow", False, False)]


def test_a_half_that_is_hardly_too_shallow_is_told_at_once():
    assert halves_told(through(0, -0.021, 0)) == [("cow", False)]


def test_whoever_goes_on_with_shallow_halves_hears_of_all_of_them():
    shallow = through(0, -0.014, 0.016, -0.014, 0.016, -0.014, 0.016, 0)
    told = halves_told(shallow)
    assert len(told) >= 4
    assert not any(deep for _, deep in told)


def test_a_signal_that_lingers_for_a_minute_before_it_turns_is_followed():
    drift = list(np.linspace(0.08, 0.0745, 700))
    found = cycles([*through(0, -0.06, 0.08), *drift, *through(0.0745, 0)]).cycles
    assert [c.counted for c in found] == [True]


def alternation(
    angles: list[float | None], fps: int = 10
) -> tuple[AlternationWatch, list[Verdict]]:
    watch = AlternationWatch(15)
    return watch, [watch.update(n / fps, "left", angle) for n, angle in enumerate(angles)]


def test_a_foot_that_has_been_still_for_four_seconds_is_at_fault():
    _, verdicts = alternation([110.0] * 60)
    assert set(verdicts[:39]) == {Verdict.UNSEEN}
    assert set(verdicts[42:]) == {Verdict.FAULT}


def test_a_foot_that_has_only_begun_to_swing_is_not_told_to():
    _, verdicts = alternation(through(112, 100, 150, 100, seconds=1.6))
    assert Verdict.FAULT not in verdicts


def test_an_unseen_foot_is_unseen():
    assert set(alternation([None] * 60)[1]) == {Verdict.UNSEEN}


def test_a_foot_that_keeps_swinging_meets_the_target_and_its_cycles_count():
    watch, verdicts = alternation(through(*([95, 125] * 6), 95, seconds=1.5))
    assert set(verdicts[40:]) == {Verdict.MET}
    assert len(watch.cycles) == 5


def test_the_swinging_began_where_the_first_swing_did():
    watch, _ = alternation([95.0] * 20 + through(95, 125, 95, 125, seconds=1.5))
    assert watch.moving_since == pytest.approx(2.0, abs=0.35)


def test_the_foots_way_into_the_position_is_no_swing_yet():
    """It sinks by 20°, rests for two seconds, and only then begins."""
    into = [112.0] * 10 + through(112, 92, seconds=0.8) + [92.0] * 20
    watch, _ = alternation(into + through(92, 70, 115, 70, seconds=1.5))
    assert watch.moving_since == pytest.approx(3.8, abs=0.35)


def test_resting_at_the_ends_of_the_swings_does_not_move_their_beginning():
    ends = [95.0] * 20 + through(95, 125, seconds=1.5) + [125.0] * 12
    watch, _ = alternation(ends + through(125, 95, 125, seconds=1.5))
    assert watch.moving_since == pytest.approx(2.0, abs=0.35)


def test_the_other_foots_place_is_no_swing_of_this_one():
    watch = AlternationWatch(least_swing_deg=15)
    for n in range(60):
        watch.update(n / 10, "left" if n < 20 else "right", 90.0 if n < 20 else 130.0)
    assert watch.moving_since is None


def test_a_foot_hidden_for_a_second_goes_on_alternating():
    swings = through(*([95, 125] * 6), 95, seconds=1.5)
    hidden = [*swings[:60], *[None] * 10, *swings[70:]]
    _, verdicts = alternation(hidden)
    assert set(verdicts[70:]) == {Verdict.MET}


def test_a_foot_that_comes_back_into_sight_is_watched_for_four_seconds_anew():
    _, verdicts = alternation([*[110.0] * 60, *[None] * 20, *[110.0] * 60])
    assert set(verdicts[82:118]) == {Verdict.UNSEEN}
    assert verdicts[-1] is Verdict.FAULT


def test_a_foot_whose_swings_are_overread_has_its_wobbles_overread_too():
    swings = through(*([-50, 48] * 3), -50, seconds=1.6)
    wobbles = through(*([-50, -34] * 3), seconds=1.6)
    watch, verdicts = alternation([*swings, *wobbles])
    assert verdicts[len(swings) - 1] is Verdict.MET
    assert verdicts[-1] is Verdict.FAULT
    assert max(cycle.end_s for cycle in watch.cycles) <= len(swings) / 10


def test_a_foot_that_swings_less_after_large_swings_still_swings():
    large, smaller = [95, 150] * 3, [95, 120] * 4
    _, verdicts = alternation(through(*large, *smaller, seconds=1.6))
    assert set(verdicts[60:]) == {Verdict.MET}


@pytest.mark.parametrize("large", [98, 140, 200])
def test_whoever_goes_on_with_smaller_swings_is_taken_at_their_word(large: float):
    begun = through(*([0, large] * 4), seconds=1.6)
    _, verdicts = alternation([*begun, *through(*([0, 22] * 10), seconds=1.6)])
    assert set(verdicts[len(begun) + 160 :]) == {Verdict.MET}


def test_a_foot_misread_while_the_band_is_put_on_is_none_that_swings_far():
    band = [*through(0, 200, 0, seconds=0.6), *[0.0] * 20]
    _, verdicts = alternation([*band, *through(*([0, 22] * 6), seconds=1.5)])
    assert verdicts[-1] is Verdict.MET


def test_a_wobble_on_the_way_of_an_overread_swing_makes_no_cycle_of_its_own():
    whole = through(*([0, 98] * 3), 0, seconds=1.6)
    wobbling = through(*([0, 50, 32, 98, 50, 32] * 2), 0, 98, seconds=0.9)
    watch, _ = alternation([*whole, *wobbling])
    assert len(watch.cycles) == 5


def test_small_swings_do_not_count():
    _, verdicts = alternation(through(*([105, 115] * 6), seconds=1.5))
    assert set(verdicts[42:]) == {Verdict.FAULT}


def test_a_foot_still_for_four_seconds_is_at_fault_again():
    _, verdicts = alternation(through(95, 125, 95, 125, 95, seconds=1.5) + [95.0] * 60)
    assert verdicts[-1] is Verdict.FAULT
    assert verdicts[60 + 25] is Verdict.MET


def test_shaking_the_foot_is_no_cycle():
    watch, _ = alternation(through(*([95, 125] * 12), seconds=0.3))
    assert watch.cycles == []


def test_a_foot_that_is_out_of_sight_is_not_taken_to_go_on():
    swings = through(*([95, 125] * 4), seconds=1.5)
    _, verdicts = alternation([*swings, *[None] * 20])
    assert verdicts[len(swings) + 3] is Verdict.MET
    assert verdicts[len(swings) + 10] is Verdict.UNSEEN


def test_while_the_knee_is_mended_nobody_asks_the_foot_to_go_on():
    watch = AlternationWatch(15)
    swings = through(*([95, 125] * 4), seconds=1.5)
    angles = [*swings, *[95.0] * 60]
    mending = range(len(swings), len(swings) + 50)
    verdicts = [
        watch.update(n / 10, "left", angle, ready=n not in mending)
        for n, angle in enumerate(angles)
    ]
    assert verdicts[len(swings) + 49] is Verdict.MET


def test_a_still_foot_that_drifts_with_the_breath_moves_only_from_when_it_swings():
    drift = [91.0] * 40 + through(91, 95, seconds=2.0) + [95.0] * 30
    watch, _ = alternation([*drift, *through(95, 135, 95, seconds=1.6)])
    assert watch.moving_since == pytest.approx(9.1, abs=0.35)


def test_the_other_foot_begins_anew_after_a_change_of_sides():
    """The way from one leg to the other is not watched, however long it takes."""
    watch = AlternationWatch(15)
    swings = through(0, *([30, 0] * 4), seconds=1.5)
    for number, angle in enumerate(swings):
        watch.update(number / 10, "left", angle)
    later = len(swings) / 10 + 3.0
    for number in range(20):
        watch.update(later + number / 10, "right", 200.0)
    assert watch.moving_since is None
    for number, angle in enumerate(through(200, *([230, 200] * 3), seconds=1.5)):
        watch.update(later + 2.0 + number / 10, "right", angle)
    assert watch.moving_since >= later + 1.9
    assert all(cycle.start_s >= later for cycle in watch.cycles if cycle.side == "right")


def test_taking_the_other_leg_for_the_working_one_for_a_moment_does_not_interrupt_the_foot():
    watch = AlternationWatch(15)
    swings = through(0, *([30, 0] * 5), seconds=1.5)
    verdicts = []
    for number, angle in enumerate(swings):
        mistaken = 80 <= number < 86
        side, seen = ("right", 200.0) if mistaken else ("left", angle)
        verdicts.append(watch.update(number / 10, side, seen))
    assert set(verdicts[86:]) == {Verdict.MET}
    assert watch.moving_since == pytest.approx(0.0, abs=0.35)


def test_a_foot_that_comes_back_and_rests_does_not_go_on():
    watch = AlternationWatch(15)
    for number, angle in enumerate(through(0, *([30, 0] * 3), seconds=1.5)):
        watch.update(number / 10, "left", angle)
    found = {watch.update(20 + number / 10, "left", 10.0) for number in range(30)}
    assert Verdict.MET not in found


def test_a_cow_that_wavers_by_half_of_its_depth_is_one_half_with_its_own_pace():
    counter, halves = CycleCounter(COW, CAT), []
    wavering = through(0, -0.04, seconds=2.0) + through(-0.04, -0.02, -0.042, seconds=0.8)
    signal = [*wavering, *through(-0.042, 0.06, -0.05, 0.06, 0)]
    for number, value in enumerate(signal):
        halves += counter.update(number / 10, value)
    assert [c.counted for c in counter.cycles] == [True, True]
    assert all(half.deep and half.took_s >= 1.5 for half in halves)


@pytest.mark.parametrize(("back_to", "shallow"), [(-0.005, True), (-0.02, False)])
def test_a_cat_that_comes_back_to_neutral_only_is_shallow_and_one_short_of_it_none(
    back_to: float, shallow: bool
):
    counter, halves = CycleCounter(COW, CAT), []
    signal = through(0, -0.06, 0.08, -0.06, back_to, -0.05, 0.08, 0)
    for number, value in enumerate(signal):
        halves += counter.update(number / 10, value)
    assert any(half.kind == "cat" and not half.deep for half in halves) is shallow
