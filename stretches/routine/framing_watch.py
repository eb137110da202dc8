"""Waits until the whole body is in the picture from the right side, and says what to change."""

from __future__ import annotations

from pose.types import Side
from stretches.body import Body
from stretches.routine.words import what_to_change
from stretches.vocabulary import Stretch

FRAMED_S = 0.8
"""The whole body in the picture from the right side for this long is enough."""
WRONG_S, AGAIN_S, ANOTHER_S = 1.5, 8.0, 3.0
"""A flaw has to last before it is spoken of; the same again after, and another one after."""


class FramingWatch:
    """Follows the picture before the position is taken."""

    def __init__(self) -> None:
        self._good_since: float | None = None
        self._wrong_since: float | None = None
        self._said: tuple[str, float] = ("", float("-inf"))

    def start(self) -> None:
        """Begin anew."""
        self._good_since = self._wrong_since = None

    def update(
        self, clock: float, body: Body | None, stretch: Stretch, side: Side | None, in_it: bool
    ) -> tuple[bool, str]:
        """Take in one moment.

        Args:
            clock: seconds, the time away not counted.
            body: None with nobody in the picture.
            side: the side that is to work.
            in_it: whether the person is in the stretch already: then the picture is good enough.

        Returns:
            whether the picture is fine, and what to say about it now, if anything.
        """
        if body is None:
            self._good_since = None
            return False, ""
        wrong = "" if in_it else what_to_change(stretch, body, side)
        if not wrong:
            self._wrong_since = None
            self._good_since = clock if self._good_since is None else self._good_since
            return clock - self._good_since >= FRAMED_S, ""
        self._good_since = None
        self._wrong_since = clock if self._wrong_since is None else self._wrong_since
        return False, wrong if self._due(clock, self._wrong_since, wrong) else ""

    def _due(self, clock: float, since: float, wrong: str) -> bool:
        text, said = self._said
        if clock - since < WRONG_S or clock - said < (AGAIN_S if text == wrong else ANOTHER_S):
            return False
        self._said = (wrong, clock)
        return True
