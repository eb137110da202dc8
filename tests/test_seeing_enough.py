"""What is said where the picture does not show enough to count: the start, or a hidden leg."""

import pytest
import sight
import skeletons
from actor import Actor, session
from skeletons import back_waving, cat_cow, filmed, good_azimuth, moving, posed, still

from screens.report_view import verdict_sentence
from stretches.counts import Hold
from stretches.registry import stretch_named
from stretches.report import Report
from stretches.routine.words import take_position
from stretches.track import START_UNSEEN, Observer, Track
from stretches.vocabulary import Cue


def followed(poses) -> Track:
    observer, track = Observer(), Track(stretch_named("cat_cow"))
    for pose in poses:
        track.update(pose.t, observer.observe(pose))
    return track


def hurried(t: float):
    """Never still: from cow to cat and back within a second and a half."""
    return back_waving(*([-0.07, 0.08] * 8), seconds=0.7)(t + 0.35)


def said(track: Track) -> list[str]:
    return [cue.text for cue in track.coach.cues]


def test_who_begins_to_move_at_once_is_asked_to_show_a_flat_back_first():
    assert said(followed(filmed((hurried, 9)))) == [START_UNSEEN]


def test_after_a_flat_back_has_been_shown_the_cycles_count():
    waves = (back_waving(-0.07, 0.08, -0.07, 0.08, 0.0), 12.5)
    flat = cat_cow()
    slowing = (moving(hurried(9.0), flat, 0.8), 0.8)
    film = filmed((hurried, 9), slowing, (still(flat), 2.5), waves, (still(flat), 2))
    track = followed(film)
    assert track.finish().reps == {"both": 2}


def test_a_deep_cow_that_is_held_first_is_not_taken_for_a_flat_back():
    cow = cat_cow(curve=-0.07, nod=-45)
    waves = (back_waving(0.08, -0.07, 0.08, -0.07, 0.0), 12.5)
    flat = cat_cow()
    rising = (moving(cow, flat, 1.0), 1.0)
    film = filmed((still(cow), 2.5), rising, (still(flat), 2.5), waves, (still(flat), 2))
    assert followed(film).finish().reps == {"both": 2}


def test_a_back_that_cannot_be_made_out_is_spoken_of():
    assert said(followed(filmed((still(cat_cow()), 9), outlined=False))) == [START_UNSEEN]


def test_who_rests_with_a_flat_back_before_moving_hears_nothing_of_it():
    motion = (back_waving(-0.07, 0.08, -0.07, 0.08, 0.0), 12.5)
    assert said(followed(filmed((still(cat_cow()), 2.5), motion, (still(cat_cow()), 2)))) == []


def test_the_position_is_asked_for_with_the_leg_that_would_be_hidden_nearer_to_the_camera():
    calf, hamstring = stretch_named("seated_calf"), stretch_named("lying_hamstring")
    assert take_position(calf, "left").endswith("Left side: the long leg, nearer to the camera")
    assert take_position(hamstring, "left").endswith("Left side: the raised leg")


def test_who_sits_the_other_way_round_is_asked_to_turn():
    actor = Actor(session("seated_calf"))
    actor.until("position")
    sitting = skeletons.sitting_on_the_mat()
    wrong_way = good_azimuth("seated_calf", "right")
    actor.show(sight.seen(sitting, wrong_way, outlined=False), 14)
    assert any("turn your left side to the camera" in line.lower() for line in actor.said)


def test_who_sits_the_right_way_round_is_reminded_of_the_steps():
    actor = Actor(session("seated_calf"))
    actor.until("position")
    before = len(actor.said)
    actor.rest(14)
    steps = actor.session.plan[0].stretch.steps
    assert actor.said[before:] == [steps[0]]


def picture_cue_of(hidden: str, near: bool) -> str:
    """What is said of a half-kneeling stretch of the right knee of which a part is hidden."""
    slug = "half_kneeling_hip_flexor"
    azimuth = good_azimuth(slug, "right") * (1 if near else -1)
    film = filmed((still(posed(slug, "right")), 2.5), azimuth=azimuth, hidden=[hidden])
    observer, track = Observer(), Track(stretch_named(slug))
    return [track.update(pose.t, observer.observe(pose)) for pose in film][-1].assessment.picture


@pytest.mark.parametrize("near", [True, False])
def test_a_hidden_hand_is_named_and_not_the_far_leg(near):
    assert picture_cue_of("right_wrist", near) == (
        "I can't see your right hand: turn a little until the camera sees it"
    )


def test_a_hidden_far_leg_is_named():
    assert picture_cue_of("right_knee", near=False).startswith("I can't see your right leg")


def reported(slug: str, **found: object) -> Report:
    clip = {"video": "clip.mp4", "duration_s": 30.0, "frames": 300, "frames_analysed": 300}
    counted = {"view": "side", "pose_found": 1.0, "reps": {"left": 0, "right": 0}}
    return Report(**clip, stretch=stretch_named(slug), **{**counted, **found})


def test_a_report_that_found_nothing_says_how_to_film_instead_of_praising():
    summary = reported("seated_calf").summary()
    assert "sees all of you from the side, with the long leg nearer to it." in summary
    assert "No fault" not in summary


def test_a_report_names_what_kept_the_program_from_counting():
    turn = "I can't see your right leg: turn your right side to the camera"
    report = reported("half_kneeling_hip_flexor", cues=(Cue(8.0, turn, "picture"),))
    assert report.advice == f"not seen well enough to be counted. {turn}."
    assert verdict_sentence(report).startswith("0 repetitions counted; not seen well enough")


def test_a_report_with_a_hold_and_no_fault_says_so():
    hold = Hold("left", 1.0, 31.0, 30.0, 30.0, True, "completed")
    assert "No fault was seen." in reported("seated_calf", holds=(hold,)).summary()


def test_a_head_that_hangs_before_the_start_begins_no_cycle():
    """It moves the back's outline a little, as a shallow cat would."""
    flat, hanging = cat_cow(), cat_cow(curve=0.02, nod=45)
    nods = (moving(flat, hanging, 1), 2.5), (moving(hanging, flat, 1), 2.5)
    waves = (back_waving(-0.07, 0.08, -0.07, 0.08, 0.0), 12.5)
    track = followed(filmed((still(flat), 2.5), *nods, waves, (still(flat), 2)))
    assert [cycle.counted for cycle in track.finish().cycles] == [True, True]
