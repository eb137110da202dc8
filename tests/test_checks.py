"""Every check of every stretch: met in good form, a fault where it is wrong, else unseen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from skeletons import (
    RATE,
    Figure,
    back_waving,
    cat_cow,
    filmed,
    foot_pumping,
    good_azimuth,
    joined,
    lying_flat,
    moving,
    posed,
    standing,
    still,
    supine_figure_four_lighter,
)

from pose.types import RIGHT, SIDES, Landmark, Pose, Side, landmark, other
from stretches.registry import STRETCHES, stretch_named
from stretches.track import Observer, Snapshot, Track
from stretches.vocabulary import CheckResult, Verdict

SHOULDERS = ("left_shoulder", "right_shoulder")
WRISTS = ("left_wrist", "right_wrist")
SILHOUETTE = "silhouette"


@dataclass(frozen=True)
class Row:
    """One check, and how a good pose is spoilt.

    Attributes:
        fault: what the figure does otherwise for the check to be at fault.
        hidden: what the picture does not show for the check to be unseen.
        unseen_from: or the azimuth of a view that does not show it.
        azimuth: of the camera for met and fault, the stretch's own where None.
        neutral: the posture in which the person's own neutral spine is read first.
    """

    slug: str
    check: str
    fault: dict[str, object]
    hidden: tuple[str, ...] = ()
    unseen_from: float | None = None
    azimuth: float | None = None
    neutral: Figure | None = field(default=None, compare=False)


ROWS = (
    Row("cat_cow", "hands_under_shoulders", {"hands_forward": 0.25}, ("right_wrist",)),
    Row("cat_cow", "knees_under_hips", {"knees_back": 30}, ("right_knee",)),
    Row("cat_cow", "arms_straight", {"elbows_out": 0.12}, ("right_elbow",)),
    Row("cat_cow", "neutral_start", {"nod": 70}, ("right_ear",)),
    Row(
        "standing_hip_flexor",
        "long_step",
        {"rear_thigh": 190, "rear_shin": 200, "front_thigh": 152, "front_shin": 192},
        ("working_ankle",),
    ),
    Row("standing_hip_flexor", "front_knee_bent", {"front_thigh": 80}, ("other_knee",)),
    Row(
        "standing_hip_flexor",
        "front_knee_over_foot",
        {"front_thigh": 100, "front_shin": 235},
        ("other_foot_index",),
    ),
    Row("standing_hip_flexor", "rear_hip_open", {"lean": 14, "rear_thigh": 160}, ("working_knee",)),
    Row("standing_hip_flexor", "rear_knee", {"rear_shin": 262}, ("working_knee",)),
    Row("standing_hip_flexor", "trunk_upright", {"lean": 26}, SHOULDERS),
    Row(
        "standing_hip_flexor",
        "pelvis_tucked",
        {"curve": -0.10},
        (SILHOUETTE,),
        neutral=standing(),
    ),
    Row("supine_figure_four", "lying_on_the_back", {"lean": -55}, SHOULDERS),
    Row("supine_figure_four", "ankle_crossed", {"along": 1.6}, ("working_ankle",)),
    Row("supine_figure_four", "thigh_drawn_in", {"thigh": 30, "shin": 120}, ("other_knee",)),
    Row("supine_figure_four", "hands_behind_the_thigh", {"hands_on_belly": True}, WRISTS),
    Row("supine_figure_four", "shoulders_down", {"nod": 90}, ("working_ear",)),
    Row("seated_figure_four", "seated", {"shin": 215}, ("other_knee",)),
    Row("seated_figure_four", "foot_flat", {"sole": 130}, ("other_heel",)),
    Row("seated_figure_four", "ankle_crossed", {"ankle_below_knee": 0.38}, ("working_ankle",)),
    Row("seated_figure_four", "hinge", {"lean": 2}, SHOULDERS),
    Row(
        "seated_figure_four",
        "spine_straight",
        {"curve": 0.14, "nod": 45},
        ("left_ear", "right_ear"),
    ),
    Row(
        "half_kneeling_hip_flexor",
        "half_kneeling",
        {"front_thigh": 140, "rear_thigh": 205, "rear_shin": 220},
        ("working_knee",),
    ),
    Row("half_kneeling_hip_flexor", "front_knee", {"front_shin": 215}, ("other_ankle",)),
    Row(
        "half_kneeling_hip_flexor",
        "rear_hip_open",
        {"rear_thigh": 130},
        ("working_knee", "other_knee"),
    ),
    Row("half_kneeling_hip_flexor", "trunk_upright", {"lean": 35}, SHOULDERS),
    Row("half_kneeling_hip_flexor", "arm_overhead", {"arm_up": False}, ("working_wrist",)),
    Row("half_kneeling_hip_flexor", "reach_across", {"bend": 0}, unseen_from=85),
    Row("half_kneeling_hip_flexor", "hand_on_front_leg", {"hand_on_leg": False}, ("other_wrist",)),
    Row("lying_hamstring", "lying_on_the_back", {"lean": -55}, SHOULDERS),
    Row("lying_hamstring", "knee_straight", {"knee_flexion": 25}, ("working_ankle",)),
    Row("lying_hamstring", "leg_raised", {"raised": 28}, ("working_knee",)),
    Row(
        "lying_hamstring",
        "other_leg_long",
        {"other_thigh": 50, "other_shin": 150},
        ("other_knee",),
    ),
    Row("lying_hamstring", "hands_on_the_strap", {"hands_up": False}, WRISTS),
    Row("seated_calf", "sitting_on_the_floor", {"lean": 52}, SHOULDERS),
    Row("seated_calf", "leg_long", {"thigh": 72, "shin": 114}, ("working_knee",)),
    Row("seated_calf", "other_leg_bent", {"other_thigh": 74, "other_shin": 105}, ("other_knee",)),
    Row("seated_calf", "hands_on_the_band", {"hands_forward": False}, WRISTS),
    Row("pigeon", "front_leg_folded", {"front_ankle": (0.32, -0.05, -0.2)}, ("working_knee",)),
    Row("pigeon", "rear_leg_straight", {"rear_shin": 310}, ("other_knee",)),
    Row("pigeon", "spine_neutral", {"curve": 0.12}, (SILHOUETTE,)),
    Row("pigeon", "hinge", {"lean": 4}, SHOULDERS),
    Row("pigeon", "hips_level", {"roll": 30}, unseen_from=85, azimuth=25),
    Row("standing_ql", "feet_crossed", {"crossed": False}, ("other_ankle",)),
    Row("standing_ql", "arm_overhead", {"arm_up": False}, ("working_wrist",)),
    Row("standing_ql", "side_bend", {"bend": 4}, SHOULDERS),
    Row("standing_ql", "no_forward_lean", {"lean": 45}, SHOULDERS),
    Row("standing_ql", "hand_on_thigh", {"hand_on_thigh": False}, ("other_wrist",)),
)

MOVEMENTS = {
    ("cat_cow", "cow", Verdict.MET): filmed((still(cat_cow()), 2), (back_waving(-0.07, 0.08), 5)),
    ("cat_cow", "cow", Verdict.FAULT): filmed(
        (still(cat_cow()), 2), (back_waving(0.08, -0.014, 0.08), 7.5)
    ),
    ("cat_cow", "cow", Verdict.UNSEEN): filmed((still(cat_cow()), 2.5)),
    ("cat_cow", "cat", Verdict.MET): filmed((still(cat_cow()), 2), (back_waving(0.08, -0.07), 5)),
    ("cat_cow", "cat", Verdict.FAULT): filmed(
        (still(cat_cow()), 2), (back_waving(-0.07, 0.016, -0.07), 7.5)
    ),
    ("cat_cow", "cat", Verdict.UNSEEN): filmed((still(cat_cow()), 2.5)),
    ("cat_cow", "pace", Verdict.MET): filmed(
        (still(cat_cow()), 2), (back_waving(-0.07, 0.08, -0.07), 7.5)
    ),
    ("cat_cow", "pace", Verdict.FAULT): filmed(
        (still(cat_cow()), 2), (back_waving(-0.07, 0.08, -0.07, seconds=1.0), 3)
    ),
    ("cat_cow", "pace", Verdict.UNSEEN): filmed(
        (still(cat_cow()), 2), (back_waving(-0.07, 0.08, -0.07), 7.5), outlined=False
    ),
    ("seated_calf", "flex_and_point", Verdict.MET): filmed((foot_pumping(RIGHT), 6)),
    ("seated_calf", "flex_and_point", Verdict.FAULT): filmed(
        (foot_pumping(RIGHT), 6), (still(posed("seated_calf", RIGHT)), 6)
    ),
    ("seated_calf", "flex_and_point", Verdict.UNSEEN): filmed(
        (foot_pumping(RIGHT), 6), hidden=["right_foot_index"]
    ),
}
"""The checks of a whole movement, which no single pose shows."""


def film_of(row: Row, verdict: Verdict, side: Side) -> list[Pose]:
    """A neutral moment where one is needed, then two and a half seconds of the pose."""
    azimuth = good_azimuth(row.slug, side) if row.azimuth is None else row.azimuth
    good = posed(row.slug, side)
    figure = posed(row.slug, side, **row.fault) if verdict is Verdict.FAULT else good
    start = row.neutral or good
    if verdict is not Verdict.UNSEEN:
        scenes = [(still(figure), 2.5)]
        if row.neutral:
            scenes = [(still(start), 2.5), (moving(start, figure, 1), 1), *scenes]
        return filmed(*scenes, azimuth=azimuth)
    hidden = [
        part.replace("working", side).replace("other", other(side))
        for part in row.hidden
        if part != SILHOUETTE
    ]
    shown_by = stretch_named(row.slug).check(row.check).shown_by
    unseen = filmed(
        # Of another posture in the same place the votes have to fade first.
        (still(figure), 4.0 if shown_by else 2.5),
        azimuth=azimuth if row.unseen_from is None else row.unseen_from,
        hidden=hidden,
        outlined=SILHOUETTE not in row.hidden,
    )
    if shown_by:
        start = posed(row.slug, side, **row.fault)  # good form, once seen, would stand
    return joined(filmed((still(start), 2), azimuth=azimuth), unseen)


def followed(slug: str, poses: list[Pose]) -> Snapshot:
    """The last moment of the film."""
    observer, track = Observer(), Track(stretch_named(slug))
    return [track.update(pose.t, observer.observe(pose)) for pose in poses][-1]


def judged(slug: str, check: str, poses: list[Pose]) -> CheckResult:
    return followed(slug, poses).assessment.result(check)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("verdict", Verdict, ids=lambda verdict: verdict.value)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.slug}-{row.check}")
def test_check_of_a_held_pose(row: Row, verdict: Verdict, side: Side):
    result = judged(row.slug, row.check, film_of(row, verdict, side))
    assert result.verdict is verdict, f"{result.verdict} with the figure {result.value}"
    assert (result.value is None) == (verdict is Verdict.UNSEEN)


@pytest.mark.parametrize(
    ("slug", "check", "verdict"), MOVEMENTS, ids=lambda part: getattr(part, "value", part)
)
def test_check_of_a_whole_movement(slug: str, check: str, verdict: Verdict):
    assert judged(slug, check, MOVEMENTS[slug, check, verdict]).verdict is verdict


def test_table_covers_every_check_in_all_three_verdicts():
    tested = {(row.slug, row.check, verdict) for row in ROWS for verdict in Verdict}
    written = {
        (s.slug, check.name, verdict)
        for s in STRETCHES
        for check in s.checks
        for verdict in Verdict
    }
    assert tested | set(MOVEMENTS) == written
    assert len(tested) == 3 * len(ROWS), "A row is there twice."


# Other ways to be right or wrong


@pytest.mark.parametrize(
    ("slug", "check", "otherwise", "cue"),
    [
        ("standing_hip_flexor", "front_knee_bent", {"front_thigh": 80}, "Don't sink so deep"),
        (
            "standing_hip_flexor",
            "front_knee_bent",
            {"front_thigh": 150, "front_shin": 160},
            "Bend your front knee",
        ),
        ("standing_hip_flexor", "trunk_upright", {"lean": -26}, "Stand tall"),
        ("seated_figure_four", "hinge", {"lean": 3}, "Hinge forward from your hips"),
        ("seated_figure_four", "hinge", {"lean": 70}, "Ease back a little"),
        ("seated_figure_four", "foot_flat", {"sole": 45}, "Keep your foot flat on the floor"),
        ("seated_calf", "sitting_on_the_floor", {"lean": -35}, "Sit tall on the mat"),
        (
            "pigeon",
            "front_leg_folded",
            {"front_thigh": 40},
            "Bring your front knee down and forward",
        ),
        ("cat_cow", "hands_under_shoulders", {"hands_forward": -0.25}, None),
        ("cat_cow", "knees_under_hips", {"knees_back": -30}, None),
    ],
)
def test_fault_is_told_which_way_it_is_wrong(slug, check, otherwise, cue):
    result = judged(slug, check, filmed((still(posed(slug, RIGHT, **otherwise)), 2.5)))
    assert result.verdict is Verdict.FAULT
    assert result.cue == (cue or stretch_named(slug).check(check).cue)


def test_both_feet_on_the_floor_seen_from_a_raised_camera_are_no_figure_four():
    (pose, *_) = filmed((still(lying_flat()), 0.1))
    far = [mark for mark in Landmark if mark.name.startswith("LEFT_")]
    thigh = np.linalg.norm(pose.point(Landmark.LEFT_HIP) - pose.point(Landmark.LEFT_KNEE))
    points = pose.points.copy()
    points[far, 1] -= 0.45 * thigh
    raised = [replace(pose, points=points, t=k / RATE) for k in range(25)]
    observer, track = Observer(), Track(stretch_named("supine_figure_four"))
    last = [track.update(p.t, observer.observe(p)) for p in raised][-1]
    assert last.assessment.attempting is False


@pytest.mark.parametrize("side", SIDES)
def test_lighter_supine_figure_four_counts(side):
    last = followed(
        "supine_figure_four",
        filmed(
            (still(supine_figure_four_lighter(side)), 2.5),
            azimuth=good_azimuth("supine_figure_four", side),
        ),
    )
    assert last.assessment.form is Verdict.MET
    assert last.assessment.side == side
    assert last.assessment.result("hands_behind_the_thigh").verdict is Verdict.MET


def test_hands_and_knees_is_not_lying_on_the_back():
    poses = filmed((still(cat_cow()), 2.5))
    for slug in ("supine_figure_four", "lying_hamstring"):
        assert judged(slug, "lying_on_the_back", poses).verdict is Verdict.FAULT


@pytest.mark.parametrize("lean", [20, 40, 60, 80])
def test_pigeon_counts_on_hands_on_forearms_and_at_rest(lean):
    last = followed("pigeon", filmed((still(posed("pigeon", RIGHT, lean=lean)), 2.5)))
    assert last.assessment.form is Verdict.MET
    assert last.assessment.attempting


def test_verdict_has_hysteresis_between_entering_and_leaving():
    def knee(flexion: float):
        return still(posed("lying_hamstring", RIGHT, knee_flexion=flexion))

    inside_then_between = filmed((knee(5), 2), (knee(18), 2.5))
    outside_then_between = filmed((knee(30), 2), (knee(18), 2.5))
    assert judged("lying_hamstring", "knee_straight", inside_then_between).verdict is Verdict.MET
    assert judged("lying_hamstring", "knee_straight", outside_then_between).verdict is Verdict.FAULT


def test_looking_ahead_while_hinged_is_not_rounding():
    poses = filmed((still(posed("seated_figure_four", RIGHT, nod=-25)), 2.5))
    assert judged("seated_figure_four", "spine_straight", poses).verdict is Verdict.MET


REFINING = {
    "cat_cow": {"pace", "arms_straight"},
    "standing_hip_flexor": {"front_knee_over_foot", "pelvis_tucked"},
    "supine_figure_four": {"hands_behind_the_thigh", "shoulders_down"},
    "seated_figure_four": {"foot_flat"},
    "half_kneeling_hip_flexor": {"trunk_upright", "hand_on_front_leg"},
    "lying_hamstring": {"hands_on_the_strap", "other_leg_long"},
    "seated_calf": {"other_leg_bent", "hands_on_the_band"},
    "pigeon": {"hips_level"},
    "standing_ql": {"no_forward_lean", "hand_on_thigh"},
}
"""The checks that never stop the clock."""


@pytest.mark.parametrize("stretch", STRETCHES, ids=lambda stretch: stretch.slug)
def test_what_refines_a_stretch_does_not_stop_its_clock(stretch):
    assert {c.name for c in stretch.checks if not c.required} == REFINING[stretch.slug]


HARDLY_VISIBLE, CONTRADICTED = 0.1, 0.0
"""A hidden joint that all looks put in one place, and one that they don't."""
CROSSED_AND_HIDDEN = [
    ("seated_figure_four", {}, HARDLY_VISIBLE, Verdict.MET),
    ("seated_figure_four", {}, CONTRADICTED, Verdict.UNSEEN),
    ("seated_figure_four", {"ankle_below_knee": 0.38}, HARDLY_VISIBLE, Verdict.UNSEEN),
    ("supine_figure_four", {}, HARDLY_VISIBLE, Verdict.MET),
    ("supine_figure_four", {}, CONTRADICTED, Verdict.UNSEEN),
    ("supine_figure_four", {"along": 1.6}, HARDLY_VISIBLE, Verdict.UNSEEN),
]


@pytest.mark.parametrize(("slug", "otherwise", "visibility", "verdict"), CROSSED_AND_HIDDEN)
def test_a_hidden_ankle_can_show_that_the_leg_is_crossed_and_never_that_it_is_not(
    slug: str, otherwise: dict[str, float], visibility: float, verdict: Verdict
):
    seen = filmed((still(posed(slug, RIGHT)), 2), outlined=False)
    ankle = landmark(RIGHT, "ankle")
    hidden = [
        replace(pose, visibility=np.where(np.arange(33) == ankle, visibility, pose.visibility))
        for pose in filmed((still(posed(slug, RIGHT, **otherwise)), 2.5), outlined=False)
    ]
    assert judged(slug, "ankle_crossed", joined(seen, hidden)).verdict is verdict


@pytest.mark.parametrize("azimuth", [85, 70, 60, 50, 40, 30])
@pytest.mark.parametrize("flank", [1, -1])
def test_a_shin_across_the_mat_is_folded_from_wherever_it_is_seen(azimuth: int, flank: int):
    poses = filmed((still(posed("pigeon", RIGHT)), 2.5), azimuth=float(flank * azimuth))
    assert judged("pigeon", "front_leg_folded", poses).verdict is Verdict.MET
