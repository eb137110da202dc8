"""A hand held up: the sign that skips, made from across the room."""

from __future__ import annotations

from pose.angles import angle_at, distance, from_vertical
from pose.types import SIDES, Landmark, Side, other
from stretches.body import Body
from stretches.vocabulary import Stretch

HELD_S = 2.0
BLINK_S = 0.3
"""A hand lost for no longer than this is still up."""
STRAIGHT, UPRIGHT = 140.0, 30.0
"""Least elbow angle, and how far the arm may slant, degrees."""

UP_IN_THE_FORM = ("arm_overhead",)
"""Checks of stretches whose own form raises an arm: there the sign is both hands."""
HANDS_IN_THE_FORM = ("hands_on_the_strap", "hands_behind_the_thigh")
"""Checks of stretches that may look like a raised hand: there the sign counts out of them only."""


def hand_is_up(body: Body, side: Side) -> bool:
    """Whether this arm is stretched straight up, above shoulder and head."""
    arm = body.joints(side, "shoulder", "elbow", "wrist")
    if arm is None:
        return False
    shoulder, elbow, wrist = arm
    if angle_at(shoulder, elbow, wrist) < STRAIGHT:
        return False
    if abs(from_vertical(shoulder, wrist)) > UPRIGHT:
        return False
    trunk = body.trunk
    reach = distance(shoulder, wrist)
    if trunk is None or reach < 0.7 * trunk:
        return False  # foreshortened: it points at the camera
    nose = body.pose.points[Landmark.NOSE]
    return bool(wrist[1] < nose[1] - 0.1 * trunk)


def _other_raised(body: Body, side: Side) -> bool:
    """Whether this hand is seen above its shoulder; a hidden one lies at rest behind the body."""
    found = body.joints(side, "shoulder", "wrist")
    if found is None or body.trunk is None:
        return False
    shoulder, wrist = found
    return bool(wrist[1] < shoulder[1] - 0.35 * body.trunk)


class RaisedHand:
    """Follows the sign over time: one hand up and the other down, or both where told.

    In a stretch whose own form raises an arm the sign is both hands; in one whose form holds a
    strap or a thigh it counts only out of the position.
    """

    def __init__(self) -> None:
        self._since: float | None = None
        self._seen_s = float("-inf")
        self._spent = False
        self.share = 0.0

    def update(self, t: float, body: Body | None, stretch: Stretch, in_position: bool) -> bool:
        """Take in one moment; True at the one moment at which the sign has been held.

        Args:
            t: seconds.
            body: None with nobody in the picture.
            stretch: the stretch being done.
            in_position: whether the person is in it, or may be.
        """
        if body is not None and sign_is_given(body, stretch, in_position):
            self._since = t if self._since is None else self._since
            self._seen_s = t
        elif t - self._seen_s > BLINK_S:
            self._since, self._spent, self.share = None, False, 0.0
        if self._since is None or self._spent:
            return False
        self.share = min((self._seen_s - self._since) / HELD_S, 1.0)
        self._spent = self.share >= 1.0
        if self._spent:
            self.share = 0.0
        return self._spent


def sign_is_given(body: Body, stretch: Stretch, in_position: bool) -> bool:
    """Whether the sign is shown at this moment."""
    if both_hands(stretch):
        return all(hand_is_up(body, side) for side in SIDES)
    if in_position and _lying(body) and _has(stretch, HANDS_IN_THE_FORM):
        return False
    return any(hand_is_up(body, side) and not _other_raised(body, other(side)) for side in SIDES)


def both_hands(stretch: Stretch) -> bool:
    """Whether this stretch's own form raises an arm, so that the sign is both hands."""
    return _has(stretch, UP_IN_THE_FORM)


def _lying(body: Body) -> bool:
    lean = body.trunk_from_vertical()
    return lean is None or lean > 45


def _has(stretch: Stretch, names: tuple[str, ...]) -> bool:
    return any(check.name in names for check in stretch.checks)
