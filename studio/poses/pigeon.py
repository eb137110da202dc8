"""Pigeon: the left shin folded across in front, the right leg long behind."""

from __future__ import annotations

import numpy as np

from studio.geometry import FloatArray, lerp, rotation, unit, vec
from studio.geometry import X as SIDEWAYS
from studio.poser import LUMBAR, Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.posture import Posture
from studio.skeleton import SIDES, Side, Skeleton, sign

GOOD: Params = {
    "lean": 38.0,  # of the trunk, forward, degrees
    "round": -4.0,  # bend of the spine, degrees
    "fold": 1.0,  # 1 the shin across, 0 the front leg half straight
    "rear_knee": 7.0,  # flexion, degrees
    "rear_thigh": 8.0,  # of the rear thigh, down from the horizontal, degrees
    "roll": 0.0,  # of the pelvis toward the rear leg's side, degrees
    "elbow": 14.0,  # flexion, degrees
}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """The pelvis low, legs laid on the floor, hands or forearms down in front."""
    p = Poser(skeleton).trunk(q["lean"], q["round"], shares=LUMBAR, roll=q["roll"])
    p.neck(-0.35 * q["lean"] + 4)
    _front_leg(p, q)
    drop = np.radians(q["rear_thigh"])
    p.leg("right", (-0.05, -np.sin(drop), -np.cos(drop)), q["rear_knee"], ankle=168)
    _arms(p, q)
    return p.posture()


def _front_leg(p: Poser, q: Params) -> None:
    thigh = unit(lerp((0.30, -0.10, 0.95), (0.46, -0.13, 0.88), q["fold"]))
    shin = unit(lerp((-0.30, -0.13, 0.90), (-0.92, 0.02, -0.22), q["fold"]))
    axis = np.cross(thigh, shin)
    knee = float(np.degrees(np.arccos(thigh @ shin)))
    p.leg("left", thigh, knee, axis, ankle=112)


def _arms(p: Poser, q: Params) -> None:
    s, posture = p.skeleton, p.posture()
    floor = posture.head("shin.right")[1] - 0.05 * s.scale
    for side in SIDES:
        g, shoulder = sign(side), posture.head(f"upper_arm.{side}")
        height = shoulder[1] - floor - 0.04 * s.scale
        if height < s.upper_arm * 0.93:
            _forearm_down(p, side, shoulder, floor)
            continue
        arm = (s.upper_arm + s.forearm) * np.cos(np.radians(q["elbow"] / 2)) * 0.998
        along = np.sqrt(max(arm**2 - min(height, arm * 0.98) ** 2, 0.0))
        target = vec(shoulder[0] + g * 0.04, floor + 0.04 * s.scale, shoulder[2] + along)
        p.reach(side, target, (g * 0.6, 0.1, -1), (0, -0.15, 1), (0, 1, 0))


def _forearm_down(p: Poser, side: Side, shoulder: FloatArray, floor: float) -> None:
    s, g = p.skeleton, sign(side)
    height = max(shoulder[1] - floor - 0.045 * s.scale, 0.0)
    along = np.sqrt(max(s.upper_arm**2 - height**2, 0.0))
    upper, fore = vec(g * 0.03, -height, along), (-g * 0.10, -0.03, 1)
    p.arm(side, upper, fore, None, (0, -0.05, 1), (0, 1, 0))


SLOPE = 68.0


def plank(skeleton: Skeleton, _: Params) -> Posture:
    """A high plank: on straight arms and toes."""
    p = _plank(skeleton)
    _plank_leg(p, "left")
    return p.posture()


def knee_forward(skeleton: Skeleton, q: Params) -> Posture:
    """In the plank, the left knee on its way to the hands, its foot clear of the floor."""
    p = _plank(skeleton)
    thigh = rotation(SIDEWAYS, SLOPE - q["swing"]) @ vec(0.05 + 0.0015 * q["swing"], -1, 0)
    p.leg("left", thigh, q["knee"], ankle=120)
    return p.posture()


PASSING: Params = {"swing": 45.0, "knee": 112.0}
UNDER_CHEST: Params = {"swing": 118.0, "knee": 128.0}


def _plank(skeleton: Skeleton) -> Poser:
    """The plank without its left leg."""
    p = Poser(skeleton).trunk(SLOPE).neck(-18)
    _plank_leg(p, "right")
    floor = p.posture().tail("toes.right")[1] - 0.022 * skeleton.scale
    arm = skeleton.upper_arm + skeleton.forearm
    for side in SIDES:
        g, shoulder = sign(side), p.posture().head(f"upper_arm.{side}")
        height = shoulder[1] - floor - 0.04 * skeleton.scale
        along = np.sqrt(max((0.995 * arm) ** 2 - min(height, 0.99 * arm) ** 2, 0.0))
        target = vec(shoulder[0] + g * 0.02, shoulder[1] - height, shoulder[2] + along)
        p.reach(side, target, (g * 0.6, 0, -1), (0, -0.15, 1), (0, 1, 0))
    return p


def _plank_leg(p: Poser, side: Side) -> None:
    thigh = rotation(SIDEWAYS, SLOPE) @ vec(sign(side) * 0.05, -1, 0)
    p.leg(side, thigh, 3).flat_foot(side, pitch=62).flat_toes(side)


MODEL = StretchModel(
    slug="pigeon",
    azimuth=82,
    stages=(
        Stage(plank),
        Stage(knee_forward, PASSING),
        Stage(knee_forward, UNDER_CHEST),
        Stage(build, GOOD),
    ),
    faults=(
        Fault("front_leg_folded", {"fold": -1}, 1, "share of the way to a half straight leg"),
        Fault("rear_leg_straight", {"rear_knee": 1}, 48, "degrees of rear knee flexion"),
        Fault("spine_neutral", {"round": 1, "lean": 0.1}, 62, "degrees of rounding"),
        Fault("hinge", {"lean": -1}, 40, "degrees of lean missing"),
        Fault("hips_level", {"roll": -1}, 24, "degrees of the pelvis' roll", required=False),
    ),
    anchor=("hand.left", "hand.right"),
    props=frozenset({"mat"}),
)
