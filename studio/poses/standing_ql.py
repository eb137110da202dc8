"""Standing QL stretch: the left foot behind and across, the left arm up and over to the right."""

from __future__ import annotations

import numpy as np

from studio.geometry import X as SIDEWAYS
from studio.geometry import Z as FORWARD
from studio.geometry import downward, lerp, rotation, vec
from studio.poser import Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import standing
from studio.posture import Posture
from studio.skeleton import Skeleton

GOOD: Params = {
    "crossed": 1.0,  # 0 the feet side by side, 1 the left one behind and across
    "bend": 24.0,  # of the trunk to the right, degrees
    "arm": 172.0,  # angle hip-shoulder-elbow of the raised arm, degrees
    "elbow": 18.0,  # flexion, degrees
    "lean": 1.0,  # of the trunk, forward, degrees
    "hand": 1.0,  # 0 hanging away, 1 on the inner side of the front thigh
}
CROSSED = {**GOOD, "bend": 0.0, "arm": 12.0, "hand": 0.0}
SHARES = (1.4, 1.3, 1.1, 0.7, 0.5)


def build(skeleton: Skeleton, q: Params) -> Posture:
    """Feet, trunk, the arm that reaches over, the hand that rests."""
    p = Poser(skeleton).trunk(q["lean"], round_=2 + 0.3 * q["lean"], side=q["bend"], shares=SHARES)
    p.neck(0, side=q["bend"] * 0.15)
    _feet(p, q)
    _reach(p, q)
    _rest_hand(p, q)
    return p.posture()


def _feet(p: Poser, q: Params) -> None:
    s = p.skeleton
    front = lerp((-0.10, 0, 0), (0.0, 0, 0.04), q["crossed"]) * s.scale
    rear = lerp((0.10, 0, 0), (-0.125, 0, -0.08), q["crossed"]) * s.scale
    rear_hip = s.head("thigh.left") * vec(1, 0, 1)
    height = np.sqrt((0.997 * (s.thigh + s.shin)) ** 2 - np.sum((rear - rear_hip) ** 2))
    up = vec(0, -height, 0)
    p.leg_to("right", front + up, (-0.05, 0, 1)).flat_foot("right", yaw=6)
    p.leg_to("left", rear + up, (0.1, 0, 1)).flat_foot("left", yaw=-4 * q["crossed"])


def _reach(p: Poser, q: Params) -> None:
    up = min(max(q["arm"] / 172, 0), 1)
    p.shrug("left", up=18 * up)
    t = np.radians(q["arm"] + q["bend"] - 8 * up)
    tip = rotation(SIDEWAYS, q["lean"] * up)
    upper = tip @ vec(np.sin(t), -np.cos(t), 0.06)
    fore = rotation(FORWARD, q["elbow"] * (0.4 + 0.6 * up)) @ upper
    p.arm("left", upper, fore, hinge=(0, 0.1, 1))


def _rest_hand(p: Poser, q: Params) -> None:
    s, posture = p.skeleton, p.posture()
    hip, knee = posture.head("thigh.right"), posture.head("shin.right")
    on_thigh = lerp(hip, knee, 0.42) + vec(0.0, 0, 0.095) * s.scale
    shoulder = posture.head("upper_arm.right")
    hanging = shoulder + downward(4, -24) * 0.96 * (s.upper_arm + s.forearm)
    points, back = (
        lerp((0, -1, 0.1), (0.35, -0.9, 0), q["hand"]),
        lerp((-1, 0, 0), (-0.2, 0, 1), q["hand"]),
    )
    p.reach("right", lerp(hanging, on_thigh, q["hand"]), (-1, 0, -0.4), points, back)


MODEL = StretchModel(
    slug="standing_ql",
    azimuth=4,
    stages=(Stage(standing), Stage(build, CROSSED), Stage(build, GOOD)),
    faults=(
        Fault("feet_crossed", {"crossed": -1}, 1, "share of the way to feet side by side"),
        Fault("arm_overhead", {"arm": -1}, 150, "degrees by which the arm is lowered"),
        Fault("arm_overhead.elbow", {"elbow": 1}, 75, "degrees of elbow flexion"),
        Fault("side_bend", {"bend": -1}, 28, "degrees of bend missing"),
        Fault("no_forward_lean", {"lean": 1}, 50, "degrees of forward lean", required=False),
        Fault("hand_on_thigh", {"hand": -1}, 1, "share of the way to hanging", required=False),
    ),
    anchor=("foot.right",),
    props=frozenset(),
)
