"""Standing hip flexor stretch: a long lunge; the left leg is the rear one."""

from __future__ import annotations

import numpy as np

from studio.geometry import downward, unit, vec
from studio.poser import LUMBAR, Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import standing
from studio.posture import Posture
from studio.skeleton import SIDES, Side, Skeleton, sign

GOOD: Params = {
    "front_knee": 44.0,  # flexion, degrees
    "front_shin": 4.0,  # knee in front of the ankle, degrees off the vertical
    "rear_knee": 36.0,  # flexion, degrees
    "lean": 4.0,  # of the trunk, forward, degrees
    "round": 4.0,  # bend of the spine, degrees
    "rear_thigh": 0.0,  # added to the angle that reaches the floor, degrees
    "heel": 48.0,  # pitch of the rear foot, degrees
}

REACHED = 0.98  # of the arm's length: the elbow stays a little soft
HANDS: dict[Side, float] = {"left": 0.55, "right": 0.45}  # shares of the way down the front thigh

STEPPING = {**GOOD, "front_knee": 55.0, "front_shin": -10.0, "rear_knee": 8.0}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """A lunge; the rear thigh swings back until both feet stand on the floor."""
    low, high = -35.0, 75.0
    for _ in range(22):
        back = (low + high) / 2
        legs = _legs(skeleton, q, back).posture()
        gap = legs.tail("toes.right")[1] - legs.tail("toes.left")[1]
        low, high = (back, high) if gap > 0 else (low, back)
    p = _legs(skeleton, q, (low + high) / 2 + q["rear_thigh"])
    _hands_on_front_thigh(p)
    return p.posture()


def _legs(skeleton: Skeleton, q: Params, back: float) -> Poser:
    p = Poser(skeleton).trunk(q["lean"], round_=q["round"], shares=LUMBAR)
    thigh = q["front_knee"] - q["front_shin"]
    p.leg("right", downward(thigh, -3), q["front_knee"]).flat_foot("right")
    p.leg("left", downward(-back, 3), q["rear_knee"])
    return p.flat_foot("left", pitch=q["heel"]).flat_toes("left")


def _hands_on_front_thigh(p: Poser) -> None:
    """Both hands high on the front thigh, as far down it as the arms reach: nothing hides the
    back."""
    s, posture = p.skeleton, p.posture()
    hip, knee = posture.head("thigh.right"), posture.head("shin.right")
    down = unit(knee - hip)
    for side in SIDES:
        shoulder = posture.head(f"upper_arm.{side}")
        place = hip + HANDS[side] * (knee - hip)
        way = place + vec(-0.02 * sign(side), 0.05, 0.05) * s.scale - shoulder
        far = min(float(np.linalg.norm(way)), REACHED * (s.upper_arm + s.forearm))
        p.reach(side, shoulder + far * unit(way), (sign(side), 0, -0.8), down, (0, 0.4, 1))


def stepping(skeleton: Skeleton, q: Params) -> Posture:
    """On the rear leg, the front knee lifted for the step."""
    p = Poser(skeleton).trunk(3)
    p.leg("left", downward(-4, 3), 10).flat_foot("left", yaw=4)
    p.leg("right", downward(48, -3), 62).flat_foot("right")
    _hands_on_front_thigh(p)
    return p.posture()


MODEL = StretchModel(
    slug="standing_hip_flexor",
    azimuth=84,
    stages=(Stage(standing), Stage(stepping), Stage(build, GOOD)),
    faults=(
        Fault(
            "long_step",
            {"front_knee": -0.5, "front_shin": 0.3, "rear_knee": 0.15, "heel": -0.7},
            27,
            "degrees by which the legs are closed",
        ),
        Fault(
            "front_knee_bent", {"front_knee": -1, "front_shin": -0.6}, 40, "degrees too straight"
        ),
        Fault(
            "front_knee_over_foot",
            {"front_shin": 1, "front_knee": 0.9},
            56,
            "degrees of the shin past the vertical",
            required=False,
        ),
        Fault(
            "rear_hip_open",
            {"rear_knee": 0.62, "lean": 0.28, "heel": 0.15},
            64,
            "degrees by which the hip closes, about; the rear knee bends with it",
        ),
        Fault("rear_knee", {"rear_knee": 1, "heel": 0.15}, 50, "degrees of rear knee flexion"),
        Fault("trunk_upright", {"lean": 1}, 32, "degrees of forward lean"),
        Fault("pelvis_tucked", {"round": -1}, 45, "degrees of hollow back", required=False),
    ),
    anchor=("toes.left",),
    props=frozenset(),
)
