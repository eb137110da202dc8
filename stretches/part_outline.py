"""What was seen of a part of the body stands while its outline shows that it has not moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np

from pose.limb_mask import limb_mask
from pose.outline import is_unchanged
from pose.types import SIDES, Mask, landmark
from stretches.body import Body
from stretches.vocabulary import Part

T = TypeVar("T")
LASTS_S = 10.0
"""Not seen for longer than this, nothing stands."""
AROUND = 0.35
"""Trunk lengths around the hips, knees and ankles that still show the legs: a foot is so long."""
ARM_THICK = 0.4
"""Trunk lengths across a forearm, with its sleeve and what it is misread by."""
ENOUGH = 0.5
"""Share of the part's outline that the forearms have to leave for it to tell anything."""
MOST = 5
"""Outlines that are kept."""
FIRM_S, OVERRULES_S = 1.0, 4.0
"""An answer that was given for so long in one outline goes against guesses, for no longer than it
was given and at most for so long: in the first moments after a leg has moved the old answer still
stands, and some guesses are right."""
GAP_S = 0.3
"""Moments so far apart belong together."""
BETWEEN_S = 0.6
"""An outline that was not the same for so long was another one."""
HAND = 0.5
"""Forearms that the hand reaches beyond the wrist."""


@dataclass(frozen=True, eq=False)
class _Seen(Generic[T]):
    """An answer, and the outline and the part's place in it, at the moment that showed it first.

    Attributes:
        t: when a moment showed it last.
        trust: for how many seconds moments have shown it, less those in which it overruled others.
        firm: whether that was once long enough, and is not used up.
    """

    t: float
    trust: float
    firm: bool
    answer: T
    outline: Mask
    place: Mask


class PartOutline(Generic[T]):
    """Carries an answer about a part of the body over moments that do not show it.

    A crossed leg that the other one hides is lost for seconds although nobody moved. Of the lying
    figure four's legs, the arms aside, mostly less than 0.01 of the outline lay elsewhere then,
    and 0.07 to 0.37 with the ankle off the thigh or the thigh let go; of the sitting one's 0.16 to
    0.26 with the ankle lowered. A crossed foot that sticks out behind the thigh is in the outline
    by turns, so several outlines are kept.

    Whoever bends sideways in front of the camera is misread for seconds as well, with their arm and
    their feet in plain sight.

    Args:
        part: the legs; the feet that are crossed, which look the same the other way round, so that
            an outline that was another in between tells nothing; or the head and the arm that is
            raised beside it.
    """

    def __init__(self, part: Part) -> None:
        self._look = _LOOKS[part]
        self._t = self._same_t = float("-inf")
        self._kept: list[_Seen[T]] = []

    def seen(self, body: Body, answer: T | None) -> None:
        """Take in what this moment shows; an answer of None is one that must not stand."""
        t, step = body.pose.t, self._step(body.pose.t)
        self._kept = [seen for seen in self._kept if t - seen.t <= LASTS_S]
        free = self._look.free(body) if self._kept else None
        same = [seen for seen in self._kept if _stands(seen, body, free)]
        self._kept = [seen for seen in self._kept if seen not in same][-(MOST - 1) :]
        self._same_t = t
        if answer is None:
            return
        known = next((seen for seen in reversed(same) if seen.answer == answer), None)
        if known is not None:
            trust = min(known.trust + step, OVERRULES_S)
            self._kept.append(replace(known, t=t, trust=trust, firm=known.firm or trust >= FIRM_S))
            return
        outline, place = body.outline, self._look.place(body)
        if outline is not None and place is not None:
            self._kept.append(_Seen(t, 0.0, False, answer, outline, place))

    def standing(self, body: Body) -> T | None:
        """The last answer, at a moment that does not show it; None where it no longer stands."""
        found = self._standing(body)
        return None if found is None else found.answer

    def overruling(self, body: Body) -> T | None:
        """The last answer, if it was given for long enough to go against a guess of this moment."""
        step, found = self._step(body.pose.t), self._standing(body)
        if found is None or not found.firm:
            return None
        left = found.trust - step
        rest = [seen for seen in self._kept if seen is not found]
        self._kept = [*rest, replace(found, trust=max(0.0, left), firm=left > 0.0)]
        return found.answer if left > 0.0 else None

    def _standing(self, body: Body) -> _Seen[T] | None:
        t = body.pose.t
        if self._look.mirrored and t - self._same_t > BETWEEN_S:
            self._kept.clear()
        lately = [seen for seen in self._kept if t - seen.t <= LASTS_S]
        free = self._look.free(body) if lately else None
        found = next((seen for seen in reversed(lately) if _stands(seen, body, free)), None)
        if found is not None:
            self._same_t = t
        return found

    def _step(self, t: float) -> float:
        """Seconds since the last moment that was told of; none after a gap."""
        gap, self._t = t - self._t, t
        return gap if gap <= GAP_S else 0.0


def _stands(seen: _Seen[T], body: Body, free: Mask | None) -> bool:
    """Whether the part's outline, where it is free, is what it was then."""
    outline = body.outline
    if outline is None or free is None or seen.outline.shape != outline.shape:
        return False
    then, now = seen.outline & seen.place, outline & seen.place
    enough = then.any() and (then & free).sum() >= ENOUGH * then.sum()
    return bool(enough) and is_unchanged(then & free, now & free)


def _but_forearms(body: Body) -> Mask | None:
    """Where no forearm is, at the size of the outline; None where nothing is known."""
    outline, trunk = body.outline, body.trunk
    if outline is None or trunk is None:
        return None
    free: Mask = ~_forearms(body, outline, trunk)
    return free


def _everywhere(body: Body) -> Mask | None:
    return None if body.outline is None else np.ones_like(body.outline)


def _above_shoulders(body: Body) -> Mask | None:
    """What lies higher than the shoulders, 1 there, at the size of the outline."""
    outline = body.outline
    if outline is None or body.shoulders is None:
        return None
    above = np.zeros_like(outline)
    above[: max(0, round(float(body.shoulders[1]) * _scale(body, outline)))] = 1
    return above


def _legs(body: Body) -> Mask | None:
    """Where the legs are, 1 there, at the size of the outline; without the forearms."""
    outline, trunk = body.outline, body.trunk
    if outline is None or trunk is None:
        return None
    marks = [landmark(side, part) for side in SIDES for part in ("hip", "knee", "ankle")]
    points = body.pose.points[marks]
    scale = _scale(body, outline)
    low = np.maximum((points.min(axis=0) - AROUND * trunk) * scale, 0).astype(int)
    high = np.maximum((points.max(axis=0) + AROUND * trunk) * scale, 0).astype(int) + 1
    legs = np.zeros_like(outline)
    legs[low[1] : high[1], low[0] : high[0]] = 1
    return legs & ~_forearms(body, outline, trunk)


def _forearms(body: Body, outline: Mask, trunk: float) -> Mask:
    """Where the forearms and hands are: they move for themselves."""
    arms = np.zeros_like(outline)
    scale = _scale(body, outline)
    for side in SIDES:
        elbow, wrist = (body.pose.points[landmark(side, part)] for part in ("elbow", "wrist"))
        tip = wrist + HAND * (wrist - elbow)
        arms |= limb_mask(outline, elbow * scale, tip * scale, ARM_THICK * trunk * scale)
    return arms


def _scale(body: Body, outline: Mask) -> float:
    """Pixels of the outline for one of the picture."""
    return float(outline.shape[1] / body.pose.size[0])


@dataclass(frozen=True)
class _Look:
    """How a part shows in the outline.

    Attributes:
        place: where it is.
        free: where nothing else is that moves for itself.
        mirrored: whether another posture of it looks the same.
    """

    place: Callable[[Body], Mask | None]
    free: Callable[[Body], Mask | None]
    mirrored: bool = False


_LOOKS: dict[Part, _Look] = {
    "legs": _Look(_legs, _but_forearms),
    "crossed feet": _Look(_legs, _but_forearms, mirrored=True),
    "raised arm": _Look(_above_shoulders, _everywhere),
}
