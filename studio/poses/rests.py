"""Postures of rest, from which the stretches are entered. All are the same on both sides."""

from __future__ import annotations

from studio.geometry import X, downward, unit, vec
from studio.poser import Poser
from studio.poses.model import Params
from studio.posture import Posture
from studio.skeleton import SIDES, Skeleton, sign

SOLE = 0.075
KNEE_PAD = 0.052
SEAT = 0.088


def hang_arms(p: Poser) -> None:
    """Arms down beside the body."""
    for side in SIDES:
        g = sign(side)
        p.arm(side, downward(2, g * 10), downward(14, g * 6))


def standing(skeleton: Skeleton, _: Params) -> Posture:
    """Upright, feet a little apart, arms down."""
    p = Poser(skeleton).trunk(1)
    for side in SIDES:
        p.leg(side, downward(1, sign(side) * 4), 3).flat_foot(side, yaw=6)
    hang_arms(p)
    return p.posture()


def kneeling_up(skeleton: Skeleton, _: Params) -> Posture:
    """Upright on both knees, arms down."""
    p = Poser(skeleton).trunk(2)
    for side in SIDES:
        p.leg(side, downward(0, sign(side) * 4), 89, ankle=168)
    hang_arms(p)
    return p.posture()


def lying(skeleton: Skeleton, _: Params) -> Posture:
    """On the back, legs long, arms beside the body."""
    p = Poser(skeleton).trunk(-90).neck(10)
    for side in SIDES:
        g = sign(side)
        p.leg(side, (g * 0.07, -0.06, 1), 2, ankle=125)
        p.arm(side, (g * 0.35, -0.06, 1), (g * 0.25, -0.02, 1), hinge=(-g * 0.1, -1, 0))
    return p.posture()


def hook_lying(skeleton: Skeleton, _: Params) -> Posture:
    """On the back, knees up, feet flat, arms beside the body."""
    p = Poser(skeleton).trunk(-90).neck(10)
    for side in SIDES:
        g = sign(side)
        ankle = vec(g * 0.10, SOLE - SEAT, 0.80 * skeleton.thigh)
        p.leg_to(side, p.posture().head("pelvis") + ankle, (0, 1, 0.2)).flat_foot(side)
        p.arm(side, (g * 0.35, -0.06, 1), (g * 0.25, -0.02, 1), hinge=(-g * 0.1, -1, 0))
    return p.posture()


def sitting_on_chair(skeleton: Skeleton, _: Params) -> Posture:
    """Upright on a chair, feet flat, hands on the thighs."""
    p = Poser(skeleton).trunk(2)
    for side in SIDES:
        p.leg(side, downward(88, sign(side) * 5), 88).flat_foot(side)
    hands_on_thighs(p)
    return p.posture()


def hands_on_thighs(p: Poser) -> None:
    """Rest both hands on the thighs, a hand's length above the knees."""
    s = p.skeleton
    for side in SIDES:
        posture = p.posture()
        hip, knee = posture.head(f"thigh.{side}"), posture.head(f"shin.{side}")
        target = hip + 0.72 * (knee - hip) + vec(0, 0.085 * s.scale, 0)
        p.reach(side, target, (sign(side), -0.4, -0.8), unit(knee - hip), (0, 1, 0))


def long_sitting(skeleton: Skeleton, _: Params) -> Posture:
    """On the mat, legs long in front, hands on the thighs."""
    p = Poser(skeleton).trunk(4, round_=12)
    for side in SIDES:
        p.leg(side, unit((sign(side) * 0.09, -0.03, 1)), 4, hinge=X, ankle=112)
    hands_on_thighs(p)
    return p.posture()
