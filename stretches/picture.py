"""What is wrong with the picture, said to the person: the camera is mended before the body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pose.types import SIDES, Side, landmark, other
from pose.view import Framing
from stretches.body import Body
from stretches.vocabulary import CheckResult, Stretch, Verdict

TURN = {
    "side": "Turn your side to the camera",
    "front": "Turn to face the camera",
    "oblique": "Turn half toward the camera",
}


def nearer(stretch: Stretch, side: Side) -> str:
    """Asks for a side of the body to be nearer to the camera, in the stretch's own view."""
    if stretch.view == "oblique":
        return f"turn half toward the camera, your {side} side nearer"
    return f"turn your {side} side to the camera"


def picture_cue(stretch: Stretch, body: Body, results: Iterable[CheckResult], side: Side) -> str:
    """The sentence that mends the picture, or nothing where every required check is seen."""
    asked = [r for r in results if r.check.required and r.check.half is None]
    blocked = [r for r in asked if r.verdict is Verdict.UNSEEN]
    if not blocked:
        return ""
    return _framing_cue(body) or _view_cue(stretch, body, blocked, side)


def hidden_cue(stretch: Stretch, body: Body, results: Iterable[CheckResult], side: Side) -> str:
    """The same of what still stands though nothing shows it now."""
    unshown = [replace(r, verdict=Verdict.UNSEEN) for r in results if r.unshown]
    return picture_cue(stretch, body, unshown, side)


def unframed(body: Body) -> str:
    """The sentence for a body of which a part is cut off, needed or not; else nothing."""
    frame = body.framing
    return "" if frame.head and frame.feet else _cut_off(frame)


def _framing_cue(body: Body) -> str:
    frame = body.framing
    if frame.too_far:
        return "Come closer to the camera"
    return "" if frame.whole else _cut_off(frame)


def _cut_off(frame: Framing) -> str:
    if frame.too_near or not (frame.head or frame.feet):
        return "Move back until your whole body is in the picture"
    if not frame.feet:
        return "Move back until your feet are in the picture"
    return "Move back until your head is in the picture"


def _view_cue(stretch: Stretch, body: Body, blocked: list[CheckResult], side: Side) -> str:
    wrong_view = not body.seen_from(stretch.views)
    if wrong_view or any(r.check.views and not body.seen_from(r.check.views) for r in blocked):
        return TURN[stretch.view]
    hand = _hidden_hand(body, blocked, side)
    if hand is not None:
        return f"I can't see your {hand} hand: turn a little until the camera sees it"
    far = other(body.near)
    if stretch.side_near and not body.surely_near(side):
        far = side  # from before either leg may be behind the other
    hidden = body.joints(far, "knee", "ankle") is None
    lost = stretch.side_near and side == far
    behind = {"side": lost or body.knee(far) is None, "oblique": side == far or hidden}
    if behind.get(stretch.view, False):
        # The far leg is hidden by the near one: the other flank shows it.
        return f"I can't see your {far} leg: {nearer(stretch, far)}"
    return "I can't see you well: make sure your whole body is in the picture"


def _hidden_hand(body: Body, blocked: list[CheckResult], side: Side) -> Side | None:
    """The arm without which nothing would be unseen, if there is one."""
    criteria = [criterion for result in blocked for criterion in result.check.criteria]
    if all(criterion.measure(body, side) is not None for criterion in criteria):
        return None
    for hand in SIDES:
        shown = _with_arm_seen(body, hand)
        if all(criterion.measure(shown, side) is not None for criterion in criteria):
            return hand
    return None


def _with_arm_seen(body: Body, side: Side) -> Body:
    visibility = body.pose.visibility.copy()
    visibility[[landmark(side, part) for part in ("elbow", "wrist")]] = 1.0
    return replace(body, pose=replace(body.pose, visibility=visibility))
