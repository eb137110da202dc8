"""The plan of a session: which stretches, and from which side each begins."""

from __future__ import annotations

from dataclasses import dataclass

from pose.types import LEFT, Side
from stretches.vocabulary import RepetitionDose, Stretch


@dataclass(frozen=True)
class Planned:
    """One stretch of a session.

    Attributes:
        stretch: with the targets and the dose to do it by.
        first: the side to begin with; without meaning where there are no sides.
    """

    stretch: Stretch
    first: Side = LEFT

    @property
    def sided(self) -> bool:
        """Whether it is done side by side."""
        return not isinstance(self.stretch.dose, RepetitionDose)


Plan = tuple[Planned, ...]


def dose_in_words(stretch: Stretch) -> str:
    """The dose as a sentence, such as `Two holds of 30 seconds on each side`."""
    dose = stretch.dose
    if isinstance(dose, RepetitionDose):
        return f"{dose.reps} slow rounds"
    times = {1: "One hold", 2: "Two holds"}.get(dose.reps, f"{dose.reps} holds")
    return f"{times} of {dose.seconds:.0f} seconds on each side"
