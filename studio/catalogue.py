"""The project's own clips, by name: one in good form and one faulty one for each stretch."""

from __future__ import annotations

from studio.clip import Clip
from studio.timeline import (
    Segment,
    alternate,
    correct,
    cycles,
    hold,
    move_in,
    move_out,
    rest,
    switch,
)

BREATH_S = 3.2
CALF_HALF_S = 1.6


def both_sides(*work: Segment) -> tuple[Segment, ...]:
    """Rest, do the work on one side, rest, do it on the other, rest."""
    once = (rest(2), move_in(3), *work, move_out(2.5), rest(1.6))
    return (*once, switch(), *once)


def one_side(*work: Segment) -> tuple[Segment, ...]:
    """Rest, do the work on one side, rest."""
    return (rest(1.6), move_in(3), *work, move_out(2.5), rest(1.2))


GOOD_HOLD = both_sides(hold(32))

GOOD = (
    Clip(
        "cat_cow_good",
        "cat_cow",
        (rest(2), move_in(3), hold(2.4), cycles(5, BREATH_S), correct(2.4), move_out(3), rest(1.6)),
        body_seed=0,
        setting_seed=0,
    ),
    Clip("standing_hip_flexor_good", "standing_hip_flexor", GOOD_HOLD, body_seed=3, setting_seed=2),
    Clip("supine_figure_four_good", "supine_figure_four", GOOD_HOLD, body_seed=4, setting_seed=5),
    Clip("seated_figure_four_good", "seated_figure_four", GOOD_HOLD, body_seed=7, setting_seed=1),
    Clip(
        "half_kneeling_hip_flexor_good",
        "half_kneeling_hip_flexor",
        GOOD_HOLD,
        body_seed=6,
        setting_seed=4,
    ),
    Clip("lying_hamstring_good", "lying_hamstring", GOOD_HOLD, body_seed=7, setting_seed=3),
    Clip(
        "seated_calf_good",
        "seated_calf",
        both_sides(alternate(32, CALF_HALF_S)),
        body_seed=8,
        setting_seed=6,
    ),
    Clip("pigeon_good", "pigeon", GOOD_HOLD, body_seed=9, setting_seed=7),
    Clip("standing_ql_good", "standing_ql", GOOD_HOLD, body_seed=2, setting_seed=8),
)

FAULTY = (
    Clip(
        "cat_cow_faulty",
        "cat_cow",
        (
            rest(1.6),
            move_in(3),
            hold(2.4),
            cycles(1, BREATH_S),
            cycles(1, BREATH_S, cow=38),
            cycles(1, BREATH_S, cat=56),
            cycles(1, BREATH_S, knees_under_hips=32),
            cycles(1, BREATH_S),
            cycles(2, 1.0),
            correct(2.4),
            move_out(3),
            rest(1.2),
        ),
        body_seed=11,
        setting_seed=9,
        notes="Whole, shallow cow, shallow cat, hips behind the knees, whole, two too fast.",
    ),
    Clip(
        "standing_hip_flexor_faulty",
        "standing_hip_flexor",
        one_side(
            hold(8),
            hold(4.6, trunk_upright=32),
            correct(1),
            hold(8),
            hold(4.6, front_knee_bent=40),
            correct(1),
            hold(17),
        ),
        side="right",
        body_seed=12,
        setting_seed=10,
        turn=-168,
    ),
    Clip(
        "supine_figure_four_faulty",
        "supine_figure_four",
        one_side(
            hold(8),
            hold(4.6, thigh_drawn_in=45),
            correct(1),
            hold(8),
            hold(4.6, shoulders_down=65),
            correct(1),
            hold(14),
        ),
        body_seed=13,
        setting_seed=11,
    ),
    Clip(
        "seated_figure_four_faulty",
        "seated_figure_four",
        one_side(
            hold(8),
            hold(4.6, spine_straight=60),
            correct(1),
            hold(8),
            hold(4.6, hinge=28),
            correct(1),
            hold(17),
        ),
        side="left",
        body_seed=14,
        setting_seed=12,
    ),
    Clip(
        "half_kneeling_hip_flexor_faulty",
        "half_kneeling_hip_flexor",
        one_side(
            hold(8),
            hold(4.6, arm_overhead=140),
            correct(1),
            hold(8),
            hold(4.6, reach_across=19),
            correct(1),
            hold(17),
        ),
        body_seed=15,
        setting_seed=13,
    ),
    Clip(
        "lying_hamstring_faulty",
        "lying_hamstring",
        one_side(
            hold(8),
            hold(4.6, knee_straight=34),
            correct(1),
            hold(8),
            hold(4.6, leg_raised=48),
            correct(1),
            hold(4),
            hold(4.6, other_leg_long=70),
            correct(1),
            hold(12),
        ),
        body_seed=16,
        setting_seed=14,
    ),
    Clip(
        "seated_calf_faulty",
        "seated_calf",
        one_side(
            alternate(9.6, CALF_HALF_S),
            alternate(9.6, CALF_HALF_S, flex_and_point=1),
            alternate(9.6, CALF_HALF_S),
            hold(4.6, leg_long=45),
            correct(1),
            alternate(25.6, CALF_HALF_S),
        ),
        body_seed=17,
        setting_seed=15,
    ),
    Clip(
        "pigeon_faulty",
        "pigeon",
        one_side(
            hold(8),
            hold(4.6, spine_neutral=62),
            correct(1),
            hold(8),
            hold(4.6, rear_leg_straight=48),
            correct(1),
            hold(4),
            hold(6.5, hinge=34),
            correct(1),
            hold(10),
        ),
        body_seed=18,
        setting_seed=16,
        notes="The last fault lasts longer than 5 s and ends the hold.",
    ),
    Clip(
        "standing_ql_faulty",
        "standing_ql",
        one_side(
            hold(8),
            hold(4.6, **{"arm_overhead.elbow": 75}),
            correct(1),
            hold(8),
            hold(4.6, side_bend=20),
            correct(1),
            hold(17),
        ),
        side="right",
        body_seed=19,
        setting_seed=17,
    ),
)

CLIPS: dict[str, Clip] = {clip.name: clip for clip in GOOD + FAULTY}
