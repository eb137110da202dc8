"""Measures made of measures: of the other side, of the nearer one, as a share."""

from __future__ import annotations

from pose.types import Side, other
from stretches.body import Body
from stretches.vocabulary import Measure


def opposite(measure: Measure) -> Measure:
    """The same measure on the side that is not working."""
    return lambda body, side: measure(body, other(side))


def nearer(measure: Measure) -> Measure:
    """The same measure on the side nearer the camera."""
    return lambda body, side: measure(body, body.near)


def legs_apart(measure: Measure) -> Measure:
    """The same measure; None where both legs are read in one place, as when one hides the other."""
    return lambda body, side: None if body.legs_as_one else measure(body, side)


def either(measure: Measure, stand_in: Measure) -> Measure:
    """The measure, or where it is unseen another one."""

    def read(body: Body, side: Side) -> float | None:
        value = measure(body, side)
        return stand_in(body, side) if value is None else value

    return read


def share(part: float | None, whole: float | None) -> float | None:
    """A length as a share of a body length."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def unmeasured(body: Body, side: Side) -> float | None:
    """For checks of a whole movement, which no single moment shows."""
    return None
