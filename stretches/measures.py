"""Measures shared by the stretches' pages: each reads one figure off a body, None where unseen.

A measure takes the body and the working side. `Body`'s own measures of one side (`Body.knee`,
`Body.hip`, …) are measures as they stand; `opposite` turns one to the other side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pose.angles import (
    distance,
    distance_to_segment,
    from_horizontal,
    turn_from,
)
from pose.types import SIDES, FloatArray, Landmark, Side, landmark, other
from stretches.body import Body
from stretches.vocabulary import Measure


def opposite(measure: Measure) -> Measure:
    """The same measure on the side that is not working."""
    return lambda body, side: measure(body, other(side))


def nearer(measure: Measure) -> Measure:
    """The same measure on the side nearer the camera."""
    return lambda body, side: measure(body, body.near)


def legs_apart(measure: Measure) -> Measure:
    """The same measure; None where both legs are read in one place, as when one hides the other."""
    return lambda body, side: None if body.legs_as_one else measure(body, side)


def share(part: float | None, whole: float | None) -> float | None:
    """A length as a share of a body length."""
    return None if part is None or whole is None or whole <= 0 else part / whole


# The trunk


def trunk_from_horizontal(body: Body, side: Side) -> float | None:
    """How far the trunk's line is from lying flat, degrees."""
    lean = body.trunk_from_vertical()
    return None if lean is None else abs(90.0 - lean)


def trunk_tilt(body: Body, side: Side) -> float | None:
    """Trunk lean without a sign, degrees from upright."""
    return body.trunk_from_vertical()


def face_up(body: Body, side: Side) -> float | None:
    """How far the chest points up: 1 straight up, −1 straight down."""
    front = body.front_of_trunk
    return None if front is None else float(-front[1])


def forward_lean(body: Body, side: Side) -> float | None:
    """Trunk lean, + forward, degrees; from an oblique view corrected for the camera's angle.

    Turned away from the side by an angle, the camera sees the lean's tangent shortened by that
    angle's cosine. Nearer to the front than 15° nothing of it is left to correct: None.
    """
    lean = body.trunk_lean()
    if lean is None or body.turned < 15.0:
        return None
    if abs(lean) >= 80.0:
        return lean
    shortened = np.sin(np.radians(body.turned))
    return float(np.degrees(np.arctan(np.tan(np.radians(lean)) / shortened)))


def upright_in_space(body: Body, side: Side) -> float | None:
    """Forward lean of the trunk from the landmarks in metres, + forward, degrees.

    For views from the front, where the picture does not show a forward lean.
    """
    if body.turned >= 40.0:
        return forward_lean(body, side)
    if body.hips is None or body.shoulders is None:
        return None
    world = body.pose.world
    trunk = _middle(world, "shoulder") - _middle(world, "hip")
    across = world[landmark("left", "hip")] - world[landmark("right", "hip")]
    # Forward is level and square to the hips; it points to the nose's side of the ears.
    forward = np.array([across[2], 0.0, -across[0]])
    norm = float(np.linalg.norm(forward))
    if norm < 1e-6:
        return None
    forward = forward / norm
    ears = (world[Landmark.LEFT_EAR] + world[Landmark.RIGHT_EAR]) / 2
    if float(forward @ (world[Landmark.NOSE] - ears)) < 0:
        forward = -forward
    return float(np.degrees(np.arctan2(float(trunk @ forward), -float(trunk[1]))))


def side_bend(body: Body, side: Side) -> float | None:
    """Side bend toward the working side, degrees, for any view up to about 45° from the front.

    Seen from the front the picture tells it. Turned away, a forward lean leaks into the picture,
    so the landmarks in metres take over: the trunk's lean along the hips' own axis.
    """
    if body.hips is None or body.shoulders is None or body.turned > 58.0:
        return None
    toward = 1.0 if side == "left" else -1.0
    if body.turned <= 20.0:
        left, right = (body.pose.points[landmark(s, "hip")] for s in SIDES)
        axis = left - right
        level = axis if abs(axis[0]) > 1e-6 else np.array([1.0, 0.0])
        # Against upright in the picture: the hip line itself tilts with the pose.
        trunk = body.shoulders - body.hips
        return toward * float(np.degrees(np.arctan2(trunk[0] * np.sign(level[0]), -trunk[1])))
    world = body.pose.world
    trunk3 = _middle(world, "shoulder") - _middle(world, "hip")
    across = world[landmark("left", "hip")] - world[landmark("right", "hip")]
    across[1] = 0.0
    norm = float(np.linalg.norm(across))
    if norm < 1e-6:
        return None
    return toward * float(np.degrees(np.arctan2(float(trunk3 @ across) / norm, -float(trunk3[1]))))


def spine(body: Body, side: Side) -> float | None:
    """The back's curve, shares of the trunk: + rounded, − hollow."""
    return body.spine


def _middle(world: FloatArray, part: str) -> FloatArray:
    middle: FloatArray = (world[landmark("left", part)] + world[landmark("right", part)]) / 2
    return middle


# Angles in space, for views that foreshorten a limb


def knee_in_space(body: Body, side: Side) -> float | None:
    """Knee angle; from near the front out of the landmarks in metres, 180° straight."""
    return _in_space(body, side, Body.knee, "hip", "knee", "ankle")


def hip_in_space(body: Body, side: Side) -> float | None:
    """Hip angle; from near the front out of the landmarks in metres, unsigned there."""
    return _in_space(body, side, Body.hip, "shoulder", "hip", "knee")


def _in_space(body: Body, side: Side, flat: Measure, *parts: str) -> float | None:
    if body.turned >= SIDE_ENOUGH:
        return flat(body, side)
    marks = [landmark(side, part) for part in parts]
    if not body.sees(*marks):
        return None
    a, b, c = (body.pose.world[mark] for mark in marks)
    one, two = a - b, c - b
    cosine = float(one @ two) / max(float(np.linalg.norm(one) * np.linalg.norm(two)), 1e-9)
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


SIDE_ENOUGH = 50.0
"""Degrees of azimuth from which the picture's own angles are taken."""


# Legs


def elevation(body: Body, side: Side) -> float | None:
    """The thigh above the floor in lying, degrees: 0 flat, 90 straight up, more toward the head."""
    return _elevation(body, side, "knee")


def leg_elevation(body: Body, side: Side) -> float | None:
    """The whole leg, hip to ankle, above the floor in lying, degrees."""
    return _elevation(body, side, "ankle")


def _elevation(body: Body, side: Side, end: str) -> float | None:
    joints = body.joints(side, "hip", end)
    if joints is None or body.up_trunk is None:
        return None
    toward_feet = -np.sign(body.up_trunk[0])
    along = joints[1] - joints[0]
    return float(np.degrees(np.arctan2(-along[1], along[0] * toward_feet)))


def ankle_above_knee(body: Body, side: Side) -> float | None:
    """How far the ankle lies above the knee, shares of the thigh."""
    joints = body.joints(side, "knee", "ankle")
    return None if joints is None else share(float(joints[0][1] - joints[1][1]), body.thigh)


def knee_guessed(body: Body, side: Side) -> float | None:
    """Knee angle even where the other leg hides the knee: to tell a leg that is bent at all."""
    return body.bend(side, "hip", "knee", "ankle")


def thigh_off_floor(body: Body, side: Side) -> float | None:
    """The thigh's inclination without a sign, degrees from level."""
    joints = body.joints(side, "hip", "knee")
    return None if joints is None else from_horizontal(*joints)


def shin_off_vertical(body: Body, side: Side) -> float | None:
    """The shin's inclination without a sign, degrees from upright."""
    joints = body.joints(side, "knee", "ankle")
    return None if joints is None else 90.0 - from_horizontal(*joints)


def knee_behind_hip(body: Body, side: Side) -> float | None:
    """How far the knee lies behind the hip, shares of the thigh."""
    joints = body.joints(side, "hip", "knee")
    if joints is None or body.facing == 0:
        return None
    return share(float(joints[0][0] - joints[1][0]) * body.facing, body.thigh)


def ankle_behind_hip(body: Body, side: Side) -> float | None:
    """How far the ankle lies behind the hip, shares of the leg."""
    joints = body.joints(side, "hip", "ankle")
    if joints is None or body.facing == 0:
        return None
    return share(float(joints[0][0] - joints[1][0]) * body.facing, body.leg)


def step_length(body: Body, side: Side) -> float | None:
    """How far the ankles are apart, shares of the leg."""
    ankles = [body.joint(s, "ankle") for s in SIDES]
    if ankles[0] is None or ankles[1] is None:
        return None
    return share(distance(ankles[0], ankles[1]), body.leg)


def knee_beyond_toes(body: Body, side: Side) -> float | None:
    """How far the knee stands in front of the toes, shares of the leg; − behind them."""
    joints = body.joints(side, "knee", "foot_index")
    if joints is None or body.facing == 0:
        return None
    return share(float(joints[0][0] - joints[1][0]) * body.facing, body.leg)


def ankle_to_other_thigh(body: Body, side: Side) -> float | None:
    """How far the ankle lies from the other thigh, shares of the thigh."""
    return _ankle_to_thigh(body, side, 0.0)


def ankle_to_knee_half(body: Body, side: Side) -> float | None:
    """How far the ankle lies from the knee half of the other thigh, shares of the thigh."""
    return _ankle_to_thigh(body, side, 0.5)


def _ankle_to_thigh(body: Body, side: Side, start: float) -> float | None:
    ankle = body.joint(side, "ankle")
    thigh = body.joints(other(side), "hip", "knee")
    if ankle is None or thigh is None:
        return None
    hip, knee = thigh
    return share(distance_to_segment(ankle, hip + start * (knee - hip), knee)[0], body.thigh)


def ankle_above_hip(body: Body, side: Side) -> float | None:
    """How far the ankle lies above its hip in lying, shares of the thigh; 0 with the foot down.

    With the other leg long on the floor the thigh to rest on is down there too: then 1.
    """
    joints = body.joints(side, "hip", "ankle")
    if joints is None:
        return None
    low = thigh_off_floor(body, other(side))
    if low is not None and low <= 25:
        return 1.0
    return share(float(joints[0][1] - joints[1][1]), body.thigh)


def foot_slope(body: Body, side: Side) -> float | None:
    """The line from heel to toes against level, degrees."""
    joints = body.joints(side, "heel", "foot_index")
    return None if joints is None else from_horizontal(*joints)


def hip_above_ankle(body: Body, side: Side) -> float | None:
    """How far the hip lies above the ankle, shares of the leg."""
    joints = body.joints(side, "hip", "ankle")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.leg)


def knee_above_other_ankle(body: Body, side: Side) -> float | None:
    """How far this knee lies above the other foot's ankle, shares of the leg."""
    knee, ankle = body.joint(side, "knee"), body.joint(other(side), "ankle")
    if knee is None or ankle is None:
        return None
    return share(float(ankle[1] - knee[1]), body.leg)


def knee_above_other_knee(body: Body, side: Side) -> float | None:
    """How far this knee lies above the other one, shares of the leg."""
    mine, theirs = body.joint(side, "knee"), body.joint(other(side), "knee")
    if mine is None or theirs is None:
        return None
    return share(float(theirs[1] - mine[1]), body.leg)


# Arms and head


def wrist_from_under_shoulder(body: Body, side: Side) -> float | None:
    """How far the wrist is from being straight below the shoulder, shares of the trunk."""
    joints = body.joints(side, "shoulder", "wrist")
    return None if joints is None else share(abs(float(joints[0][0] - joints[1][0])), body.trunk)


def wrist_below_shoulder(body: Body, side: Side) -> float | None:
    """How far the wrist lies below the shoulder in the picture, shares of the trunk."""
    joints = body.joints(side, "shoulder", "wrist")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.trunk)


def knee_from_under_hip(body: Body, side: Side) -> float | None:
    """How far the knee is from being straight below the hip, shares of the trunk."""
    joints = body.joints(side, "hip", "knee")
    return None if joints is None else share(abs(float(joints[0][0] - joints[1][0])), body.trunk)


def knee_below_hip(body: Body, side: Side) -> float | None:
    """How far the knee lies below the hip in the picture, shares of the thigh."""
    joints = body.joints(side, "hip", "knee")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.thigh)


def arm_raise(body: Body, side: Side) -> float | None:
    """The angle hip–shoulder–wrist, 180° straight overhead."""
    return body.bend(side, "hip", "shoulder", "wrist")


def wrist_above_head(body: Body, side: Side) -> float | None:
    """How far the wrist is above the top of the face, shares of the trunk."""
    wrist = body.joint(side, "wrist")
    if wrist is None:
        return None
    eyes = body.pose.points[[Landmark.LEFT_EYE, Landmark.RIGHT_EYE]].mean(axis=0)
    return share(float(eyes[1] - wrist[1]), body.trunk)


def wrist_above_shoulder(body: Body, side: Side) -> float | None:
    """How far the wrist is above its shoulder, shares of the trunk."""
    below = wrist_below_shoulder(body, side)
    return None if below is None else -below


def hands_to_leg(body: Body, side: Side) -> float | None:
    """How far the farther seen wrist is from this side's shin or thigh, shares of the thigh.

    The thigh's uppermost part is left out: hands that lie beside the hips are near it.
    """
    thigh, shin = body.joints(side, "hip", "knee"), body.joints(side, "knee", "ankle")
    if thigh is None:
        return None
    hip, knee = thigh
    segments = [(hip + UPPER_THIGH * (knee - hip), knee), *([] if shin is None else [shin])]
    return _hands_to(body, segments, SIDES)


UPPER_THIGH = 0.2
"""The share of the thigh that hands beside the hips are near to."""


def own_hand_to_thigh(body: Body, side: Side) -> float | None:
    """How far this side's wrist is from its own thigh, shares of the thigh."""
    thigh = body.joints(side, "hip", "knee")
    return None if thigh is None else _hands_to(body, [thigh], (side,))


def _hands_to(
    body: Body, segments: Sequence[Sequence[FloatArray]], hands: tuple[Side, ...]
) -> float | None:
    wrists = [body.joint(hand, "wrist") for hand in hands]
    off = [
        min(distance_to_segment(wrist, a, b)[0] for a, b in segments)
        for wrist in wrists
        if wrist is not None
    ]
    return share(max(off), body.thigh) if off else None


def hands_before_trunk(body: Body, side: Side) -> float | None:
    """How far the less forward seen wrist stands out of the chest's side, shares of the trunk.

    From an oblique view the distance in the picture is shortened, and corrected for that.
    """
    if body.front_of_trunk is None or body.hips is None or body.turned < 20.0:
        return None
    wrists = [body.joint(hand, "wrist") for hand in SIDES]
    out = [float((w - body.hips) @ body.front_of_trunk) for w in wrists if w is not None]
    shortened = float(np.sin(np.radians(body.turned)))
    return share(min(out) / shortened, body.trunk) if out else None


def head_lift(body: Body, side: Side) -> float | None:
    """How far the ear is above the shoulder in lying, shares of the trunk."""
    joints = body.joints(body.near, "shoulder", "ear")
    return None if joints is None else share(float(joints[0][1] - joints[1][1]), body.trunk)


def ear_in_line(body: Body, side: Side) -> float | None:
    """How far the ear lies off the trunk's line, degrees without a sign."""
    joints = body.joints(body.near, "hip", "shoulder", "ear")
    if joints is None:
        return None
    hip, shoulder, ear = joints
    return abs(turn_from(shoulder - hip, ear - shoulder))


def neck_off_trunk(body: Body, side: Side) -> float | None:
    """How far the neck is turned from the trunk's line in space, degrees.

    A rounded upper back carries the head forward. On the synthetic figure seen obliquely it read
    5° upright, 15° to 20° hinged with a straight back and 38° to 44° with 60° of rounding.
    """
    seen = body.hips is not None and body.shoulders is not None
    if not seen or body.joint(body.near, "ear") is None:
        return None
    world = body.pose.world
    shoulders = _middle(world, "shoulder")
    trunk, neck = shoulders - _middle(world, "hip"), _middle(world, "ear") - shoulders
    lengths = float(np.linalg.norm(trunk) * np.linalg.norm(neck))
    if lengths < 1e-6:
        return None
    return float(np.degrees(np.arccos(np.clip(float(trunk @ neck) / lengths, -1.0, 1.0))))


def feet_order(body: Body, side: Side) -> float | None:
    """How far the ankles keep the hips' order, shares of the trunk; negative where crossed."""
    hips = [body.joint(s, "hip") for s in SIDES]
    ankles = [body.joint(s, "ankle") for s in SIDES]
    if hips[0] is None or hips[1] is None or ankles[0] is None or ankles[1] is None:
        return None
    order = np.sign(hips[0][0] - hips[1][0])
    return share(float(ankles[0][0] - ankles[1][0]) * float(order), body.trunk)


def shoulder_hip_roll(body: Body, side: Side) -> float | None:
    """How far the shoulder line is turned against the hip line in the picture, degrees."""
    lines = []
    for part in ("shoulder", "hip"):
        ends = [body.joint(s, part) for s in SIDES]
        if ends[0] is None or ends[1] is None:
            return None
        lines.append(ends[0] - ends[1])
    return abs(turn_from(lines[0], lines[1]))


# The spine against the person's own


def spine_from_neutral(body: Body, side: Side) -> float | None:
    """How far the spine's curve is from this person's own neutral, without a sign."""
    change = spine_above_neutral(body, side)
    return None if change is None else abs(change)


def spine_above_neutral(body: Body, side: Side) -> float | None:
    """The spine's curve above this person's own neutral: + rounder, shares of the trunk."""
    if body.spine is None or body.spine_reference is None:
        return None
    return body.spine - body.spine_reference


def spine_below_neutral(body: Body, side: Side) -> float | None:
    """The spine's curve below this person's own neutral: + hollower, shares of the trunk."""
    change = spine_above_neutral(body, side)
    return None if change is None else -change


def unmeasured(body: Body, side: Side) -> float | None:
    """For checks of a whole movement, which no single moment shows."""
    return None


# Ranges of motion, and which side works


def hip_unsigned(body: Body, side: Side) -> float | None:
    """Hip angle without a sign, for flexed hips seen obliquely."""
    return body.bend(side, "shoulder", "hip", "knee")


def hip_extension(body: Body, side: Side) -> float | None:
    """Hip extension beyond the straight line, degrees."""
    angle = body.hip(side)
    return None if angle is None else angle - 180.0


def hip_flexion(body: Body, side: Side) -> float | None:
    """Hip flexion from the straight line, degrees."""
    angle = body.hip(side)
    return None if angle is None else 180.0 - angle


def knee_above_own_ankle(body: Body, side: Side) -> float | None:
    """How far the knee lies above its own ankle, shares of the leg."""
    joints = body.joints(side, "knee", "ankle")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.leg)


def crossed_over(body: Body, side: Side) -> float | None:
    """How near this ankle is to the other thigh; the crossed leg's is the nearer one."""
    off = ankle_to_other_thigh(body, side)
    return None if off is None else -off


def kneeling(body: Body, side: Side) -> float | None:
    """How low this knee is; the kneeling leg's is the lower one."""
    knee = body.joint(side, "knee")
    return None if knee is None else share(float(knee[1]), body.leg)


def long_leg(body: Body, side: Side) -> float | None:
    """How far the ankle is from the hip; the long leg's is the farther one."""
    joints = body.joints(side, "hip", "ankle")
    return None if joints is None else share(distance(*joints), body.leg)


def leg_in_front(body: Body, side: Side) -> float | None:
    """How far the leg lies in front of the hips; the folded leg's is the farther one."""
    behind = ankle_behind_hip(body, side)
    return None if behind is None else -behind
