"""Cat-cow: on hands and knees, the back hollow and round in turn."""

from __future__ import annotations

import numpy as np

from studio.geometry import FloatArray, chord_of_hinge, downward, rotation, vec
from studio.geometry import X as SIDEWAYS
from studio.poser import LUMBAR, Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import KNEE_PAD, kneeling_up
from studio.posture import Posture
from studio.skeleton import SIDES, Skeleton, sign

PALM = 0.040

NEUTRAL: Params = {
    "round": 6.0,  # bend of the spine, degrees: cat +, cow -
    "chin": 12.0,  # chin above the trunk's line, degrees
    "hips_back": 0.0,  # thighs off the vertical, hips behind the knees, degrees
    "hands_forward": 0.0,  # hands in front of the shoulders, trunk lengths
    "elbow": 5.0,  # flexion, degrees
}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """All fours; the pelvis pitches until the arms just reach the floor."""
    wrists = _wrists(skeleton, q)
    arm = chord_of_hinge(skeleton.upper_arm, skeleton.forearm, q["elbow"])
    low, high = 30.0, 160.0
    for _ in range(22):
        pitch = (low + high) / 2
        shoulder = _body(skeleton, q, pitch).posture().head("upper_arm.left")
        low, high = (pitch, high) if np.linalg.norm(shoulder - wrists) > arm else (low, pitch)
    p = _body(skeleton, q, (low + high) / 2)
    for side in SIDES:
        g = sign(side)
        target = wrists * vec(g, 1, 1)
        p.reach(side, target, (g * 0.3, 0, -1), (0, -0.12, 1), (0, 1, 0))
    return p.posture()


def _body(skeleton: Skeleton, q: Params, pitch: float) -> Poser:
    p = Poser(skeleton).pelvis(rotation(SIDEWAYS, pitch))
    p.spine(q["round"], shares=LUMBAR).neck(-q["chin"])
    for side in SIDES:
        p.leg(side, downward(q["hips_back"], sign(side) * 4), 89 + q["hips_back"], ankle=166)
    return p


def _wrists(skeleton: Skeleton, q: Params) -> FloatArray:
    """Where the left wrist stands: below the shoulder as it is with a flat back."""
    hip = skeleton.head("thigh.left")
    knee = hip[1] - skeleton.thigh * np.cos(np.radians(q["hips_back"]))
    floor = knee - KNEE_PAD * skeleton.scale
    across = skeleton.head("upper_arm.left")[0] + 0.01
    rise = skeleton.upper_arm + skeleton.forearm + PALM - (hip[1] - floor)
    along = np.sqrt(max(skeleton.trunk**2 - rise**2, 0.0))
    return vec(across, floor + PALM * skeleton.scale, along + q["hands_forward"] * skeleton.trunk)


MODEL = StretchModel(
    slug="cat_cow",
    azimuth=84,
    stages=(Stage(kneeling_up), Stage(build, NEUTRAL)),
    phases={"cow": {"round": -42, "chin": 42}, "cat": {"round": 72, "chin": -34}},
    faults=(
        Fault("hands_under_shoulders", {"hands_forward": 1}, 0.65, "trunk lengths too far forward"),
        Fault("knees_under_hips", {"hips_back": 1}, 32, "degrees of the thighs off the vertical"),
        Fault("arms_straight", {"elbow": 1}, 55, "degrees of elbow flexion", required=False),
        Fault("neutral_start", {"chin": -1}, 85, "degrees the head hangs at the start"),
        Fault("cow", {"round": 1}, 38, "degrees of hollow missing", phase="cow"),
        Fault("cat", {"round": -1}, 56, "degrees of rounding missing", phase="cat"),
    ),
    anchor=("shin.left", "shin.right"),
    props=frozenset({"mat"}),
    sided=False,
)
