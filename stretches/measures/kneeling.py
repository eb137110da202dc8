"""A half-kneeling body's legs, seen from before, where one leg is in front of the other."""

from __future__ import annotations

import numpy as np

from pose.angles import distance
from pose.types import Side, landmark, other
from stretches.body import Body
from stretches.measures.combine import share
from stretches.measures.leg_places import knee_above_other_ankle
from stretches.measures.legs import SIDE_ENOUGH, hip_in_space, knee_in_space, shin_slant
from stretches.measures.trunk import forward_in_space, upright_in_space


def kneeling_knee_height(body: Body, side: Side) -> float | None:
    """`knee_above_other_ankle` of a kneeling knee, less of one on the side away from the camera.

    On the mat the near knee read −0.04 to 0.17, lifted by a quarter of the leg 0.35 to 0.54; the
    far one, behind the front leg and higher in the picture, −0.06 to 0.34 and 0.25 to 0.56.
    """
    height = knee_above_other_ankle(body, side)
    if height is None or side == body.near:
        return height
    return height - FAR_HIGHER


def kneeling_hip(body: Body, side: Side) -> float | None:
    """`hip_in_space` of a kneeling leg, held against the height of the hips.

    Of hips that sit back the landmarks in metres read 52° of flexion as 17° to 33°, and of a trunk
    that bends to the side, seen from before, an open hip as 135°. The picture shows how low the
    hips are: a thigh as long as the front shin, tilted by an angle, holds the hip at its cosine.
    It tilts as much in a deep lunge: then neither the landmarks in metres nor, of a thigh on the
    camera's side, the picture puts the knee before the hip, and the height is not asked. Over high
    hips and an upright trunk it is open enough for the page; whether for a stricter target, only
    the metres tell. Under a trunk that leans they read it too closed (`Body.overread`).
    """
    metres = hip_in_space(body, side)
    below = knee_below_hip_in_shins(body, other(side))
    if metres is None or below is None or body.turned >= SIDE_ENOUGH:
        return metres
    tilt = float(np.degrees(np.arccos(np.clip(1.0 + below - DRAWN_LOWER, 0.0, 1.0))))
    lean = abs(upright_in_space(body, side) or 0.0)
    if side == body.near:
        metres = max(metres, min(metres + body.overread(lean), OPEN))
    if below >= UP and side == body.near:
        return max(metres, min(180.0 - tilt - lean, OPEN))
    sat_back = _thigh_forward(body, side) >= CLEARLY_FORWARD or _drawn_back(body, side)
    return min(metres, 180.0 - tilt) if sat_back and -below >= LOW_HIPS else metres


def _drawn_back(body: Body, side: Side) -> bool:
    """Whether the kneeling thigh is drawn as one whose hips sit back.

    Nearer the front a knee that stands a little inward is drawn so as well.
    """
    drawn = _thigh_to_front_foot(body, side)
    if drawn is None or body.turned < DRAWN_FROM:
        return False
    return drawn >= DRAWN_BACK and _thigh_forward(body, side) > -CLEARLY_FORWARD


def front_knee(body: Body, side: Side) -> float | None:
    """`knee_in_space` of the front leg, no more bent than its shin's slant in the picture says.

    From before the landmarks in metres read a knee that is opened to 142° as 71° to 118°. But its
    foot stands farther forward: 29° to 37° off the front such a shin slanted by 0.39 to 0.51 of
    its height; that of a right angle by up to 0.14 at the median and 0.24 at the most, but for one
    clip with misread legs (0.38). In a deep lunge it slants backward. A thigh that falls to the
    knee opens it further.
    """
    knee = knee_in_space(body, side)
    slant = _shin_forward(body, side)
    below = knee_below_hip_in_shins(body, side)
    if knee is None or slant is None or below is None or body.turned >= SIDE_ENOUGH:
        return knee
    # A thigh that rises to the knee closes it again; being nearer, the knee is drawn too low.
    rise = float(np.degrees(np.arcsin(np.clip(-below, 0.0, 1.0))))
    fall = 0.0
    if side != body.near and body.turned < FALLS_UP_TO:
        fall = float(np.degrees(np.arcsin(np.clip(below - KNEE_LOWER, 0.0, 1.0))))
    return max(knee, 90.0 + slant - rise + fall)


def _shin_forward(body: Body, side: Side) -> float | None:
    """How far the front shin slants forward, degrees from upright; `shin_slant` with a sign."""
    joints, slant = body.joints(side, "knee", "ankle"), shin_slant(body, side)
    if joints is None or slant is None:
        return None
    ahead = _toward_front_foot(body, other(side)) or float(forward_in_space(body)[0])
    return slant if float(joints[1][0] - joints[0][0]) * ahead > 0 else -slant


def _toward_front_foot(body: Body, side: Side) -> float | None:
    """From the kneeling knee to the front foot across the picture, pixels.

    With the kneeling side nearer the camera that foot stands to the same side of the picture as
    forward lies, from however near the front it is seen; `forward_in_space` reads that wrongly
    there. Else None.
    """
    knee, ankle = body.joint(side, "knee"), body.joint(other(side), "ankle")
    if knee is None or ankle is None or side != body.near:
        return None
    return float(ankle[0] - knee[0])


def _thigh_to_front_foot(body: Body, side: Side) -> float | None:
    """How far the kneeling thigh, from the hip down, slants toward the front foot as drawn.

    Degrees; of the side nearer the camera, else None.
    """
    joints, ahead = body.joints(side, "hip", "knee"), _toward_front_foot(body, side)
    if joints is None or ahead is None:
        return None
    across, down = joints[1] - joints[0]
    return float(np.degrees(np.arctan2(float(across) * np.sign(ahead), max(float(down), 1e-9))))


def hips_high_beyond_doubt(body: Body, side: Side) -> float | None:
    """`knee_below_hip_in_shins` of the front leg where it is high enough for open hips; else None.

    The front leg may hide the kneeling one; with hips this high over a level front thigh the
    kneeling thigh stands nearly upright. Lower ones tell nothing, as from a camera near the floor:
    in good form it read −0.13 to 0.4, with hips that sat back by 38° to 52° −0.46 to −0.10. A trunk
    that leans forward closes the hip above them: then None as well.
    """
    below, lean = knee_below_hip_in_shins(body, other(side)), upright_in_space(body, side)
    if lean is not None and lean > LEANS_OVER:
        return None
    return None if below is None or below < HIGH_BEYOND_DOUBT else below


LEANS_OVER = 25.0
"""Degrees of lean in metres: one of 42° read 21° to 41°, upright trunks mostly below 20°, but up to
31° at moments."""


def hips_low_beyond_doubt(body: Body, side: Side) -> bool:
    """Whether the hips sit back so far that it shows over the front leg as well."""
    below = knee_below_hip_in_shins(body, other(side))
    if below is None or below > LOW_BEYOND_DOUBT or body.turned >= SIDE_ENOUGH:
        return False
    return _thigh_forward(body, side) >= FORWARD_BEYOND_DOUBT


def knee_below_hip_in_shins(body: Body, side: Side) -> float | None:
    """How far the knee lies below its hip in the picture, shares of its own shin."""
    joints = body.joints(side, "hip", "knee", "ankle")
    if joints is None:
        return None
    hip, knee, ankle = joints
    return share(float(knee[1] - hip[1]), distance(knee, ankle))


def _thigh_forward(body: Body, side: Side) -> float:
    """How far the thigh points forward of upright by the landmarks in metres, degrees."""
    world = body.pose.world
    thigh = world[landmark(side, "knee")] - world[landmark(side, "hip")]
    length = max(float(np.linalg.norm(thigh)), 1e-9)
    return float(np.degrees(np.arcsin(float(thigh @ forward_in_space(body)) / length)))


CLEARLY_FORWARD = 4.0
"""Degrees by which a thigh has to point forward. By cameras 0.6 m to 1.1 m high, 10° to 35° off the
front, those of hips that sat back by 38° and 52° read 5 to 16, in lunges of 35° and 40° −26 to 1,
but for one of eighteen whose legs were misread."""
LOW_HIPS = 0.15
"""Shins by which the front knee lies above the hips where these sit back: of 38° and 52° of flexion
it read 0.10 to 0.46, in good form at most 0.13, by a camera 0.6 m high. Less far back is missed
rather than good form blamed."""
DRAWN_FROM, DRAWN_BACK = 12.0, 3.0
"""Degrees: from so far off the front, as read, the near kneeling thigh is drawn slanting so far
toward the front foot where the hips sit back. In four clips of hips closed by 62° to 73°, 19° to
32° off the front, which reads 13° and more, it was 9 to 26; in good form −11 to −3, and less in a
lunge."""
FALLS_UP_TO, KNEE_LOWER = 15.0, 0.2
"""Degrees off the front, as read, up to which a falling thigh is counted, for there the metres read
an open knee as a right angle; and shins by which the knee of a level front thigh, being nearer, may
be drawn below its hip: more from a camera that looks down."""
UP = 0.05
"""Shins by which the front knee lies below the hips where these are up beyond doubt: in good form
it read −0.13 to 0.4, where they sat back −0.10 at most."""
OPEN = 150.0
"""Degrees: just open enough."""
DRAWN_LOWER = 0.08
"""Shins by which a level thigh's knee, being nearer, is drawn below its hip from 5° above level."""
LOW_BEYOND_DOUBT, FORWARD_BEYOND_DOUBT = -0.25, 10.0
"""Shins and degrees at which nobody's kneeling hip is open: in five of nine clips with a hip at
fault it read −0.49 to −0.24 and 8 to 67, two of them filmed over the front leg; in good form −0.1
at least. What lies between stays unseen there."""
HIGH_BEYOND_DOUBT = 0.0
"""Shins by which it lies below them where they are up."""
FAR_HIGHER = 0.14
"""Leg lengths by which the far knee is read too high."""
