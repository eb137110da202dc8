"""Angles and lengths of one leg."""

from __future__ import annotations

import numpy as np

from pose.angles import angle_at, distance, from_horizontal
from pose.types import SIDES, Side, landmark, other
from stretches.body import Body
from stretches.measures.combine import share
from stretches.measures.trunk import forward_lean
from stretches.vocabulary import Measure


def knee_in_space(body: Body, side: Side) -> float | None:
    """Knee angle, 180° straight; no more bent than picture and metres both say.

    Near the front the landmarks in metres read right angles as 51° to 104° and the picture, which
    a raised camera opens, as 68° to 150°. A knee that is truly bent to 80° and less shows as 38° to
    84°; from a level camera 15° off the front even one bent to 45° shows as 75°, and passes. From
    the side it is the picture's angle, which a leg that stands off it closes: on a photograph, half
    from behind, a front knee read 44° there and 71° in metres. In between it is the one in metres.
    """
    metres = _angle_in_metres(body, side, "hip", "knee", "ankle")
    if body.turned >= SIDE_ENOUGH:
        flat = body.knee(side)
        return None if flat is None else max(flat, min(metres or 0.0, RIGHT_ANGLE))
    flat = body.bend(side, "hip", "knee", "ankle")
    if metres is None or flat is None or body.turned >= FRONT_ENOUGH:
        return metres
    return max(metres, min(flat, RIGHT_ANGLE))


def hip_in_space(body: Body, side: Side) -> float | None:
    """Hip angle; from near the front out of the landmarks in metres, unsigned there."""
    return _in_space(body, side, Body.hip, "shoulder", "hip", "knee")


def _in_space(body: Body, side: Side, flat: Measure, *parts: str) -> float | None:
    if body.turned >= SIDE_ENOUGH:
        return flat(body, side)
    return _angle_in_metres(body, side, *parts)


def _angle_in_metres(body: Body, side: Side, *parts: str) -> float | None:
    """The angle at the second of three seen joints, from the landmarks in metres."""
    marks = [landmark(side, part) for part in parts]
    if not body.sees(*marks):
        return None
    a, b, c = (body.pose.world[mark] for mark in marks)
    one, two = a - b, c - b
    cosine = float(one @ two) / max(float(np.linalg.norm(one) * np.linalg.norm(two)), 1e-9)
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


RIGHT_ANGLE = 90.0
FRONT_ENOUGH = 30.0
"""Degrees of azimuth, as read, up to which metres read a knee too bent; a known 40° reads 24°."""
SIDE_ENOUGH = 50.0
"""Degrees of azimuth from which the picture's own angles are taken."""


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


def knee_even_hidden(body: Body, side: Side) -> float | None:
    """Knee angle where all looks put the leg in one place, seen or not, 180° straight."""
    hip, knee, ankle = body.joint(side, "hip"), body.guess(side, "knee"), body.guess(side, "ankle")
    if hip is None or knee is None or ankle is None:
        return None
    return angle_at(hip, knee, ankle)


def knee_or_fold(body: Body, side: Side) -> float | None:
    """`knee_even_hidden`, but no more than a right angle where the ankle lies near the hip.

    A shin that points at the camera is so short in the picture that its angle is noise; how near
    the ankle is to the hip tells then that the leg is folded. Seen from farther round, a shin that
    lies across runs on in the thigh's direction: there the smaller angle of the picture's and the
    one in metres is the true one. Of a half open leg that does not, the picture tells more.
    """
    angle = knee_even_hidden(body, side)
    if angle is not None and body.turned < ACROSS_SEEN_LONG:
        in_metres = _angle_in_metres(body, side, "hip", "knee", "ankle")
        if in_metres is not None and (in_metres <= FOLDED_IN_METRES or angle >= RUNS_ON):
            angle = min(angle, in_metres)
    hip, ankle = body.joint(side, "hip"), body.guess(side, "ankle")
    if angle is None or hip is None or ankle is None:
        return angle
    reach = share(distance(hip, ankle), body.leg)
    return min(angle, 90.0) if reach is not None and reach <= NEAR_HIP else angle


ACROSS_SEEN_LONG = 65.0
"""Degrees of azimuth below which a shin across the mat can look like the thigh's continuation."""
FOLDED_IN_METRES = 110.0
"""Degrees. Pigeon's folded knees, of 49°, mostly read 42° to 104° in metres in six clips, in one
51° to 119°, in one more than 120°; a far one opened to 147° read 118° to 125° there, and 139° to
149° in the picture."""
RUNS_ON = 160.0
"""Degrees in the picture from which a shin runs on in the thigh's direction."""
NEAR_HIP = 0.55
"""Shares of the leg. In pigeon the folded leg's ankle read 0.25 to 0.48 from its hip, that of a leg
which is not folded 0.72 to 1."""


def thigh_off_floor(body: Body, side: Side) -> float | None:
    """The thigh's inclination without a sign, degrees from level."""
    joints = body.joints(side, "hip", "knee")
    return None if joints is None else from_horizontal(*joints)


def shin_off_vertical(body: Body, side: Side) -> float | None:
    """The shin's inclination without a sign, degrees from upright."""
    joints = body.joints(side, "knee", "ankle")
    return None if joints is None else 90.0 - from_horizontal(*joints)


def shin_slant(body: Body, side: Side) -> float | None:
    """How far the shin slants forward or back, degrees from upright, corrected for the view.

    Turned away from the side by an angle, the camera sees the slant's tangent shortened by that
    angle's cosine, as it does a forward lean; nearer to the front than 30° no more is made up for.
    """
    seen = shin_off_vertical(body, side)
    if seen is None or seen >= 80.0:
        return seen
    shortened = np.sin(np.radians(max(body.turned, 30.0)))
    return float(np.degrees(np.arctan(np.tan(np.radians(seen)) / shortened)))


def step_length(body: Body, side: Side) -> float | None:
    """How far the ankles are apart, shares of the leg."""
    ankles = [body.joint(s, "ankle") for s in SIDES]
    if ankles[0] is None or ankles[1] is None:
        return None
    return share(distance(ankles[0], ankles[1]), body.leg)


def lunge_length(body: Body, side: Side) -> float | None:
    """`step_length`, and a little more over a bent knee; `side` is the rear leg.

    Whoever draws the rear leg in keeps the knees bent at a step of 0.27 to 0.33, the hips high over
    the front foot. Whoever stands with the feet as far apart has the knees straight, and whoever
    sits the hips low.
    """
    step, high = step_length(body, side), hip_above_ankle(body, other(side))
    knees = [knee for knee in (body.knee(s) for s in SIDES) if knee is not None]
    bent = bool(knees) and min(knees) <= LUNGE_BENT
    drawn_in = bent and high is not None and high >= LUNGE_HIGH
    return step + LUNGE_LONGER if step is not None and drawn_in else step


LUNGE_BENT, LUNGE_HIGH, LUNGE_LONGER = 150.0, 0.65, 0.08
"""Degrees, and shares of the leg: on a chair the hips read 0.50 to 0.59 above the foot, over a leg
drawn in 0.86 to 0.88."""


def knee_beyond_toes(body: Body, side: Side) -> float | None:
    """How far the knee stands in front of the toes, shares of the leg; − behind them."""
    joints = body.joints(side, "knee", "foot_index")
    if joints is None or body.anterior == 0:
        return None
    return share(float(joints[0][0] - joints[1][0]) * body.anterior, body.leg)


def foot_slope(body: Body, side: Side) -> float | None:
    """The line from heel to toes against level, degrees."""
    joints = body.joints(side, "heel", "foot_index")
    return None if joints is None else from_horizontal(*joints)


def sole_off_floor(body: Body, side: Side) -> float | None:
    """`foot_slope`, on the scale of a foot that slopes by 17° when it is flat.

    Half in front of the camera a flat foot slopes by up to 34° in the picture, so its own slope at
    rest is what tells, as long as its toes stay where they were: in good form it changed by −9° to
    4°, with the heel up by 9° to 39°. Unknown, from the side alone it can be read.
    """
    slope, toes = foot_slope(body, side), body.joint(side, "foot_index")
    own = None if body.tall is None else body.tall.soles[SIDES.index(side)]
    if slope is None or toes is None or body.trunk is None:
        return None
    if own is not None and distance(toes, np.array(own.toes)) <= TOES_STAY * body.trunk:
        return slope - own.slope_deg + FLAT
    return slope if body.view == "side" else None


FLAT = 17.0
"""Degrees by which a flat foot slopes on the target's scale."""
TOES_STAY = 0.35
"""Trunk lengths within which toes stand where they stood: a heel that is raised drew them along by
up to 0.29."""


def hip_above_ankle(body: Body, side: Side) -> float | None:
    """How far the hip lies above the ankle, shares of the leg."""
    joints = body.joints(side, "hip", "ankle")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.leg)


def knee_from_under_hip(body: Body, side: Side) -> float | None:
    """How far the knee is from being straight below the hip, shares of the trunk."""
    joints = body.joints(side, "hip", "knee")
    return None if joints is None else share(abs(float(joints[0][0] - joints[1][0])), body.trunk)


def knee_below_hip(body: Body, side: Side) -> float | None:
    """How far the knee lies below the hip in the picture, shares of the thigh."""
    joints = body.joints(side, "hip", "knee")
    return None if joints is None else share(float(joints[1][1] - joints[0][1]), body.thigh)


def hip_as_if_upright(body: Body, side: Side) -> float | None:
    """The unsigned hip angle, as if a trunk that leans back a little were upright.

    Leaning back opens the hip without anybody leaving the chair.
    """
    angle, lean = body.bend(side, "shoulder", "hip", "knee"), forward_lean(body, side)
    if angle is None or lean is None:
        return angle
    return angle - min(max(0.0, -lean), LEANS_BACK)


LEANS_BACK = 15.0
"""Degrees by which somebody on a chair may lean back."""


def hip_extension(body: Body, side: Side) -> float | None:
    """Hip extension beyond the straight line, degrees."""
    angle = body.hip(side)
    return None if angle is None else angle - 180.0


def hip_under_upright_trunk(body: Body, side: Side) -> float | None:
    """The hip angle, as if the trunk leaned no farther forward than an upright one may.

    A trunk that leans closes the hip without moving it; it is told so by a check of its own.
    """
    angle, lean = body.hip(side), forward_lean(body, side)
    if angle is None or lean is None:
        return angle
    return min(180.0, angle + max(0.0, lean - UPRIGHT)) if angle < 180.0 else angle


UPRIGHT = 15.0
"""Degrees by which an upright trunk may lean forward."""


def hip_flexion(body: Body, side: Side) -> float | None:
    """Hip flexion from the straight line, degrees."""
    angle = body.hip(side)
    return None if angle is None else 180.0 - angle


def leg_stretch(body: Body, side: Side) -> float | None:
    """How far the ankle is from the hip, shares of the whole leg, even where its knee is hidden.

    Then the other leg's lengths stand in for its own, which reads a little short: the far leg is
    farther from the camera.
    """
    ends = body.joints(side, "hip", "ankle")
    whose = other(side) if body.knee_hidden(side) else side
    leg = body.joints(whose, "hip", "knee", "ankle")
    if ends is None or leg is None:
        return None
    hip, knee, ankle = leg
    return share(distance(*ends), distance(hip, knee) + distance(knee, ankle))


def knee_behind_the_other(body: Body, side: Side) -> float | None:
    """Knee angle of a far leg that the near one crosses, by where all looks put it; else None.

    It is read too bent, and in thirteen clips alike: a straight one as 139° to 164° at the median,
    one bent by 47° to 57° as 111° to 125°. An ankle that is read too near makes a straight leg
    short and bent: of a leg so short a small angle tells nothing.
    """
    knee, near = body.guess(side, "knee"), body.joints(other(side), "hip", "knee", "ankle")
    ends = body.joints(side, "hip", "ankle")
    if knee is None or near is None or ends is None or not body.knee_hidden(side):
        return None
    hip, ankle = ends
    angle = angle_at(hip, knee, ankle)
    drawn = distance(hip, knee) + distance(knee, ankle)
    other_leg = distance(near[0], near[1]) + distance(near[1], near[2])
    return None if angle < BENT_BEHIND and drawn < DRAWN_BEHIND * other_leg else angle


BENT_BEHIND, DRAWN_BEHIND = 135.0, 0.8
"""Degrees up to which such a knee may be bent, and the least share of the near leg's length at
which it is believed: bent ones read 0.80 to 0.96."""
