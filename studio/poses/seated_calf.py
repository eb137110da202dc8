"""Seated banded calf stretch: on the mat, the left leg long, a strap round its foot."""

from __future__ import annotations

import numpy as np

from studio.geometry import chord_of_hinge, lerp, unit, vec
from studio.poser import Poser
from studio.poses.model import Fault, Params, Stage, StretchModel
from studio.poses.rests import SEAT, SOLE, long_sitting
from studio.posture import Posture
from studio.skeleton import SIDES, Skeleton, sign

GOOD: Params = {
    "lean": 4.0,  # of the trunk, forward, degrees
    "round": 10.0,  # bend of the spine, degrees
    "knee": 4.0,  # the long leg's knee flexion, its heel on the mat, degrees
    "other_knee": 98.0,  # the bent leg's knee flexion, its foot flat, degrees
    "ankle": 112.0,  # angle knee-ankle-toe tip of the long leg, degrees
    "hands": 1.0,  # 0 beside the hips, 1 holding the strap
}


def build(skeleton: Skeleton, q: Params) -> Posture:
    """Sitting on the floor; the strap is pulled by both hands above the long leg."""
    p = Poser(skeleton).trunk(q["lean"], round_=q["round"]).neck(6)
    thigh = unit((0.09, np.sin(np.radians(0.49 * q["knee"] - 2)), 1))
    p.leg("left", thigh, q["knee"], ankle=q["ankle"])
    _bent_leg(p, q)
    _hold(p, q)
    return p.posture()


def _bent_leg(p: Poser, q: Params) -> None:
    s, hip = p.skeleton, p.posture().head("thigh.right")
    chord = chord_of_hinge(s.thigh, s.shin, q["other_knee"])
    flat = min(max((q["other_knee"] - 10) / 40, 0), 1)
    drop = (SEAT - (SOLE if flat else 0.06)) * s.scale
    along = np.sqrt(max(chord**2 - drop**2, 0.01))
    p.leg_to("right", hip + vec(-0.05, -drop, along), (-0.08, 1, 0), ankle=112)
    if flat >= 1:
        p.flat_foot("right", yaw=4)


def _hold(p: Poser, q: Params) -> None:
    s = p.skeleton
    posture = p.posture()
    foot = lerp(posture.head("toes.left"), posture.head("foot.left"), 0.3)
    arm = s.upper_arm + s.forearm
    for side in SIDES:
        g = sign(side)
        shoulder = p.posture().head(f"upper_arm.{side}")
        level = vec(foot[0], shoulder[1] - 0.62 * arm, shoulder[2])
        held = level + vec(g * 0.055 - 0.4 * foot[0], 0, 0.66 * arm)
        beside = shoulder + unit((g * 0.22, -1, -0.25)) * 0.97 * arm
        beside[1] = max(beside[1], posture.head("pelvis")[1] - (SEAT - 0.03) * s.scale)
        share = q["hands"]
        points = lerp((g * 0.4, -0.3, 0.8), foot - held, share)
        p.reach(side, lerp(beside, held, share), (g, -0.4, -0.6), points, (g * 0.8, 0.6, 0))
        p.curl(side, 75 * share)


MODEL = StretchModel(
    slug="seated_calf",
    azimuth=78,
    stages=(Stage(long_sitting), Stage(build, {**GOOD, "hands": 0.0}), Stage(build, GOOD)),
    phases={"flexed": {"ankle": 94}, "pointed": {"ankle": 138}},
    faults=(
        Fault("sitting_on_the_floor", {"lean": -1}, 45, "degrees of leaning back"),
        Fault("leg_long", {"knee": 1}, 45, "degrees of knee flexion"),
        Fault("other_leg_bent", {"other_knee": -1}, 92, "degrees too straight", required=False),
        Fault(
            "hands_on_the_band", {"hands": -1}, 1, "share of the way to the floor", required=False
        ),
        Fault("flex_and_point", {}, 1, "share of the movement that is missing"),
    ),
    anchor=("thigh.left", "thigh.right"),
    props=frozenset({"mat", "strap"}),
    strap_from=2,
)
