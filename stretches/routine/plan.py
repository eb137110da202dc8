"""The plan of a session: which stretches, and from which side each begins."""

from __future__ import annotations

from dataclasses import dataclass

from pose.types import LEFT, Side, other
from stretches.vocabulary import RepetitionDose, Stretch


@dataclass(frozen=True)
class Planned:
    """One stretch of a session.

    Attributes:
        stretch: with the targets and the dose to do it by.
        first: the side to begin with; without meaning where there are no sides.
        one_side: only the first side is to be done.
        note: the therapist's words, said before everything else about it; empty for none.
    """

    stretch: Stretch
    first: Side = LEFT
    one_side: bool = False
    note: str = ""

    @property
    def sided(self) -> bool:
        """Whether it is done side by side."""
        return not isinstance(self.stretch.dose, RepetitionDose)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides to do, in order; empty where there are none."""
        if not self.sided:
            return ()
        return (self.first,) if self.one_side else (self.first, other(self.first))


Plan = tuple[Planned, ...]


def dose_in_words(planned: Planned) -> str:
    """The dose as a sentence, such as `Two holds of 30 seconds on each side`."""
    dose = planned.stretch.dose
    if isinstance(dose, RepetitionDose):
        return f"{dose.reps} slow rounds"
    times = {1: "One hold", 2: "Two holds"}.get(dose.reps, f"{dose.reps} holds")
    holds = f"{times} of {dose.seconds:.0f} seconds"
    if planned.one_side:
        return f"{holds}, {planned.first} side only"
    return f"{holds} on each side, {planned.first} side first"
