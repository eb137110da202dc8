"""Where arms and hands are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pose.angles import distance_to_segment
from pose.types import SIDES, FloatArray, Landmark, Side, landmark
from stretches.body import Body
from stretches.measures.combine import share
from stretches.measures.trunk import BENT_OVER, upright_in_space


def wrist_from_under_shoulder(body: Body, side: Side) -> float | None:
    """How far the wrist is from being straight below the shoulder, shares of the trunk."""
    joints = body.joints(side, "shoulder", "wrist")
    return None if joints is None else share(abs(float(joints[0][0] - joints[1][0])), body.trunk)


def wrist_below_shoulder(body: Body, side: Side) -> float | None:
    """How far the wrist lies below the shoulder in the picture, shares of the trunk."""
    joints = body.joints(side, "shoulder", "wrist")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.trunk)


def arm_raise(body: Body, side: Side) -> float | None:
    """The angle hip–shoulder–wrist, 180° straight overhead."""
    return body.bend(side, "hip", "shoulder", "wrist")


def wrist_above_head(body: Body, side: Side) -> float | None:
    """How far the wrist is above the top of the head, shares of the trunk.

    On photographs a wrist beside the crown, its elbow bent to 51° and 86°, reads 0; straight arms
    of the synthetic figure 0.4 to 0.8.
    """
    wrist = body.joint(side, "wrist")
    if wrist is None:
        return None
    eyes = body.pose.points[[Landmark.LEFT_EYE, Landmark.RIGHT_EYE]].mean(axis=0)
    above_eyes = share(float(eyes[1] - wrist[1]), body.trunk)
    return None if above_eyes is None else above_eyes - EYES_TO_CROWN


EYES_TO_CROWN = 0.23
"""Shares of the trunk, hips to shoulders: about 11 of 48 cm."""


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
    return _hands_to(segments, _wrists(body, SIDES), body.thigh)


UPPER_THIGH = 0.2
"""The share of the thigh that hands beside the hips are near to."""


def own_hand_to_thigh(body: Body, side: Side) -> float | None:
    """How far this side's wrist is from its own thigh, shares of the thigh.

    A thigh that points at the camera has no length in the picture, and the other one may be
    misread: it counts for no less than what a thigh is of the trunk.
    """
    thigh = body.joints(side, "hip", "knee")
    if thigh is None or body.thigh is None or body.trunk is None:
        return None
    return _hands_to([thigh], _wrists(body, (side,)), max(body.thigh, THIGH_OF_TRUNK * body.trunk))


def own_hand_to_leg(body: Body, side: Side) -> float | None:
    """The same of thigh or shin: a hand that presses into the front leg may lie below its knee.

    On the side away from the camera a hand that hangs beside the hips lies before the leg in the
    picture: there the landmarks in metres tell that it is off it, while the trunk is upright.
    """
    off, lean = _own_hand_in_picture(body, side), upright_in_space(body, side)
    in_doubt = side != body.near and lean is not None and abs(lean) <= BENT_OVER
    if off is None or off <= SURELY_ON or not in_doubt:
        return off
    in_metres = _own_hand_in_metres(body, side)
    return off if in_metres is None or in_metres <= OFF_IN_METRES else max(off, in_metres)


def _own_hand_in_picture(body: Body, side: Side) -> float | None:
    to_thigh = own_hand_to_thigh(body, side)
    shin, wrist = body.joints(side, "knee", "ankle"), body.joint(side, "wrist")
    if to_thigh is None or shin is None or wrist is None or body.trunk is None:
        return to_thigh
    knee, ankle = shin
    off = distance_to_segment(wrist, knee, knee + UPPER_SHIN * (ankle - knee))[0]
    return min(to_thigh, off / (THIGH_OF_TRUNK * body.trunk) + ONLY_NEAR)


def _own_hand_in_metres(body: Body, side: Side) -> float | None:
    parts = ("hip", "knee", "ankle", "wrist")
    hip, knee, ankle, wrist = (body.pose.world[landmark(side, part)] for part in parts)
    shin = knee + UPPER_SHIN * (ankle - knee)
    nearest = min(distance_to_segment(wrist, knee, end)[0] for end in (hip, shin))
    return share(nearest, float(np.linalg.norm(knee - hip)))


SURELY_ON, OFF_IN_METRES = 0.15, 0.6
"""Shares of the thigh. In six clips a hand on the farther leg read 0.09 to 0.56 off it in metres,
in the one with 0.56 less than 0.1 in the picture; in four, one that hung beside the hips 0.62 to
0.83, and 0.19 to 0.54 in the picture."""
UPPER_SHIN = 0.7
"""The share of the shin that a hand reaches."""
ONLY_NEAR = 0.2
"""Shares of the thigh: a hand on the shin lies nearer to its line than one on the thigh does."""
THIGH_OF_TRUNK = 0.75
"""In eight clips seen from 15° to 37° off the front thighs read 0.73 to 0.92 of the trunk; 0.2 to
0.7 where they were misread."""


def _wrists(body: Body, hands: tuple[Side, ...]) -> list[FloatArray]:
    found = [body.joint(hand, "wrist") for hand in hands]
    return [wrist for wrist in found if wrist is not None]


def _hands_to(
    segments: Sequence[Sequence[FloatArray]], wrists: Sequence[FloatArray], thigh: float | None
) -> float | None:
    off = [min(distance_to_segment(wrist, a, b)[0] for a, b in segments) for wrist in wrists]
    return share(max(off), thigh) if off else None


def hands_before_trunk(body: Body, side: Side) -> float | None:
    """How far the less forward seen wrist stands out of the chest's side, shares of the trunk.

    From an oblique view the distance in the picture is shortened, and corrected for that. None
    where a folded arm on the nearer side tells it: so the model draws a hand that a knee hides.
    """
    if body.front_of_trunk is None or body.hips is None or body.turned < 20.0:
        return None
    out = {
        hand: float((wrist - body.hips) @ body.front_of_trunk)
        for hand in SIDES
        if (wrist := body.joint(hand, "wrist")) is not None
    }
    if not out:
        return None
    least = min(out, key=lambda hand: out[hand])
    if least == body.near and out[least] >= 0 and _folded(body, least):
        return None
    shortened = float(np.sin(np.radians(body.turned)))
    return share(out[least] / shortened, body.trunk)


FOLDED_ARM = 60.0
"""Degrees at the elbow, of which 35 is all that an arm can do. The hidden near hand of an arm
stretched out to the band was drawn at its shoulder, the elbow mostly at 35° to 55°."""


def _folded(body: Body, hand: Side) -> bool:
    elbow = body.bend(hand, "shoulder", "elbow", "wrist")
    return elbow is not None and elbow < FOLDED_ARM
