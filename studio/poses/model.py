"""What the studio knows of a stretch: its stages, its faults, its props and its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from studio.posture import Posture
from studio.skeleton import Skeleton

Params = Mapping[str, float]
Build = Callable[[Skeleton, Params], Posture]
Sizes = Mapping[str, float | None]
"""Sizes of faults by name; None is the fault's usual size."""
Prop = Literal["mat", "chair", "strap"]


@dataclass(frozen=True)
class Stage:
    """One posture on the way into a stretch: how it is built, and from which numbers.

    Neighbouring stages with the same `build` are blended number by number, so that hands and
    feet keep their contacts; others joint by joint.
    """

    build: Build
    params: Params = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """One way to do a stretch wrongly.

    Attributes:
        name: the check that it breaks; a second way to break one is `check.way`.
        changes: what one unit of size adds to which parameter of the good pose.
        size: the size used where none is given.
        meaning: what the size counts, in words with the unit.
        required: whether the check gates the hold.
        phase: the end of the movement that it spoils; None spoils all of it.
    """

    name: str
    changes: Params
    size: float
    meaning: str
    required: bool = True
    phase: str | None = None

    @property
    def check(self) -> str:
        """The check that it breaks, snake_case as in a report."""
        return self.name.partition(".")[0]

    def applied(self, params: Params, size: float | None = None) -> dict[str, float]:
        """The parameters with this fault in them."""
        amount = self.size if size is None else size
        return {k: v + amount * self.changes.get(k, 0.0) for k, v in params.items()}


@dataclass(frozen=True)
class StretchModel:
    """One stretch, modelled with the left side working.

    Attributes:
        azimuth: where the camera stands for the stretch's named view, degrees from the
            figure's front toward its left.
        stages: from rest to the pose; the last holds the good pose's parameters.
        anchor: bones whose heads stay in place on the floor while everything else moves.
        phases: for moving stretches, the ends of the movement, as changed parameters.
        strap_from: the stage from which the strap is round the foot.
    """

    slug: str
    azimuth: float
    stages: tuple[Stage, ...]
    faults: tuple[Fault, ...]
    anchor: tuple[str, ...]
    props: frozenset[Prop] = frozenset()
    phases: Mapping[str, Params] = field(default_factory=dict)
    strap_from: int = 0
    sided: bool = True

    @property
    def pose(self) -> Stage:
        """The stretch itself, in good form."""
        return self.stages[-1]

    def fault(self, name: str) -> Fault:
        """The fault of this name.

        Raises:
            KeyError: the stretch has no such fault.
        """
        for fault in self.faults:
            if fault.name == name:
                return fault
        known = ", ".join(fault.name for fault in self.faults)
        raise KeyError(f"{self.slug} has no fault {name!r}; it has {known}")

    def phase_of(self, name: str) -> str | None:
        """The end of the movement that a fault spoils, if it is only one."""
        return self.fault(name).phase

    def faulty(self, faults: Sizes, phase: str | None = None) -> dict[str, float]:
        """The pose's parameters, or those of a phase, with these faults in them."""
        params = dict(self.pose.params)
        if phase is not None:
            params |= self.phases[phase]
        for name, size in faults.items():
            fault = self.fault(name)
            if fault.phase in (None, phase):
                params = fault.applied(params, size)
        return params
