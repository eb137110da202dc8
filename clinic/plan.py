"""What is to be done in a session, and how often."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pose.types import Side


@dataclass(frozen=True)
class PlannedStretch:
    """One stretch of a plan.

    Attributes:
        stretch: its slug.
        sides: the sides in order; empty for a stretch without sides.
        hold_s: seconds of a hold, None for cycles.
        reps: repetitions a side, or cycles.
    """

    stretch: str
    sides: tuple[Side, ...]
    hold_s: float | None
    reps: int


@dataclass(frozen=True)
class Plan:
    """What was to be done.

    Attributes:
        stretches: in order.
        least_a_week: the fewest sessions a week, None where nothing was agreed.
        most_a_week: the most.
    """

    stretches: tuple[PlannedStretch, ...]
    least_a_week: int | None = None
    most_a_week: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain data."""
        return asdict(self)


def plan_from_dict(data: dict[str, Any]) -> Plan:
    """The plan from plain data, as `Plan.to_dict` makes it."""
    stretches = tuple(
        PlannedStretch(**{**item, "sides": tuple(item["sides"])}) for item in data["stretches"]
    )
    return Plan(stretches, data["least_a_week"], data["most_a_week"])
