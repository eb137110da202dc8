"""The judged figures over time, thinned: what an angle plot of a stretch is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stretches.report import figure_digits
from stretches.track import Snapshot
from stretches.vocabulary import Stretch

STEP_S = 0.25
"""Four points a second show every fault that lasts."""


class FigureLog:
    """Collects the judged figure of every check.

    Args:
        stretch: whose checks.
    """

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._t: list[float] = []
        self._values: dict[str, list[float | None]] = {c.name: [] for c in stretch.checks}

    def add(self, snapshot: Snapshot, t: float) -> None:
        """Take in a moment as `t` seconds; moments too close to the last one are left out."""
        if self._t and t - self._t[-1] < STEP_S - 1e-6:
            return
        now = snapshot.assessment
        self._t.append(round(t, 2))
        for result in now.results:
            digits = figure_digits(result.check.target.unit)
            shown = result.value is not None and now.attempting
            value = round(float(result.value or 0.0), digits) if shown else None
            self._values[result.check.name].append(value)

    def to_json(self) -> dict[str, Any]:
        """The figures as plain data: `t`, and for each check its band, unit and values.

        A value is None where the check was unseen or the person not in the stretch. Checks that
        were never seen are left out.
        """
        checks = {
            check.name: {
                "low": check.target.low,
                "high": check.target.high,
                "unit": check.target.unit,
                "required": check.required,
                "values": self._values[check.name],
            }
            for check in self._stretch.checks
            if any(value is not None for value in self._values[check.name])
        }
        return {"t": self._t, "checks": checks}


def figures_of(stretch: Stretch, snapshots: Iterable[Snapshot]) -> dict[str, Any]:
    """The judged figures of a whole review."""
    log = FigureLog(stretch)
    for snapshot in snapshots:
        log.add(snapshot, snapshot.t)
    return log.to_json()
