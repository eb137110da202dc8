"""A patient's own targets, and what is refused."""

import json

import pytest

from stretches.registry import STRETCHES
from stretches.targets import InvalidTargets, PatientTargets, TargetChange, read_targets
from stretches.vocabulary import Target


def test_a_changed_target_is_used():
    changed = PatientTargets("lying_hamstring", {"knee_straight": TargetChange(low=150)}).apply()
    assert changed.check("knee_straight").target == Target(low=150)


def test_a_cap_turns_too_far_into_ease_off():
    changed = PatientTargets("lying_hamstring", {"leg_raised": TargetChange(high=60)}).apply()
    raised = changed.check("leg_raised")
    assert (raised.target.low, raised.target.high) == (40, 60)
    assert raised.cue_high == "Ease off: lower your leg a little"


def test_hold_and_repetitions_can_be_prescribed():
    dose = PatientTargets("pigeon", hold_s=20, reps=3).apply().dose
    assert (dose.seconds, dose.reps) == (20, 3)


def test_what_is_not_changed_stays():
    for stretch in STRETCHES:
        assert PatientTargets(stretch.slug).apply() == stretch


@pytest.mark.parametrize(
    ("targets", "says"),
    [
        (PatientTargets("yoga"), "no stretch called yoga"),
        (PatientTargets("pigeon", {"elbow": TargetChange(low=1)}), "no check called elbow"),
        (PatientTargets("pigeon", hold_s=0), "1 to 600 seconds"),
        (PatientTargets("pigeon", reps=0), "1 to 100"),
        (PatientTargets("cat_cow", hold_s=10), "no hold time"),
        (PatientTargets("seated_figure_four", {"hinge": TargetChange(high=12)}), "too narrow"),
    ],
)
def test_targets_that_make_no_sense_are_refused_plainly(targets, says):
    with pytest.raises(InvalidTargets, match=says):
        targets.apply()


def test_targets_are_read_from_a_file(tmp_path):
    path = tmp_path / "k.json"
    path.write_text(json.dumps({"stretch": "pigeon", "checks": {"hinge": {"low": 10}}}))
    assert read_targets(path).apply().check("hinge").target.low == 10


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "{}",
        '{"stretch": "pigeon", "colour": "red"}',
        '{"stretch": "pigeon", "hold_s": "long"}',
        '{"stretch": "pigeon", "reps": 2.5}',
        '{"stretch": "pigeon", "checks": {"hinge": {"least": 3}}}',
    ],
)
def test_a_file_that_says_nonsense_is_refused_with_one_sentence(tmp_path, text):
    path = tmp_path / "k.json"
    path.write_text(text)
    with pytest.raises(InvalidTargets, match=r"^[^\n]+\.$"):
        read_targets(path)
