"""Where knees and ankles are, against the hips and the other leg."""

from __future__ import annotations

import numpy as np

from pose.angles import distance
from pose.types import SIDES, FloatArray, Side, other
from stretches.body import Body
from stretches.measures.combine import share
from stretches.vocabulary import Measure


def ankle_above_knee(body: Body, side: Side) -> float | None:
    """How far the ankle lies above the knee, shares of the thigh."""
    joints = body.joints(side, "knee", "ankle")
    return None if joints is None else share(float(joints[0][1] - joints[1][1]), body.thigh)


def knee_behind_hip(body: Body, side: Side) -> float | None:
    """How far the knee lies behind the hip, shares of the thigh."""
    joints = body.joints(side, "hip", "knee")
    if joints is None or body.anterior == 0:
        return None
    return share(float(joints[0][0] - joints[1][0]) * body.anterior, body.thigh)


def ankle_behind_hip(body: Body, side: Side) -> float | None:
    """How far the ankle lies behind the hip, shares of the leg."""
    joints = body.joints(side, "hip", "ankle")
    if joints is None or body.anterior == 0:
        return None
    return share(float(joints[0][0] - joints[1][0]) * body.anterior, body.leg)


def knee_above_other_ankle(body: Body, side: Side) -> float | None:
    """How far this knee lies above the other foot's ankle, shares of the leg."""
    knee, ankle = body.joint(side, "knee"), body.joint(other(side), "ankle")
    if knee is None or ankle is None:
        return None
    return share(float(ankle[1] - knee[1]), body.leg)


def knee_above_other_knee(body: Body, side: Side) -> float | None:
    """How far this knee lies above the other one, shares of the leg."""
    return _above_other_knee(body, side, body.joint(side, "knee"))


def hidden_knee_above_other_knee(body: Body, side: Side) -> float | None:
    """The same where this knee may be hidden and all looks put it in one place."""
    return _above_other_knee(body, side, body.guess(side, "knee"))


def _above_other_knee(body: Body, side: Side, mine: FloatArray | None) -> float | None:
    theirs = body.joint(other(side), "knee")
    if mine is None or theirs is None:
        return None
    return share(float(theirs[1] - mine[1]), body.leg)


def feet_order(body: Body, side: Side) -> float | None:
    """How far the ankles keep the hips' order, shares of the leg; negative where crossed.

    Not of the trunk, which a forward lean shortens in the picture.
    """
    hips = [body.joint(s, "hip") for s in SIDES]
    ankles = [body.joint(s, "ankle") for s in SIDES]
    if hips[0] is None or hips[1] is None or ankles[0] is None or ankles[1] is None:
        return None
    if not body.framing.feet:
        return None
    order = np.sign(hips[0][0] - hips[1][0])
    return share(float(ankles[0][0] - ankles[1][0]) * float(order), body.leg)


def knee_above_own_ankle(body: Body, side: Side) -> float | None:
    """How far the knee lies above its own ankle, shares of the leg."""
    joints = body.joints(side, "knee", "ankle")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.leg)


def knee_above_hidden_ankle(body: Body, side: Side) -> float | None:
    """The same where the ankle may be hidden and all looks put it in one place."""
    knee, ankle = body.joint(side, "knee"), body.guess(side, "ankle")
    if knee is None or ankle is None:
        return None
    return share(float(ankle[1] - knee[1]), body.leg)


def kneeling(body: Body, side: Side) -> float | None:
    """How low this knee is; the kneeling leg's is the lower one."""
    knee = body.joint(side, "knee")
    return None if knee is None else share(float(knee[1]), body.leg)


def long_leg(body: Body, side: Side) -> float | None:
    """How far the ankle is from the hip; the long leg's is the farther one.

    Two long legs are alike: straight, the far one reads 0.83 to 0.90 beside a near one of 1.
    """
    joints = body.joints(side, "hip", "ankle")
    reach = None if joints is None else share(distance(*joints), body.leg)
    return None if reach is None else min(reach, LONG)


LONG = 0.83
"""Shares of the leg: its knee is then bent by no more than 68°."""


def long_leg_even_misread(body: Body, side: Side) -> float | None:
    """`long_leg`, but a far leg read as folded more than knees fold is taken for the long one."""
    misread = _far_and_bent_as_well(body, side) and _folded_too_far(body, side)
    return LONG if misread else long_leg(body, side)


FOLDED_MOST = 25.0
"""Degrees between thigh and shin, which touch by then."""


def long_leg_untold(body: Body) -> bool:
    """Whether both legs are read as bent, so that neither looks like the long one.

    So the model reads a long far leg that the near one hides. One that is read as folded more than
    knees fold does tell.
    """
    far = other(body.near)
    return _far_and_bent_as_well(body, far) and not _folded_too_far(body, far)


def unless_both_bent(measure: Measure) -> Measure:
    """The same measure; None of a far leg that is read as bent beside a bent near one.

    In stretches with one leg long it is the long one then, and misread.
    """
    return lambda body, side: None if _far_and_bent_as_well(body, side) else measure(body, side)


def _folded_too_far(body: Body, side: Side) -> bool:
    knee = body.bend(side, "hip", "knee", "ankle")
    return knee is not None and knee < FOLDED_MOST


def _far_and_bent_as_well(body: Body, side: Side) -> bool:
    if side == body.near:
        return False
    mine, theirs = long_leg(body, side), long_leg(body, other(side))
    return mine is not None and theirs is not None and max(mine, theirs) < BOTH_BENT


BOTH_BENT = 0.72
"""Shares of the leg. Beside a bent near leg, of 0.60 to 0.70, a long far one read 0.8 and more
where it was seen, and 0.1 to 0.7 where it was not. It is then bent by 88° and more."""


def leg_in_front(body: Body, side: Side) -> float | None:
    """How far the leg lies in front of the hips; the folded leg's is the farther one.

    The trunk often hides a folded leg's ankle: then its knee tells.
    """
    behind = ankle_behind_hip(body, side)
    if behind is None and body.thigh is not None:
        knee = knee_behind_hip(body, side)
        behind = None if knee is None else share(knee * body.thigh, body.leg)
    return None if behind is None else -behind
