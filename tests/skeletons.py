"""Stick figures for the tests: the nine stretches, positions of rest, and films of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from builder import THIGH, Builder, Figure, aim, beside, leftward
from sight import seen

from pose.types import RIGHT, SIDES, Pose, Side, other

# Positions of rest


def standing(curve: float = 0.0) -> Figure:
    body = Builder(lean=0)
    for side in SIDES:
        body.leg(side, thigh=180, shin=180)
        body.arm(side, (0.05, -0.50, 0.05))
    return body.on_the_floor(curve)


def sitting_upright(curve: float = 0.0) -> Figure:
    """On a chair, both feet on the floor."""
    body = Builder(lean=0)
    for side in SIDES:
        body.leg(side, thigh=90, shin=180)
        body.arm(side, (0.30, -0.40, -0.05), bow=(-0.08, -0.08, 0))
    return body.on_the_floor(curve)


def sitting_on_the_mat() -> Figure:
    """On the floor, hands beside the hips, both knees drawn up."""
    body = Builder(lean=-10)
    for side in SIDES:
        body.leg(side, thigh=45, shin=150)
        body.arm(side, (-0.12, -0.50, 0.05))
    return body.on_the_floor()


def lying_flat() -> Figure:
    """On the back, both knees bent and both feet on the floor."""
    body = Builder(lean=-90)
    for side in SIDES:
        body.leg(side, thigh=50, shin=160, sole=90)
        body.arm(side, (0.45, 0.02, 0.08))
    return body.on_the_floor()


# The nine stretches, in good form unless told otherwise


def cat_cow(
    curve: float = 0.0,
    nod: float = 0.0,
    hands_forward: float = 0.0,
    knees_back: float = 0.0,
    elbows_out: float = 0.0,
) -> Figure:
    """On hands and knees.

    Args:
        curve: of the back: + the cat, − the cow.
        hands_forward: how far the hands lie in front of the shoulders, metres.
        knees_back: how far the thighs slant backward, degrees.
        elbows_out: how far the elbows bow backward, metres.
    """
    body = Builder(lean=86, nod=nod)
    for side in SIDES:
        body.leg(side, thigh=180 + knees_back, shin=270, sole=270)
        body.arm(side, (hands_forward, -0.45, 0.0), bow=(-elbows_out, 0, 0))
    return body.on_the_floor(curve)


def standing_hip_flexor(
    side: Side,
    rear_thigh: float = 197,
    rear_shin: float = 235,
    front_thigh: float = 130,
    front_shin: float = 190,
    lean: float = 2,
    curve: float = 0.0,
) -> Figure:
    """A long lunge; `side` is the rear leg."""
    body = Builder(lean=lean)
    body.leg(side, rear_thigh, rear_shin, sole=125)
    body.leg(other(side), front_thigh, front_shin, sole=90)
    for hand in SIDES:
        body.arm(hand, (0.22, -0.42, -0.05))
    return body.on_the_floor(curve)


def supine_figure_four(
    side: Side,
    thigh: float = -15,
    shin: float = 75,
    lean: float = -90,
    nod: float = 0,
    along: float = 0.8,
    hands_on_belly: bool = False,
) -> Figure:
    """On the back, the `side` ankle across the other thigh, which is drawn in.

    Args:
        thigh: the supporting thigh's direction: −90 on the chest, 90 long on the floor.
        along: where on that thigh the ankle rests, 0 hip to 1 knee.
    """
    body = Builder(lean=lean, nod=nod)
    body.leg(other(side), thigh, shin)
    knee = np.array([0.10, 0.28, 0.28]) if thigh < 60 else np.array([0.15, 0.18, 0.34])
    body.crossed_leg(side, knee, along)
    hold = body.at(other(side), "hip") + 0.6 * THIGH * aim(thigh) + 0.06 * aim(thigh + 90)
    for hand in SIDES:
        if hands_on_belly:
            body.arm(hand, (0.25, 0.15, -0.15), bow=(0, -0.05, 0.1))
        else:
            body.hand_at(hand, hold, bow=(0.05, -0.05, 0.05))
    return body.on_the_floor()


def supine_figure_four_lighter(side: Side) -> Figure:
    """The lighter form: the lower leg stays long on the floor, the hands rest."""
    return supine_figure_four(side, thigh=88, shin=90, hands_on_belly=True)


def seated_figure_four(
    side: Side,
    lean: float = 25,
    shin: float = 180,
    sole: float = 90,
    along: float = 0.75,
    ankle_below_knee: float = 0.0,
    curve: float = 0.0,
    nod: float = 0.0,
    support_thigh: float = 90,
) -> Figure:
    """On a chair, the `side` ankle across the other thigh, hinging forward."""
    body = Builder(lean=lean, nod=nod)
    body.leg(other(side), support_thigh, shin, sole)
    body.crossed_leg(side, np.array([0.22, 0.05, 0.35]), along, beside=ankle_below_knee)
    body.hand_at(side, beside(body.at(side, "knee"), up=0.05), bow=(0, -0.05, 0))
    body.hand_at(other(side), beside(body.at(side, "ankle"), up=0.05), bow=(0, -0.05, 0))
    return body.on_the_floor(curve)


def half_kneeling_hip_flexor(
    side: Side,
    rear_thigh: float = 188,
    rear_shin: float = 270,
    front_thigh: float = 90,
    front_shin: float = 180,
    lean: float = 3,
    bend: float = 18,
    arm_up: bool = True,
    hand_on_leg: bool = True,
    inward: float = 0,
) -> Figure:
    """Kneeling on the `side` knee, that arm up and over toward the front leg.

    The kneeling thigh stands so many degrees `inward` of upright.
    """
    over = -leftward(side) * bend
    body = Builder(lean=lean, bend=over)
    body.leg(side, rear_thigh, rear_shin, sole=270, across=-leftward(side) * inward)
    body.leg(other(side), front_thigh, front_shin, sole=90)
    if arm_up:
        body.hand_at(side, body.at(side, "shoulder") + 0.5 * aim(0, 1.3 * over))
    else:
        body.arm(side, (0.20, -0.30, 0.10), bow=(0, -0.05, 0.05))
    if hand_on_leg:
        front_knee = body.at(other(side), "knee")
        body.hand_at(other(side), beside(front_knee, forward=-0.08, up=0.06))
    else:
        body.arm(other(side), (-0.20, -0.25, 0.35))
    return body.on_the_floor()


def lying_hamstring(
    side: Side,
    raised: float = 70,
    knee_flexion: float = 4,
    other_thigh: float = 90,
    other_shin: float = 92,
    lean: float = -90,
    hands_up: bool = True,
) -> Figure:
    """On the back, the `side` leg raised by the strap, so many degrees above the floor."""
    body = Builder(lean=lean)
    body.leg(side, 90 - raised, 90 - raised + knee_flexion)
    body.leg(other(side), other_thigh, other_shin)
    for hand in SIDES:
        if hands_up:
            body.arm(hand, (0.25, 0.32, -0.08), bow=(0.03, -0.05, 0.05))
        else:
            body.arm(hand, (0.48, -0.02, 0.10))
    return body.on_the_floor()


def seated_calf(
    side: Side,
    pointed: float = 0.0,
    thigh: float = 90,
    shin: float = 91,
    other_thigh: float = 42,
    other_shin: float = 150,
    lean: float = 4,
    hands_forward: bool = True,
) -> Figure:
    """On the mat, the `side` leg long, its foot pointed by so many degrees."""
    body = Builder(lean=lean)
    body.leg(side, thigh, shin, sole=pointed)
    body.leg(other(side), other_thigh, other_shin, sole=80)
    for hand in SIDES:
        if hands_forward:
            body.arm(hand, (0.42, -0.22, -0.08), bow=(-0.02, -0.08, 0))
        else:
            body.arm(hand, (-0.10, -0.49, 0.05))
    figure = body.on_the_floor()
    # The buttocks, not a pointed foot, are what rests on the floor.
    joints = figure.joints.copy()
    joints[:, 1] += 0.10 - figure.middle("hip")[1]
    return replace(figure, joints=joints)


def pigeon(
    side: Side,
    lean: float = 40,
    curve: float = 0.0,
    roll: float = 0.0,
    front_thigh: float = 98,
    front_ankle: Iterable[float] = (-0.15, 0.0, -0.36),
    rear_thigh: float = 263,
    rear_shin: float = 269,
) -> Figure:
    """The `side` shin across the front of the mat, the other leg long behind."""
    body = Builder(lean=lean, roll=leftward(side) * roll)
    body.folded_leg(side, front_thigh, np.asarray(tuple(front_ankle)))
    body.leg(other(side), rear_thigh, rear_shin, sole=270)
    for hand in SIDES:
        shoulder = body.at(hand, "shoulder")
        floor = body.at(other(side), "ankle")[1] - 0.02
        body.hand_at(hand, np.array([shoulder[0] + 0.25, floor, shoulder[2]]), bow=(-0.05, 0, 0))
    return body.on_the_floor(curve)


def standing_ql(
    side: Side,
    bend: float = 22,
    lean: float = 2,
    crossed: bool = True,
    arm_up: bool = True,
    hand_on_thigh: bool = True,
) -> Figure:
    """Feet crossed, the `side` arm up and over, bending to the other side."""
    over = -leftward(side) * bend
    body = Builder(lean=lean, bend=over)
    inward = -leftward(side) * (16 if crossed else -2)
    body.leg(side, 186, 186, sole=90, across=inward)
    body.leg(other(side), 178, 180, sole=90, across=-0.5 * inward)
    if arm_up:
        body.hand_at(
            side, body.at(side, "shoulder") + 0.5 * aim(0, 1.6 * over), bow=(0, 0.02, 0.06)
        )
    else:
        body.arm(side, (0.05, 0.12, 0.30), bow=(0, -0.18, 0.05))
    if hand_on_thigh:
        hip, knee = (body.at(other(side), part) for part in ("hip", "knee"))
        on_thigh = beside(hip + 0.45 * (knee - hip), forward=0.07)
        body.hand_at(other(side), on_thigh, bow=(0, 0, 0.08))
    else:
        body.arm(other(side), (0.0, -0.10, 0.48))
    return body.on_the_floor()


# Over time


RATE = 10.0
"""Frames a second."""

Motion = Callable[[float], Figure]
"""A figure for each moment since the motion began."""


def still(figure: Figure) -> Motion:
    return lambda t: figure


def moving(before: Figure, after: Figure, seconds: float) -> Motion:
    """Evenly from one figure to the next."""
    return lambda t: before.blended(after, min(t / seconds, 1.0))


def foot_pumping(side: Side, period: float = 3.0) -> Motion:
    """The calf stretch: the foot points and flexes, 40° to and fro."""
    return lambda t: seated_calf(side, pointed=10 - 20 * float(np.cos(2 * np.pi * t / period)))


def back_waving(*curves: float, seconds: float = 2.5) -> Motion:
    """Cat-cow: from a flat back to each of the curves in turn, so many seconds each."""
    ends = (0.0, *curves)

    def at(t: float) -> Figure:
        leg = min(int(t / seconds), len(curves) - 1)
        share = min(t / seconds - leg, 1.0)
        smooth = (1 - float(np.cos(np.pi * share))) / 2
        curve = ends[leg] + smooth * (ends[leg + 1] - ends[leg])
        return cat_cow(curve=curve, nod=350 * curve)

    return at


def filmed(*scenes: tuple[Motion, float], azimuth: float = 85.0, **camera: object) -> list[Pose]:
    """The poses of scenes played one after the other, each with its seconds; see `seen`."""
    poses: list[Pose] = []
    last: tuple[Figure, Pose] | None = None
    for motion, seconds in scenes:
        for frame in range(round(seconds * RATE)):
            figure = motion(frame / RATE)
            if last is None or last[0] is not figure:  # the same figure is drawn once
                last = figure, seen(figure, azimuth, **camera)
            poses.append(replace(last[1], t=len(poses) / RATE))
    return poses


def joined(*films: list[Pose]) -> list[Pose]:
    """Films one after the other, in one time."""
    poses = [pose for film in films for pose in film]
    return [replace(pose, t=index / RATE) for index, pose in enumerate(poses)]


# How each stretch is filmed


AZIMUTHS = {"half_kneeling_hip_flexor": 35.0, "standing_ql": 5.0}


def good_azimuth(slug: str, side: Side) -> float:
    """A camera from which the whole of the stretch can be judged: on the working leg's flank."""
    azimuth = AZIMUTHS.get(slug, 85.0)
    return azimuth if side == RIGHT or slug == "cat_cow" else -azimuth


def posed(slug: str, side: Side, **otherwise: object) -> Figure:
    """One of the nine stretches in good form, but for what is told."""
    build = globals()[slug]
    return build(**otherwise) if slug == "cat_cow" else build(side, **otherwise)


def performed(slug: str, side: Side, **otherwise: object) -> Motion:
    """The stretch as it is done: held still, but for the foot that keeps pumping."""
    if slug == "seated_calf":
        return foot_pumping(side)
    return still(posed(slug, side, **otherwise))
