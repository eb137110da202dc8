"""Of the trunk, neck and head of somebody who lies on the back."""

from __future__ import annotations

from pose.types import Side
from stretches.body import Body
from stretches.measures.combine import share
from stretches.measures.trunk import neck_off_trunk, trunk_from_horizontal


def head_lift(body: Body, side: Side) -> float | None:
    """How far the ear is above the shoulder in lying, shares of the trunk."""
    joints = body.joints(body.near, "shoulder", "ear")
    return None if joints is None else share(float(joints[0][1] - joints[1][1]), body.trunk)


def reclined(body: Body, side: Side) -> float | None:
    """How far the whole trunk is from lying flat, degrees: less of who only curls up.

    Lifted shoulders raise the trunk's line, by the synthetic figure's landmarks to 16° to 40°,
    and bend the neck by 35° to 88°. Somebody who sits half up against something looks ahead: the
    trunk reads 41° to 53°, the neck no more than 24°, as in lying flat. On photographs
    somebody who lay flat read 19°, with a lifted head 28° to 51°.
    """
    off = trunk_from_horizontal(body, side)
    neck = neck_off_trunk(body, side)
    if off is None or neck is None:
        return off
    return max(0.0, off - min(max(0.0, neck - CURLED_FROM), CURLING_RAISES))


def curl(body: Body, side: Side) -> float | None:
    """How far the neck is bent off a trunk that has left the floor, degrees.

    A pillow bends the neck as well, and leaves the trunk flat: over one nobody counts as curled.
    """
    off, neck = trunk_from_horizontal(body, side), neck_off_trunk(body, side)
    if off is None or neck is None:
        return None
    return neck if off >= LEFT_FLOOR else min(neck, CURLED_FROM)


CURLED_FROM, CURLING_RAISES = 30.0, 15.0
"""Degrees of the neck from which it is bent more than in lying flat, and by how much curling up
raises the trunk's line at most without being half sitting."""
LEFT_FLOOR = 12.0
"""Degrees. Trunks that lie flat read up to 14, by a camera a metre high and more up to 19."""
