"""The crossed leg of the figure fours: how its ankle lies on the other thigh."""

from __future__ import annotations

from pose.angles import distance, distance_to_segment
from pose.types import FloatArray, Side, other
from stretches.body import Body
from stretches.measures.combine import share
from stretches.measures.legs import thigh_off_floor
from stretches.vocabulary import Measure


def ankle_to_other_thigh(body: Body, side: Side) -> float | None:
    """How far the ankle lies from the other thigh, shares of the thigh."""
    return _ankle_to_thigh(body, side, 0.0)


def ankle_to_knee_half(body: Body, side: Side) -> float | None:
    """How far the ankle lies from the knee half of the other thigh, shares of the thigh."""
    return _ankle_to_thigh(body, side, 0.5)


def hidden_ankle_on_thigh(body: Body, side: Side) -> float | None:
    """How far an ankle that may be hidden lies from the other thigh, where it lies on it.

    None where it is read elsewhere: a guess can show that the leg is crossed, not that it isn't.
    """
    ankle = body.guess(side, "ankle")
    if _on_other_shin(body, side, ankle):
        return None
    off = _to_thigh(body, side, ankle, 0.0)
    return None if off is None or off > ON_THIGH else off


ON_THIGH = 0.55
"""Shares of the thigh within which an ankle rests on the other thigh: on its thickness it reads so
far from the line between hip and knee."""


def hidden_ankle_raised(body: Body, side: Side) -> float | None:
    """`ankle_raised` of an ankle that may be hidden."""
    return _raised(_above_own_hip(body, side, body.guess(side, "ankle")), body, side)


def _ankle_to_thigh(body: Body, side: Side, start: float) -> float | None:
    return _to_thigh(body, side, body.joint(side, "ankle"), start)


def _to_thigh(body: Body, side: Side, ankle: FloatArray | None, start: float) -> float | None:
    thigh = body.joints(other(side), "hip", "knee")
    if ankle is None or thigh is None:
        return None
    hip, knee = thigh
    return share(distance_to_segment(ankle, hip + start * (knee - hip), knee)[0], body.thigh)


def unless_on_other_shin(measure: Measure, above_floor: Measure, least: float) -> Measure:
    """The same measure; None where the ankle is read in the air on the other leg's shin.

    There the model puts the ankle of a crossed leg that it cannot make out.

    Args:
        above_floor: how high the ankle is; least: from which height it is in the air.
    """

    def believed(body: Body, side: Side) -> float | None:
        height = above_floor(body, side)
        in_the_air = height is not None and height >= least
        mistaken = in_the_air and _on_other_shin(body, side, body.joint(side, "ankle"))
        return None if mistaken else measure(body, side)

    return believed


def _on_other_shin(body: Body, side: Side, ankle: FloatArray | None) -> bool:
    shin = body.joints(other(side), "knee", "ankle")
    if ankle is None or shin is None or body.thigh is None:
        return False
    knee, foot = shin
    # Near its knee a crossed ankle belongs; a little beyond its ankle the foot is still it.
    below, end = knee + 0.4 * (foot - knee), foot + 0.2 * (foot - knee)
    off = distance_to_segment(ankle, below, end)[0]
    hip = body.joint(other(side), "hip")
    near = max(off, BESIDE_KNEE * body.thigh)
    if hip is not None and distance_to_segment(ankle, hip, knee)[0] < near:
        return False
    return bool(off <= ON_SHIN * body.thigh)


BESIDE_KNEE = 0.3
"""Shares of the thigh: so near to the thigh the page takes an ankle as crossed, shin or not."""
ON_SHIN = 0.25
"""Shares of the thigh within which an ankle is read on the other leg's shin."""


def ankle_above_other_ankle(body: Body, side: Side) -> float | None:
    """How far this ankle lies above the other one, shares of the leg."""
    mine, theirs = body.joint(side, "ankle"), body.joint(other(side), "ankle")
    if mine is None or theirs is None:
        return None
    return share(float(theirs[1] - mine[1]), body.leg)


def ankle_raised(body: Body, side: Side) -> float | None:
    """How far the ankle lies above its hip or the other ankle in lying, shares of the thigh.

    About 0 with both feet on the floor. With the other foot alone on it the crossed ankle may be no
    higher than the hips, but is above that foot. A raised camera shows the far foot higher than the
    near one, and the far hip as well: so each ankle goes by its own hip.
    """
    return _raised(ankle_above_hip(body, side), body, side)


def _raised(above_hip: float | None, body: Body, side: Side) -> float | None:
    other_ankle = body.joint(other(side), "ankle")
    theirs = _above_own_hip(body, other(side), other_ankle)
    return above_hip if above_hip is None or theirs is None else max(above_hip, above_hip - theirs)


def ankle_above_hip(body: Body, side: Side) -> float | None:
    """How far the ankle lies above its hip in lying, shares of the thigh; 0 with the foot down.

    With the other leg long on the floor the thigh to rest on is down there too: then 1.
    """
    ankle = body.joint(side, "ankle")
    low = thigh_off_floor(body, other(side))
    if low is not None and low <= 25 and ankle is not None:
        return 1.0
    return _above_own_hip(body, side, ankle)


def _above_own_hip(body: Body, side: Side, ankle: FloatArray | None) -> float | None:
    hip = body.joint(side, "hip")
    if hip is None or ankle is None:
        return None
    return share(float(hip[1] - ankle[1]), body.thigh)


def crossed_over(body: Body, side: Side) -> float | None:
    """How near this ankle is to the other thigh; the crossed leg's is the nearer one."""
    off = ankle_to_other_thigh(body, side)
    return None if off is None else -off


def crossing_untold(body: Body) -> bool:
    """Whether the far ankle is read on the near leg's shin, near the other ankle.

    So the model draws a far leg that the near one hides, and has either crossed by turns.
    """
    far = other(body.near)
    mine, theirs = body.joint(far, "ankle"), body.joint(body.near, "ankle")
    if mine is None or theirs is None or not _on_other_shin(body, far, mine):
        return False
    apart = share(distance(mine, theirs), body.thigh)
    return apart is not None and apart < ANKLES_APART


ANKLES_APART = 0.6
"""Shares of the thigh. In two clips the ankles of legs seen to be crossed mostly read 0.7 to 1.5
apart, with the far leg drawn on the near one's shin 0 to 0.5."""
