"""What is suggested for a session, and the rules about pain."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from stretches.routine.pain import PainReport, is_up, judge, may_begin
from stretches.routine.suggestion import THINGS, Circumstances, suggest


def slugs(given: Circumstances) -> list[str]:
    return [choice.stretch.slug for choice in suggest(given).chosen]


def every_circumstance():
    for aim, balance, bed, ask in product(("pain now", "prevention"), *[(False, True)] * 3):
        for size in range(len(THINGS) + 1):
            for things in combinations(THINGS, size):
                yield Circumstances(aim, balance, bed, things, ask)


def test_with_everything_at_hand_three_to_five_are_suggested():
    for aim in ("pain now", "prevention"):
        assert 3 <= len(slugs(Circumstances(aim))) <= 5


@pytest.mark.parametrize("given", list(every_circumstance()))
def test_nothing_is_suggested_that_needs_what_is_not_at_hand(given):
    for choice in suggest(given).chosen:
        needs = " ".join(choice.stretch.equipment)
        assert "chair" not in needs or "chair" in given.things
        assert not {"band", "strap"} & set(choice.stretch.equipment) or "band" in given.things
        assert "mat" not in needs or "mat" in given.things or given.in_bed


@pytest.mark.parametrize("given", list(every_circumstance()))
def test_each_of_the_nine_is_suggested_or_left_out_with_a_reason(given):
    suggestion = suggest(given)
    both = [*suggestion.chosen, *suggestion.left_out]
    assert len({choice.stretch.slug for choice in both}) == len(both) == 9
    assert all(choice.reason for choice in both)


def test_in_bed_it_is_the_supine_figure_four_and_the_lying_hamstring():
    assert slugs(Circumstances(in_bed=True)) == ["supine_figure_four", "lying_hamstring"]
    assert slugs(Circumstances(in_bed=True, things=("chair",))) == ["supine_figure_four"]


def test_poor_balance_begins_with_the_seated_ones_and_leaves_standing_out():
    chosen = slugs(Circumstances(poor_balance=True))
    assert chosen[:2] == ["seated_figure_four", "seated_calf"]
    assert not {"standing_hip_flexor", "standing_ql"} & set(chosen)


def test_pregnant_or_intense_asks_first_and_leaves_the_hamstring_alone():
    suggestion = suggest(Circumstances(ask_first=True))
    assert "lying_hamstring" not in [choice.stretch.slug for choice in suggestion.chosen]
    assert "ask your doctor or physical therapist" in suggestion.notices[0]


def test_with_active_pain_it_is_once_or_twice_a_day_else_three_to_five_times_a_week():
    assert suggest(Circumstances("pain now")).a_week == (7, 14)
    assert suggest(Circumstances("prevention")).a_week == (3, 5)


@pytest.mark.parametrize(("sore", "first"), [("left", "right"), ("right", "left")])
def test_the_side_that_does_not_hurt_comes_first(sore, first):
    assert suggest(Circumstances(sore=sore)).first == first


def test_with_nothing_that_fits_it_says_so():
    nothing = Circumstances(poor_balance=True, things=())
    assert "None of the nine fits" in suggest(nothing).notices[-1]


# Pain


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (PainReport(3, ("back",)), PainReport(3, ("back",)), "go on"),
        (PainReport(3, ("back",)), PainReport(4, ("back",)), "go on"),
        (PainReport(3, ("back",)), PainReport(5, ("back",)), "stop the stretch"),
        (PainReport(3, ("buttock",)), PainReport(3, ("buttock", "thigh")), "stop the stretch"),
        (PainReport(3, ("calf",)), PainReport(3, ("foot",)), "stop the stretch"),
        (PainReport(3, ("calf",)), PainReport(3, ("back",)), "go on"),
        (PainReport(0), PainReport(1, ("back",)), "go on"),
        (PainReport(0), PainReport(1, ("calf",)), "stop the stretch"),
        (PainReport(3, ("back",)), PainReport(3, ("back",), tingling=True), "stop the stretch"),
        (PainReport(7, ("back",)), PainReport(8, ("back",)), "stop the session"),
    ],
)
def test_the_rules_about_pain(before, now, verdict):
    assert judge(before, before, now).verdict == verdict


def test_pain_that_creeps_up_counts_against_the_start():
    start = PainReport(3, ("back",))
    assert judge(start, PainReport(4, ("back",)), PainReport(5, ("back",))).verdict != "go on"


def test_pain_that_stays_where_it_has_risen_to_stops_no_further_stretch():
    start, risen = PainReport(3, ("back",)), PainReport(5, ("back", "calf"), tingling=True)
    assert judge(start, risen, risen).verdict == "go on"


def test_pain_that_rises_after_it_had_fallen_counts_against_the_last_answer():
    start = PainReport(5, ("back",))
    assert judge(start, PainReport(2, ("back",)), PainReport(4, ("back",))).verdict != "go on"


def test_an_unanswered_question_is_taken_for_more_pain():
    assert is_up(PainReport(3), None)
    assert not is_up(PainReport(3), PainReport(3))


def test_no_session_begins_with_extreme_pain():
    assert not may_begin(PainReport(8))
    assert may_begin(PainReport(7))
