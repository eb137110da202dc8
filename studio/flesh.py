"""The shapes that make up a person: trunk, head, arms, hands, legs, feet. Lengths in metres."""

from __future__ import annotations

from studio.geometry import FloatArray, unit, vec
from studio.look import Look
from studio.shapes import Material, Shape, cone, ellipsoid
from studio.skeleton import SIDES, Side, Skeleton, sign


def flesh(skeleton: Skeleton, look: Look) -> list[Shape]:
    """All shapes of a person, around a skeleton of plain height."""
    shapes = _pelvis(look) + _torso(skeleton, look) + _neck_and_head(skeleton, look)
    shapes += _hair(skeleton, look)
    for side in SIDES:
        shapes += _arm(skeleton, look, side) + _hand(skeleton, side)
        shapes += _leg(skeleton, look, side) + _foot(skeleton, look, side)
    return shapes


def _pelvis(look: Look) -> list[Shape]:
    p = look.proportions
    wide, deep = p.hips * (0.5 + 0.5 * p.girth), p.girth
    loose = vec(1, 0.4, 1) * look.loose * 0.6
    middle = vec(0.155 * wide, 0.095, 0.098 * deep) + loose
    seat = vec(0.080 * wide, 0.085, 0.075 * deep) + loose
    return [
        ellipsoid("pelvis", "trousers", vec(0, 0.015, -0.008), middle),
        ellipsoid("pelvis", "trousers", vec(0.062 * wide, -0.015, -0.055), seat),
        ellipsoid("pelvis", "trousers", vec(-0.062 * wide, -0.015, -0.055), seat),
    ]


def _torso(skeleton: Skeleton, look: Look) -> list[Shape]:
    p = look.proportions
    # bone, share of the way up, depth, half axes, how much the belly counts
    rows = (
        ("spine1", 0.090, -0.005, (0.135, 0.080, 0.085), 1.0),
        ("spine2", 0.160, -0.005, (0.128, 0.085, 0.082), 1.0),
        ("spine3", 0.240, -0.005, (0.135, 0.090, 0.090), 0.5),
        ("spine4", 0.340, -0.005, (0.150, 0.110, 0.102), 0.0),
        ("spine5", 0.420, -0.010, (0.150, 0.080, 0.085), 0.0),
    )
    shapes = []
    for bone, up, depth, axes, soft in rows:
        round_ = 1 + (p.belly - 1) * soft
        width = (p.shoulders if soft < 0.5 else 1.0) * (0.5 + 0.5 * p.girth) * round_
        half = vec(axes[0] * width, axes[1] * p.trunk, axes[2] * p.girth * round_)
        half = half + vec(1, 0, 1) * look.loose
        centre = vec(0, up * p.trunk, depth + 0.5 * axes[2] * (round_ - 1))
        shapes.append(ellipsoid(bone, "shirt", centre, half))
    return shapes


def _neck_and_head(skeleton: Skeleton, look: Look) -> list[Shape]:
    top = 0.50 * look.proportions.trunk
    thick = 0.5 + 0.5 * look.proportions.girth
    throat = (vec(0, top - 0.03, -0.02), vec(0, top + 0.11, 0.005))
    shapes = [cone("neck1", "skin", throat, (0.062 * thick, 0.052 * thick), 0.03)]

    def part(at: FloatArray, axes: FloatArray, blend: float) -> None:
        shapes.append(ellipsoid("head", "skin", at + vec(0, top, 0), axes, blend))

    part(vec(0, 0.200, 0), vec(0.080, 0.105, 0.095), 0.01)
    part(vec(0, 0.145, 0.025), vec(0.058, 0.062, 0.062), 0.03)
    part(vec(0, 0.118, 0.062), vec(0.028, 0.020, 0.022), 0.015)
    for g in (1, -1):
        part(vec(g * 0.080, 0.185, -0.005), vec(0.012, 0.032, 0.020), 0.008)
        part(vec(g * 0.032, 0.202, 0.076), vec(0.020, 0.012, 0.014), 0.01)
    nose = (vec(0, top + 0.200, 0.088), vec(0, top + 0.172, 0.106))
    shapes.append(cone("head", "skin", nose, (0.009, 0.015), 0.012))
    return shapes


def _hair(skeleton: Skeleton, look: Look) -> list[Shape]:
    if look.hair == "shaved":
        return []
    top = 0.50 * look.proportions.trunk
    cap = ellipsoid(
        "head", "hair", vec(0, top + 0.230, -0.022), vec(0.090, 0.095, 0.098), blend=0.002
    )
    shapes = [cap]
    if look.hair == "bun":
        bun = vec(0.042, 0.040, 0.040)
        shapes.append(ellipsoid("head", "hair", vec(0, top + 0.290, -0.105), bun, 0.015))
    if look.hair == "bob":
        back = vec(0.088, 0.095, 0.055)
        shapes.append(ellipsoid("head", "hair", vec(0, top + 0.165, -0.062), back, 0.01))
    return shapes


def _arm(skeleton: Skeleton, look: Look, side: Side) -> list[Shape]:
    k, thick = f".{side}", 0.4 + 0.6 * look.proportions.girth
    shoulder, elbow = skeleton.head("upper_arm" + k), skeleton.head("forearm" + k)
    wrist, middle = skeleton.head("hand" + k), (shoulder + elbow) / 2
    belly = (elbow + wrist) / 2
    sleeve = look.loose * 0.8 if look.sleeve > 0.3 else 0.0
    cuff = look.loose * 0.6 if look.sleeve > 1 else 0.0
    yoke = (skeleton.head("clavicle" + k), shoulder)
    upper, fore = "upper_arm" + k, "forearm" + k
    low: Material = "skin"
    return [
        cone("clavicle" + k, "shirt", yoke, (0.050, 0.052 * thick), 0.05),
        cone(upper, "shirt", (shoulder, middle), (0.056 * thick, 0.050 * thick + sleeve)),
        cone(upper, low, (middle, elbow), (0.048 * thick + cuff, 0.038 * thick + cuff)),
        cone(fore, low, (elbow, belly), (0.038 * thick + cuff, 0.041 * thick + cuff)),
        cone(fore, low, (belly, wrist), (0.040 * thick + cuff, 0.025)),
    ]


def _hand(skeleton: Skeleton, side: Side) -> list[Shape]:
    k, g = f".{side}", sign(side)
    wrist = skeleton.head("hand" + k)
    along = unit(skeleton.tail("hand" + k) - wrist)
    across = vec(g * 0.15, 0, 1)
    across = unit(across - across.dot(along) * along)
    shapes = []
    for o in (-0.025, -0.008, 0.008, 0.025):
        base, knuckle = wrist + 0.025 * along + o * 0.6 * across, wrist + 0.09 * along + o * across
        tip = wrist + (0.172 - abs(o - 0.005) * 0.6) * along + o * 1.2 * across
        shapes.append(cone("hand" + k, "skin", (base, knuckle), (0.016, 0.013), 0.012))
        shapes.append(cone("fingers" + k, "skin", (knuckle, tip), (0.0105, 0.0085), 0.003))
    thumb = (wrist + 0.03 * along + 0.02 * across, wrist + 0.10 * along + 0.060 * across)
    shapes.append(cone("hand" + k, "skin", thumb, (0.013, 0.010), 0.008))
    return shapes


def _leg(skeleton: Skeleton, look: Look, side: Side) -> list[Shape]:
    k, thick = f".{side}", look.proportions.girth
    hip, knee = skeleton.head("thigh" + k), skeleton.head("shin" + k)
    ankle, middle = skeleton.head("foot" + k), (hip + knee) / 2
    calf = knee + 0.3 * (ankle - knee) + vec(0, 0, -0.012)
    low = knee + 0.55 * (ankle - knee)
    loose = look.loose if look.leg_cover > 0.5 else 0.0
    hem = look.loose * 1.3 if look.leg_cover > 1.3 else 0.0
    thigh, shin = "thigh" + k, "shin" + k
    cloth: Material = "trousers"
    top = (hip + vec(0, -0.02, 0), middle)
    return [
        cone(thigh, cloth, top, (0.090 * thick + loose, 0.074 * thick + loose), 0.035),
        cone(thigh, cloth, (middle, knee), (0.074 * thick + loose, 0.054 * thick + hem), 0.03),
        cone(shin, cloth, (knee, calf), (0.050 * thick + hem, 0.054 * thick + hem)),
        cone(shin, cloth, (calf, low), (0.054 * thick + hem, 0.046 * thick + hem), 0.02),
        cone(shin, cloth, (low, ankle), (0.046 * thick + hem, 0.033 + 0.6 * hem), 0.02),
    ]


def _foot(skeleton: Skeleton, look: Look, side: Side) -> list[Shape]:
    k, g = f".{side}", sign(side)
    ankle, ball = skeleton.head("foot" + k), skeleton.head("toes" + k)
    thick = {"shoes": 0.005, "socks": 0.0, "bare": -0.003}[look.footwear]
    heel = ankle + vec(0, -0.042, -0.032)
    instep = ankle + vec(0, -0.030, 0.05)
    sole, foot = ankle + vec(g * 0.005, -0.050, 0.11), "foot" + k
    shapes = [
        cone(foot, "foot", (heel, sole), (0.030 + thick, 0.034 + thick), 0.015),
        cone(foot, "foot", (ankle, instep), (0.033 + thick, 0.035 + thick), 0.02),
    ]
    tip = ankle + vec(g * 0.005, -0.060, 0.170)
    if look.footwear != "bare":
        toes = cone("toes" + k, "foot", (ball, tip), (0.033 + thick, 0.023 + thick), 0.02)
        return [*shapes, toes]
    for i, o in enumerate((-0.024, -0.009, 0.003, 0.014, 0.024)):
        root = ball + vec(g * o * 0.8, 0.0, 0.0)
        end = tip + vec(g * o, -0.004, 0.008 - 0.011 * i)
        shapes.append(cone("toes" + k, "foot", (root, end), (0.022, 0.013), 0.012))
    return shapes
