"""Seated figure four: on a chair, the left ankle across the right thigh, hinging forward."""

from __future__ import annotations

import numpy as np

from studio.geometry import X as SIDEWAYS
from studio.geometry import downward, lerp, rotation, vec
from studio.poser import Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import sitting_on_chair
from studio.posture import Posture
from studio.skeleton import Skeleton

GOOD: Params = {
    "lean": 28.0,  # of the trunk, forward, degrees
    "round": 4.0,  # bend of the spine, degrees
    "crossed": 1.0,  # 0 the foot beside the other on the floor, 1 the ankle on the thigh
    "heel": 0.0,  # pitch of the standing foot, degrees
    "shin": 0.0,  # standing shin off the vertical, foot in front of the knee, degrees
}
UPRIGHT = {**GOOD, "lean": 3.0}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """Standing leg, then the leg that crosses it, then the hands on knee and ankle."""
    p = Poser(skeleton).trunk(q["lean"], round_=q["round"]).neck(-10)
    _standing_leg(p, q)
    _cross(p, q)
    _hands(p, q)
    return p.posture()


def _standing_leg(p: Poser, q: Params) -> None:
    s, hip = p.skeleton, p.posture().head("thigh.right")
    knee = hip + rotation(SIDEWAYS, 0) @ downward(88, -5) * s.thigh
    ankle = knee + downward(q["shin"]) * s.shin
    heel = np.radians(q["heel"])
    lift = vec(0, 0.125 * np.sin(heel) - 0.05 * (1 - np.cos(heel)), 0) * s.scale
    p.leg_to("right", ankle + lift, (0, 0.5, 1)).flat_foot("right", pitch=q["heel"])
    p.flat_toes("right")


def _cross(p: Poser, q: Params) -> None:
    posture, s = p.posture(), p.skeleton
    hip, knee = posture.head("thigh.right"), posture.head("shin.right")
    on_thigh = hip + 0.82 * (knee - hip) + vec(-0.045, 0.090, 0.005) * s.scale
    beside = posture.head("thigh.left") + (knee - hip) * vec(-1, 1, 1) + downward(0) * s.shin
    share = q["crossed"]
    pole = lerp((0.1, 1, 0.8), (1, 0.22, 0.35), share)
    p.leg_to("left", lerp(beside, on_thigh, share), pole, ankle=100 if share > 0.1 else None)
    if share <= 0.1:
        p.flat_foot("left")


def _hands(p: Poser, q: Params) -> None:
    posture, s = p.posture(), p.skeleton
    knee, ankle = posture.head("shin.left"), posture.head("foot.left")
    left = lerp(knee, ankle, 0.16) + vec(0, 0.07, -0.02) * s.scale
    right = lerp(knee, ankle, 0.80) + vec(-0.01, 0.085, -0.03) * s.scale
    right_knee = posture.head("shin.right") + vec(0, 0.08, -0.10) * s.scale
    right = lerp(right_knee, right, q["crossed"])
    p.reach("left", left, (1, -0.2, -0.6), (0.6, -0.3, 0.7), (0, 1, 0.2))
    p.reach("right", right, (-1, -0.1, -0.5), (0.5, -0.4, 0.7), (0, 1, 0.2))


MODEL = StretchModel(
    slug="seated_figure_four",
    azimuth=50,
    stages=(Stage(sitting_on_chair), Stage(build, UPRIGHT), Stage(build, GOOD)),
    faults=(
        Fault("seated", {"shin": 1}, 42, "degrees of the standing shin off the vertical"),
        Fault("foot_flat", {"heel": 1}, 50, "degrees of heel lift", required=False),
        Fault("ankle_crossed", {"crossed": -1}, 1, "share of the way from the thigh to the floor"),
        Fault("hinge", {"lean": -1}, 38, "degrees of lean missing"),
        Fault("spine_straight", {"round": 1, "lean": 0.1}, 60, "degrees of rounding"),
    ),
    anchor=("thigh.left", "thigh.right"),
    props=frozenset({"chair"}),
)
