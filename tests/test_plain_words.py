"""Targets and corrections, as a therapist and a patient read them."""

import pytest

from clinic.review import Override
from screens.plain_words import correction, own_targets, target_in_words
from stretches.targets import PatientTargets, TargetChange


@pytest.mark.parametrize(
    ("target", "plain"),
    [
        (">= 160 deg", "at least 160°"),
        ("10 to 60 deg", "10 to 60°"),
        ("<= 0.25 trunk", "at most 0.25 trunk lengths"),
        (">= 1.5 s", "at least 1.5 s"),
    ],
)
def test_a_target_is_told_without_signs(target, plain):
    assert target_in_words(target) == plain


def test_a_patients_own_targets_are_told_and_the_handbooks_are_not():
    changed = {"knee_straight": TargetChange(low=150), "leg_raised": TargetChange(high=60)}
    own = own_targets(PatientTargets("lying_hamstring", changed, hold_s=20.0))
    assert own == "Knee straight at least 150°; leg raised 40 to 60°"
    assert own_targets(PatientTargets("lying_hamstring", hold_s=20.0)) == ""


@pytest.mark.parametrize(
    ("override", "told"),
    [
        (
            Override(1, "check wrong", "knee_straight", "left", 14.0),
            "Knee straight, left, at 0:14: no fault",
        ),
        (
            Override(1, "rep counted", None, "left", 30.0, "The hold was fine"),
            "Left, at 0:30: one repetition more counts. The hold was fine",
        ),
        (Override(1, "rep not counted"), "One repetition does not count"),
    ],
)
def test_a_correction_is_a_sentence(override, told):
    assert correction(override) == told
