"""A patient's own targets: changes to a stretch's page, without touching its file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from stretches.registry import UnknownStretch, stretch_named
from stretches.vocabulary import (
    AlternationDose,
    Check,
    Dose,
    HoldDose,
    RepetitionDose,
    Stretch,
)

LONGEST_HOLD_S = 600.0
MOST_REPS = 100


class InvalidTargets(Exception):
    """Targets that cannot be used; the message says which one and why."""


@dataclass(frozen=True)
class TargetChange:
    """A new band for one check's judged figure; an end left None stays as it is.

    Attributes:
        low: the new lower end, in the check's own unit.
        high: the new upper end. On `leg_raised` it is the therapist's cap: "no further".
    """

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class PatientTargets:
    """What a therapist changes for one patient in one stretch.

    Attributes:
        stretch: the stretch's slug.
        checks: the changed bands by check name.
        hold_s: seconds of a hold, None for the stretch's own.
        reps: repetitions, None for the stretch's own.
    """

    stretch: str
    checks: dict[str, TargetChange] = field(default_factory=dict)
    hold_s: float | None = None
    reps: int | None = None

    def apply(self) -> Stretch:
        """The stretch with this patient's targets.

        Raises:
            InvalidTargets: a name is unknown, or a figure makes no sense.
        """
        try:
            stretch = stretch_named(self.stretch)
        except UnknownStretch as error:
            raise InvalidTargets(str(error)) from error
        known = {check.name for check in stretch.checks}
        for name in self.checks:
            if name not in known:
                raise InvalidTargets(
                    f"{stretch.slug} has no check called {name}: choose one of "
                    f"{', '.join(sorted(known))}."
                )
        checks = tuple(_changed(check, self.checks.get(check.name)) for check in stretch.checks)
        return replace(stretch, checks=checks, dose=self._dose(stretch.dose))

    def _dose(self, dose: Dose) -> Dose:
        reps = dose.reps if self.reps is None else self.reps
        if not 1 <= reps <= MOST_REPS:
            raise InvalidTargets(f"Repetitions have to be 1 to {MOST_REPS}, not {reps}.")
        if isinstance(dose, RepetitionDose):
            if self.hold_s is not None:
                raise InvalidTargets("Cat-cow is counted in repetitions and has no hold time.")
            return RepetitionDose(reps)
        seconds = dose.seconds if self.hold_s is None else self.hold_s
        if not 1.0 <= seconds <= LONGEST_HOLD_S:
            raise InvalidTargets(
                f"A hold has to last 1 to {LONGEST_HOLD_S:g} seconds, not {seconds:g}."
            )
        kind = HoldDose if isinstance(dose, HoldDose) else AlternationDose
        return kind(seconds, reps)


def _changed(check: Check, change: TargetChange | None) -> Check:
    if change is None:
        return check
    target = check.target
    low = target.low if change.low is None else change.low
    high = target.high if change.high is None else change.high
    narrowest = 2 * target.slack
    if low is not None and high is not None and high - low < narrowest:
        raise InvalidTargets(
            f"The band of {check.name}, {low:g} to {high:g} {target.unit}, is too narrow: the "
            f"camera can tell {narrowest:g} {target.unit} apart."
        )
    first = replace(check.criteria[0], target=replace(target, low=low, high=high))
    # What stands in shows that the page's own target is met, and nothing of a stricter one.
    as_wide = _asks_no_more(low, target.low, -1) and _asks_no_more(high, target.high, 1)
    kept = check.instead if as_wide else ()
    return replace(check, criteria=(first, *check.criteria[1:]), instead=kept)


def _asks_no_more(edge: float | None, was: float | None, outward: int) -> bool:
    """Whether a band's edge lies where it did or farther out; one that isn't there asks nothing."""
    return edge is None or (was is not None and (edge - was) * outward >= 0)


def read_targets(path: Path) -> PatientTargets:
    """A patient's targets from a JSON file.

    Raises:
        InvalidTargets: the file cannot be read or says something that cannot be used.
    """
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidTargets(f"{path.name} could not be read as targets: {error}.") from error
    return targets_from_dict(data)


def targets_from_dict(data: Any) -> PatientTargets:
    """Targets from plain data, such as parsed JSON.

    Raises:
        InvalidTargets: a field is missing, unknown or of the wrong kind.
    """
    if not isinstance(data, dict) or not isinstance(data.get("stretch"), str):
        raise InvalidTargets("Targets have to name their stretch.")
    unknown = set(data) - {"stretch", "checks", "hold_s", "reps"}
    if unknown:
        raise InvalidTargets(f"Targets know nothing of {', '.join(sorted(unknown))}.")
    checks = data.get("checks", {})
    if not isinstance(checks, dict):
        raise InvalidTargets("The checks of targets have to be listed by name.")
    targets = PatientTargets(
        stretch=data["stretch"],
        checks={name: _change(name, ends) for name, ends in checks.items()},
        hold_s=_number("hold_s", data.get("hold_s")),
        reps=_whole("reps", data.get("reps")),
    )
    targets.apply()
    return targets


def _change(name: str, ends: Any) -> TargetChange:
    if not isinstance(ends, dict) or set(ends) - {"low", "high"}:
        raise InvalidTargets(f"The target of {name} takes low and high, nothing else.")
    return TargetChange(_number(name, ends.get("low")), _number(name, ends.get("high")))


def _number(name: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidTargets(f"{name} has to be a number, not {value!r}.")
    return float(value)


def _whole(name: str, value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidTargets(f"{name} has to be a whole number, not {value!r}.")
    return value
