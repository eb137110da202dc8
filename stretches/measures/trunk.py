"""The trunk, the head and the spine's curve."""

from __future__ import annotations

import numpy as np

from pose.angles import turn_from
from pose.types import SIDES, FloatArray, Landmark, Side, landmark
from stretches.body import Body
from stretches.measures.combine import share
from stretches.vocabulary import Measure


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
    return None if lean is None else _lean_seen_from(body.turned, lean)


def _lean_seen_from(turned: float, lean: float) -> float | None:
    if turned < 15.0:
        return None
    if abs(lean) >= 80.0:
        return lean
    shortened = np.sin(np.radians(turned))
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
    ahead = forward_in_space(body)
    return float(np.degrees(np.arctan2(float(trunk @ ahead), -float(trunk[1]))))


def face_held_up(leans: float) -> Measure:
    """How far the nose is above the shoulders, shares of the trunk, in a trunk that may lean.

    From the front the landmarks in metres read a lean of 45° as 5° to 38°, but the face sinks
    toward the shoulders with it: to 0.03 to 0.22, from 0.26 to 0.46 of an upright trunk; bent
    sideways as well to 0.10 and less, from 0.27 and more, on a photograph 0.16. A trunk that leans
    by less than `leans` degrees in metres is upright, with a hanging head too: then 1. From farther
    round the picture shows the lean itself, and from behind the face is unseen: 1 as well.
    """

    def held_up(body: Body, side: Side) -> float | None:
        lean = upright_in_space(body, side)
        if lean is None or body.shoulders is None:
            return None
        if body.turned >= 40.0 or lean < leans or not body.sees(Landmark.NOSE):
            return 1.0
        return share(float(body.shoulders[1] - body.pose.point(Landmark.NOSE)[1]), body.trunk)

    return held_up


def forward_in_space(body: Body) -> FloatArray:
    """The (3,) unit direction out of the hips, level, from the landmarks in metres."""
    world = body.pose.world
    across = world[landmark("left", "hip")] - world[landmark("right", "hip")]
    # Forward is level and square to the hips; it points to the nose's side of the ears.
    forward = np.array([across[2], 0.0, -across[0]])
    forward = forward / max(float(np.linalg.norm(forward)), 1e-6)
    ears = (world[Landmark.LEFT_EAR] + world[Landmark.RIGHT_EAR]) / 2
    backward = float(forward @ (world[Landmark.NOSE] - ears)) < 0
    return -forward if backward else forward


NARROW = 0.25
"""Trunk lengths, hips and shoulders together. Bent trunks seen from the front read 0.35 to 1.2, one
that was read as seen from the side up to 0.2 either way round."""
BENT_OVER = 20.0
"""Degrees of forward lean that turn the azimuth as it is read: 50° turned it from 17° to 41°. Then
it is taken from their last upright moments."""


def side_bend(body: Body, side: Side) -> float | None:
    """Side bend toward the working side, degrees, for any view up to about 45° from the front.

    Seen from the front the picture tells it. Turned away, a forward lean leaks into the picture,
    so the landmarks in metres take over: the trunk's lean along the hips' own axis.
    """
    turned = _turned_though_bent(body, side)
    if body.hips is None or body.shoulders is None or turned > NEARLY_SIDE:
        return None
    toward = 1.0 if side == "left" else -1.0
    if turned <= 20.0:
        return _bend_in_picture(body, toward)
    world = body.pose.world
    trunk3 = _middle(world, "shoulder") - _middle(world, "hip")
    across = world[landmark("left", "hip")] - world[landmark("right", "hip")]
    across[1] = 0.0
    norm = float(np.linalg.norm(across))
    if norm < 1e-6:
        return None
    return toward * float(np.degrees(np.arctan2(float(trunk3 @ across) / norm, -float(trunk3[1]))))


NEARLY_SIDE, MISREAD_UP_TO = 58.0, 45.0
"""Degrees of azimuth as read: beyond the first nothing shows a bend. Up to the second a bend of 24°
turned it, of bodies seen from 5° to 16° off the front, which had read 12° before."""


def _turned_though_bent(body: Body, side: Side) -> float:
    """From where a bent trunk is seen: where known, from where it was seen upright."""
    if body.turned_standing is not None and body.turned <= MISREAD_UP_TO:
        return body.turned_standing
    lean = upright_in_space(body, side)
    if lean is not None and lean > BENT_OVER and body.turned_upright is not None:
        return body.turned_upright
    return body.turned


def _bend_in_picture(body: Body, toward: float) -> float | None:
    """Against upright in the picture: the hip line itself tilts with the pose.

    None where hips and shoulders are too narrow to tell left from right.
    """
    if body.hips is None or body.shoulders is None or body.trunk is None:
        return None
    left, right = (
        sum(float(body.pose.points[landmark(side, part)][0]) for part in ("hip", "shoulder"))
        for side in SIDES
    )
    if abs(left - right) < NARROW * body.trunk:
        return None
    trunk = body.shoulders - body.hips
    aside = float(trunk[0]) * np.sign(left - right)
    return toward * float(np.degrees(np.arctan2(aside, -float(trunk[1]))))


def spine_on_the_hips(body: Body, side: Side) -> float | None:
    """The back's curve: + rounded, − hollow, shares of the trunk, without the buttocks.

    A trunk that leans forward by less than 8° stands on them, and the outline takes them in:
    straight backs read up to +0.08.
    """
    curve, lean = body.spine, forward_lean(body, side)
    if curve is None or lean is None:
        return curve
    return curve - BUTTOCKS * float(np.clip(1.0 - lean / OFF_THEM, 0.0, 1.0))


BUTTOCKS, OFF_THEM = 0.07, 8.0
"""Shares of the trunk, and degrees of forward lean from which it is off them."""


def _middle(world: FloatArray, part: str) -> FloatArray:
    middle: FloatArray = (world[landmark("left", part)] + world[landmark("right", part)]) / 2
    return middle


def neck_off_trunk(body: Body, side: Side) -> float | None:
    """How far the neck is bent forward from the trunk's line in the picture, degrees.

    A rounded upper back carries the head forward. On the synthetic figure it read 1° to 11° with a
    straight back, hinged or not, and 21° to 41° with 60° of rounding; people who sit or stand
    upright on photographs read 10° to 26°.
    """
    if body.joint(body.near, "ear") is None or body.anterior == 0:
        return None
    if body.up_trunk is None or body.shoulders is None:
        return None
    ears = body.pose.points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=0)
    return body.anterior * turn_from(body.up_trunk, ears - body.shoulders)


def rounding(body: Body, side: Side) -> float | None:
    """`neck_off_trunk`, on the scale of a person whose neck is bent by 17° when they sit tall.

    Sitting tall, the synthetic figure's neck read 3° to 10° and people's on photographs up to 26°.
    So what tells is the change from the person's own: −8° to 10° with a straight back, 13° to 34°
    with 60° of rounding. Whoever only looks down bends the neck as well, but a rounded trunk grows
    shorter in the picture: 0.75 to 0.95 of the length that its hinge forward leaves, a straight
    one 0.86 to 1.06. Nobody counts as rounder than they read while that does not show. Which way
    they sit is taken from when they sat tall: hinged, 41° off the front read as 25°.
    """
    neck = neck_off_trunk(body, side)
    if neck is None or body.tall is None or body.trunk is None:
        return neck
    raised = OWN_NECK - min(body.tall.neck_deg, TALL_NECK)
    tilt, turned = body.trunk_lean(), body.tall.turned
    lean = None if tilt is None else _lean_seen_from(turned, tilt)
    if raised <= 0:
        return neck + raised
    if lean is None:
        return neck
    flat = np.sin(np.radians(lean)) * np.cos(np.radians(turned))
    straight = body.tall.trunk_px * float(np.sqrt(1 - flat**2))
    return neck + raised if body.trunk < SHORTER * straight else neck


OWN_NECK, TALL_NECK = 17.0, 26.0
"""Degrees by which the neck is bent of somebody who sits tall, on the target's scale, and by which
it is at most: whoever rests with it bent farther slouches."""
SHORTER = 0.96
"""Times its length to which a trunk has to shrink before it counts as rounded."""


def shoulder_hip_roll(body: Body, side: Side) -> float | None:
    """How far the shoulder line is turned against the hip line in the picture, degrees.

    None unless seen from nearly before or behind: from elsewhere both lines are short in the
    picture, and their directions noise.
    """
    if body.turned > FROM_BEFORE:
        return None
    lines = []
    for part in ("shoulder", "hip"):
        ends = [body.joint(s, part) for s in SIDES]
        if ends[0] is None or ends[1] is None:
            return None
        lines.append(ends[0] - ends[1])
    return abs(turn_from(lines[0], lines[1]))


FROM_BEFORE = 35.0
"""Degrees of azimuth up to which the lines across shoulders and hips can be read."""


def spine_from_neutral(body: Body, side: Side) -> float | None:
    """How far the spine's curve is from this person's own neutral, without a sign."""
    change = spine_above_neutral(body, side)
    return None if change is None else abs(change)


def spine_above_neutral(body: Body, side: Side) -> float | None:
    """The spine's curve above this person's own neutral: + rounder, shares of the trunk.

    In a stretch that is done with a flat back, above how flat it lately was in it; see
    `NeutralSpine`.
    """
    if body.spine is None or body.spine_reference is None:
        return None
    return body.spine - body.spine_reference


def spine_below_neutral(body: Body, side: Side) -> float | None:
    """The spine's curve below this person's own neutral: + hollower, shares of the trunk."""
    change = spine_above_neutral(body, side)
    return None if change is None else -change
