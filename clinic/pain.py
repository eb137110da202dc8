"""Pain as a person reports it: how much, where, and whether it has got worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Place = Literal["back", "buttock", "thigh", "calf", "foot"]
PLACES: tuple[Place, ...] = get_args(Place)
"""From the back down the leg: pain that moves along this list has moved further down."""
RISE = 2
"""A rise by so much, of ten, is a rise."""

BEFORE, AT_END = "before", "end"


@dataclass(frozen=True)
class Pain:
    """One answer.

    Attributes:
        score: 0 (none) to 10.
        places: where it is felt.
        numb: numb or tingling.

    Raises:
        ValueError: the score or a place is none.
    """

    score: int
    places: tuple[Place, ...] = ()
    numb: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.score, bool) or not 0 <= self.score <= 10:
            raise ValueError(f"Pain is a number from 0 to 10, not {self.score}.")
        for place in self.places:
            if place not in PLACES:
                raise ValueError(f"{place} is none of {', '.join(PLACES)}.")

    @property
    def furthest(self) -> int:
        """How far down the leg it reaches: the index into `PLACES`, -1 for nowhere."""
        return max((PLACES.index(place) for place in self.places), default=-1)


def has_risen(before: Pain, after: Pain) -> bool:
    """Whether the pain has risen by two or more."""
    return after.score - before.score >= RISE


def has_moved_down(before: Pain, after: Pain) -> bool:
    """Whether the pain is now felt further down the leg; pain that is new has not moved."""
    return bool(before.places) and after.furthest > before.furthest
