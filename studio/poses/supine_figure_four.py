"""Supine figure four: on the back, the left ankle across the right thigh."""

from __future__ import annotations

import numpy as np

from studio.geometry import FloatArray, lerp, unit, vec
from studio.poser import Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import SEAT, SOLE, hook_lying
from studio.posture import Posture
from studio.skeleton import SIDES, Skeleton, sign

GOOD: Params = {
    "hip": 82.0,  # angle shoulder-hip-knee of the lower leg, degrees
    "shin": 8.0,  # lower leg's shin above the horizontal, degrees
    "crossed": 1.0,  # 0 the foot on the floor, 1 the ankle on the thigh
    "hands": 1.0,  # 0 beside the body, 1 behind the thigh
    "head": 8.0,  # nod of the neck, degrees
    "curl": 0.0,  # bend of the upper back that lifts head and shoulders, degrees
    "sit": 0.0,  # of the whole trunk off the floor, degrees
}
CROSSED = {**GOOD, "hip": 124.0, "shin": -62.0, "hands": 0.0}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """Lower thigh first, then the leg that crosses it, then the hands behind it."""
    p = Poser(skeleton).trunk(q["sit"] - 90).neck(q["head"])
    p.spine(q["curl"], shares=(0.0, 0.2, 0.6, 1.2, 1.2))
    raised = 180 - q["hip"]
    p.leg("right", _aim(raised, -0.02), raised - q["shin"], ankle=110)
    _cross(p, q, raised)
    _hold(p, q, raised)
    return p.posture()


def _aim(degrees: float, across: float = 0.0) -> FloatArray:
    """A direction so many degrees above the floor, toward the feet."""
    t = np.radians(degrees)
    return vec(across, np.sin(t), np.cos(t))


def _cross(p: Poser, q: Params, raised: float) -> None:
    posture, s = p.posture(), p.skeleton
    hip, knee = posture.head("thigh.right"), posture.head("shin.right")
    front = vec(0, np.cos(np.radians(raised)), -np.sin(np.radians(raised)))
    girth = 0.5 + 0.5 * _girth(p)
    on_thigh = hip + 0.82 * (knee - hip) + (0.095 * girth * front + vec(-0.045, 0, 0)) * s.scale
    on_floor = posture.head("thigh.left") + vec(0.01, SOLE - SEAT, 0.80 * s.thigh)
    pole = lerp((0.1, 1, 0.2), (1, 0.30, 0.15), q["crossed"])
    p.leg_to("left", lerp(on_floor, on_thigh, q["crossed"]), pole, ankle=100)
    if q["crossed"] < 0.1:
        p.flat_foot("left")


def _girth(p: Poser) -> float:
    return float(p.skeleton.head("thigh.left")[0]) / (0.092 * p.skeleton.scale)


def _hold(p: Poser, q: Params, raised: float) -> None:
    posture, s = p.posture(), p.skeleton
    hip, knee = posture.head("thigh.right"), posture.head("shin.right")
    behind = -vec(0, np.cos(np.radians(raised)), -np.sin(np.radians(raised)))
    for side in SIDES:
        g = sign(side)
        p.shrug(side, forward=14 * q["hands"])
        held = hip + 0.62 * (knee - hip) + (0.10 * behind + vec(g * 0.06, 0, 0)) * s.scale
        shoulder = p.posture().head(f"upper_arm.{side}")
        beside = shoulder + unit((g * 0.3, -0.03, 1)) * 0.97 * (s.upper_arm + s.forearm)
        inward = lerp((g * 0.2, 0, 1), (-g, 0.2, 0.25), q["hands"])
        p.reach(side, lerp(beside, held, q["hands"]), (g, -0.5, -0.1), inward, (g * 0.2, -0.4, 1))
        p.curl(side, 40 * q["hands"])


MODEL = StretchModel(
    slug="supine_figure_four",
    azimuth=72,
    stages=(Stage(hook_lying), Stage(build, CROSSED), Stage(build, GOOD)),
    faults=(
        Fault(
            "lying_on_the_back",
            {"curl": 0.6, "sit": 0.55},
            50,
            "degrees of sitting up, about, half of it in the upper back",
        ),
        Fault("ankle_crossed", {"crossed": -1}, 1, "share of the way from the thigh to the floor"),
        Fault("thigh_drawn_in", {"hip": 1, "shin": -1.3}, 52, "degrees of hip angle too open"),
        Fault(
            "hands_behind_the_thigh",
            {"hands": -1},
            1,
            "share of the way from the thigh to the floor",
            required=False,
        ),
        Fault(
            "shoulders_down",
            {"head": 0.7, "curl": 0.45},
            100,
            "degrees by which head and shoulders are lifted",
            required=False,
        ),
    ),
    anchor=("thigh.left", "thigh.right"),
    props=frozenset({"mat"}),
)
