"""Lying hamstring stretch with a strap: on the back, the left leg raised straight."""

from __future__ import annotations

import numpy as np

from studio.geometry import FloatArray, lerp, unit, vec
from studio.poser import Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import lying
from studio.posture import Posture
from studio.skeleton import SIDES, Skeleton, sign

GOOD: Params = {
    "raise": 74.0,  # raised thigh above the floor, degrees
    "knee": 4.0,  # raised knee's flexion, degrees
    "other_knee": 2.0,  # the lower leg's knee flexion, its foot on the floor, degrees
    "head": 8.0,  # nod of the neck, degrees
    "curl": 0.0,  # bend of the spine that lifts the trunk, degrees
    "hands": 1.0,  # 0 beside the body, 1 holding the strap above the trunk
}
SETTING_UP = {**GOOD, "raise": 82.0, "knee": 105.0, "head": 22.0}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """The trunk, both legs, then the hands on the strap."""
    p = Poser(skeleton).trunk(-90).neck(q["head"])
    p.spine(q["curl"], shares=(1.3, 1.2, 1.0, 0.8, 0.5))
    p.leg("left", _aim(q["raise"], 0.03), q["knee"], ankle=104)
    lower = q["other_knee"]
    p.leg("right", _aim(0.49 * lower - 4, -0.07), lower, ankle=112 + 0.12 * lower)
    _hold(p, q)
    return p.posture()


def _aim(degrees: float, across: float) -> FloatArray:
    """A direction so many degrees above the floor, toward the feet."""
    t = np.radians(degrees)
    return vec(across, np.sin(t), np.cos(t))


def _hold(p: Poser, q: Params) -> None:
    s = p.skeleton
    foot = p.posture().tail("toes.left")
    arm = s.upper_arm + s.forearm
    for side in SIDES:
        g = sign(side)
        shoulder = p.posture().head(f"upper_arm.{side}")
        toward = foot - shoulder
        held = shoulder + unit(toward) * min(0.72 * arm, float(np.linalg.norm(toward)) - 0.06)
        held = held + vec(-g * 0.045, 0, 0)
        beside = shoulder + unit((g * 0.35, -0.06, 1)) * 0.985 * arm
        share = q["hands"]
        points = lerp((g * 0.25, 0, 1), unit(toward) + vec(-g * 0.3, 0, 0), share)
        p.reach(side, lerp(beside, held, share), (g, -0.5, 0.1), points, (g, 0.4, 0.2))
        p.curl(side, 75 * share)


MODEL = StretchModel(
    slug="lying_hamstring",
    azimuth=84,
    stages=(Stage(lying), Stage(build, SETTING_UP), Stage(build, GOOD)),
    faults=(
        Fault("lying_on_the_back", {"curl": 1}, 70, "degrees of the trunk curled off the floor"),
        Fault("knee_straight", {"knee": 1}, 32, "degrees of the raised knee's flexion"),
        Fault("leg_raised", {"raise": -1}, 46, "degrees too low; negative: too high"),
        Fault("other_leg_long", {"other_knee": 1}, 70, "degrees of knee flexion", required=False),
        Fault(
            "hands_on_the_strap",
            {"hands": -1},
            1,
            "share of the way down to the floor",
            required=False,
        ),
    ),
    anchor=("thigh.left", "thigh.right"),
    props=frozenset({"mat", "strap"}),
    strap_from=1,
)
