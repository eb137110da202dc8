"""Half-kneeling hip flexor stretch with reach: the left knee on the floor, left arm overhead."""

from __future__ import annotations

import numpy as np

from studio.geometry import X as SIDEWAYS
from studio.geometry import chord_of_hinge, downward, lerp, rotation, vec
from studio.poser import Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import KNEE_PAD, SOLE, hang_arms, kneeling_up
from studio.posture import Posture
from studio.skeleton import Skeleton

GOOD: Params = {
    "front_knee": 88.0,  # flexion, degrees
    "rear_thigh": 14.0,  # knee behind the hip, degrees
    "knee_lift": 0.0,  # rear shin off the floor, degrees
    "lean": 2.0,  # of the trunk, forward, degrees
    "bend": 20.0,  # of the trunk toward the front leg's side, degrees
    "arm": 172.0,  # angle hip-shoulder-wrist of the reaching arm, degrees
    "hand": 1.0,  # 0 hanging, 1 on the inner side of the front thigh
}
KNEELING = {**GOOD, "rear_thigh": 4.0, "bend": 0.0, "arm": 14.0}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """Rear leg on the floor, front foot where its knee angle asks for, then the arms."""
    p = Poser(skeleton).trunk(q["lean"], round_=4, side=q["bend"])
    p.neck(2, side=q["bend"] * 0.15)
    p.leg("left", downward(-q["rear_thigh"], 2), 95 - q["rear_thigh"] - q["knee_lift"], ankle=164)
    if q["knee_lift"] > 1:
        p.flat_toes("left")
    _front_leg(p, q)
    _reach(p, q)
    _press(p, q)
    return p.posture()


def _front_leg(p: Poser, q: Params) -> None:
    s, posture = p.skeleton, p.posture()
    hip = posture.head("thigh.right")
    floor = posture.head("shin.left")[1] - KNEE_PAD * s.scale
    floor = min(floor, posture.tail("toes.left")[1] - 0.025) if q["knee_lift"] > 1 else floor
    height = hip[1] - floor - SOLE * s.scale
    chord = chord_of_hinge(s.thigh, s.shin, q["front_knee"])
    along = np.sqrt(max(chord**2 - height**2, 0.01))
    p.leg_to("right", hip + vec(-0.015, -height, along), (-0.08, 1, 0.5)).flat_foot("right", yaw=4)


def _reach(p: Poser, q: Params) -> None:
    """Swing the arm up sideways, and over as the trunk bends."""
    up = min(max(q["arm"] / 172, 0), 1)
    p.shrug("left", up=16 * up)
    t = np.radians(q["arm"] + q["bend"] - 6 * up)
    upper = vec(np.sin(t), -np.cos(t), 0.05)
    fore = rotation((0, 0, 1), 12 * up) @ upper
    lean = rotation(SIDEWAYS, q["lean"] * up)
    p.arm("left", lean @ upper, lean @ fore, hinge=(-0.2 * up, 0.1, 1))


def _press(p: Poser, q: Params) -> None:
    s, posture = p.skeleton, p.posture()
    hip, knee = posture.head("thigh.right"), posture.head("shin.right")
    on_thigh = lerp(hip, knee, 0.74) + vec(0.055, 0.065, -0.02) * s.scale
    shoulder = posture.head("upper_arm.right")
    hanging = shoulder + downward(-10, -32) * 0.97 * (s.upper_arm + s.forearm)
    target = lerp(hanging, on_thigh, q["hand"])
    p.reach(
        "right",
        target,
        (-1, -0.1, -0.5),
        lerp((0, -1, 0.1), (0.3, -0.7, 0.6), q["hand"]),
        lerp((-1, 0, 0), (0.5, 0.7, 0), q["hand"]),
    )


def lifting(skeleton: Skeleton, q: Params) -> Posture:
    """On the left knee, the right leg on its way forward, its foot clear of the floor."""
    p = Poser(skeleton).trunk(2).leg("left", downward(0, 2), 90, ankle=165)
    p.leg("right", downward(q["thigh"], -5), q["knee"], ankle=98)
    hang_arms(p)
    return p.posture()


PASSING: Params = {"thigh": 60.0, "knee": 130.0}
LIFTED: Params = {"thigh": 108.0, "knee": 108.0}

MODEL = StretchModel(
    slug="half_kneeling_hip_flexor",
    azimuth=22,
    stages=(
        Stage(kneeling_up),
        Stage(lifting, PASSING),
        Stage(lifting, LIFTED),
        Stage(build, KNEELING),
        Stage(build, GOOD),
    ),
    faults=(
        Fault("half_kneeling", {"knee_lift": 1}, 48, "degrees of the rear shin off the floor"),
        Fault("front_knee", {"front_knee": -1}, 50, "degrees too open"),
        Fault(
            "rear_hip_open",
            {"rear_thigh": -1, "front_knee": 0.1},
            66,
            "degrees by which the hip closes",
        ),
        Fault("trunk_upright", {"lean": 1}, 42, "degrees of forward lean", required=False),
        Fault("arm_overhead", {"arm": -1}, 150, "degrees by which the arm is lowered"),
        Fault("reach_across", {"bend": -1}, 28, "degrees of bend missing"),
        Fault("hand_on_front_leg", {"hand": -1}, 1, "share of the way to hanging", required=False),
    ),
    anchor=("shin.left",),
    props=frozenset({"mat"}),
)
