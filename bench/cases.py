"""The bench's clips: which body does what, seen by which camera; all drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from studio.clip import Clip
from studio.poses import STRETCHES
from studio.poses.model import Sizes, StretchModel
from studio.skeleton import Side
from studio.timeline import (
    Segment,
    alternate,
    correct,
    cycles,
    hold,
    move_in,
    move_out,
    rest,
)

Kind = Literal["good", "fault", "wrong view"]
Split = Literal["tune", "test"]

HOLD_S = 8.0
"""The dose of the bench's holds: counting does not change with it, and clips stay short."""
CYCLES = 3
FAULT_S = 4.5
FPS = 10
NAMED_VIEW = 15.0
"""How far the camera strays from the stretch's named view, degrees either way."""
FAULT_SIZES = 0.9, 1.2
"""How far a fault's size strays from the studio's usual one, as factors."""


@dataclass(frozen=True)
class Case:
    """One clip of the bench.

    Attributes:
        split: `test` cases are never looked at for tuning.
        fault: the fault in it, by the studio's name; empty in good form.
    """

    number: int
    kind: Kind
    split: Split
    clip: Clip
    fault: str = ""

    @property
    def name(self) -> str:
        """Its name, which is also the name of its files."""
        return self.clip.name


def all_cases(each: int) -> list[Case]:
    """`each` clips of each stretch: half in good form, then faults, then wrong views."""
    return [_case(model, number) for number in range(each) for model in STRETCHES.values()]


def _case(model: StretchModel, number: int) -> Case:
    rng = np.random.default_rng([2024, number, *model.slug.encode()])
    kind: Kind = ("good", "fault", "good", "fault", "wrong view")[number % 5]
    split: Split = "test" if number % 2 else "tune"
    # Which kinds fall into which split must not hang together: ten numbers make a round.
    side: Side = "left" if rng.random() < 0.5 else "right"
    fault = str(rng.choice([fault.name for fault in model.faults])) if kind == "fault" else ""
    sizes = {fault: model.fault(fault).size * float(rng.uniform(*FAULT_SIZES))} if fault else {}
    clip = Clip(
        f"{model.slug}_{number:03d}",
        model.slug,
        _plan(model, sizes),
        side=side,
        body_seed=1000 + int(rng.integers(100_000)),
        setting_seed=1000 + int(rng.integers(100_000)),
        turn=_turn(model, kind, rng),
        height=float(rng.uniform(0.6, 1.2)),
        lens=float(rng.uniform(30, 48)),
        fps=FPS,
        crf=int(rng.integers(22, 32)),
    )
    return Case(number, kind, split, clip, fault)


def _turn(model: StretchModel, kind: Kind, rng: np.random.Generator) -> float:
    if kind != "wrong view":
        return float(rng.uniform(-NAMED_VIEW, NAMED_VIEW))
    # A side stretch seen from the front or from behind, a front stretch from the side.
    named = model.azimuth
    seen_from = 0.0 if named > 40 else 90.0
    return seen_from - named + float(rng.uniform(-10, 10))


def _plan(model: StretchModel, fault: Sizes) -> tuple[Segment, ...]:
    work = _movement(model, fault) if model.phases else _hold(fault)
    return (rest(2), move_in(2.5), *work, move_out(2), rest(1))


def _hold(fault: Sizes) -> tuple[Segment, ...]:
    if not fault:
        return (hold(HOLD_S + 3),)
    return (hold(4), hold(FAULT_S, **fault), correct(1), hold(HOLD_S))


def _movement(model: StretchModel, fault: Sizes) -> tuple[Segment, ...]:
    if model.sided:
        if not fault:
            return (alternate(HOLD_S + 4.8, 1.6),)
        return (
            alternate(6.4, 1.6),
            alternate(4.8, 1.6, **fault),
            alternate(HOLD_S + 3.2, 1.6),
        )
    if "neutral_start" in fault:
        return (hold(3, **fault), correct(1), hold(1), cycles(CYCLES, 2.4))
    if not fault:
        return (hold(2), cycles(CYCLES, 2.4), correct(1.5))
    return (hold(2), cycles(1, 2.4), cycles(1, 2.4, **fault), cycles(1, 2.4), correct(1.5))
