"""The bench's clips: which body does what, seen by which camera; all drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

Kind = Literal["good", "fault", "wrong view", "cropped"]
Part = Literal["head", "feet"]
Split = Literal["tune", "test", "blind"]

HOLD_S = 8.0
"""The dose of the bench's holds in good form: counting does not change with it, and clips stay
short."""
CYCLES = 3
HALF_S, SWING_S = 2.4, 1.6
"""Seconds of one half of a cat-cow cycle, and of one flexing or pointing of the foot."""
BEFORE_S, FAULT_S, AFTER_S = 3.0, 4.0, 8.0
"""Good form before each fault, the fault, and good form at the end. A fault that stays for five
seconds ends the hold: this one is over before."""
FAULT_SWINGS = 2
"""How many swings of the foot a fault lasts, into it and out of it as well."""
STILL_SWINGS = 4
"""A foot may rest for four seconds before the clock stops: this fault has to last longer."""
FILLED_S = 5.0
"""How far into the good form at the end the dose of a faulty hold is full."""
HIDDEN_FAULTS = {("pigeon", "hips_level")}
"""What the stretch's own view does not show."""
FPS = 10
BLIND_FROM = 174
"""Cases from this number on nobody had looked at when docs/accuracy.md was written, and nothing was
chosen by them: draw new ones when the program has changed. 20 to 173 were blind once."""
CLUTTERED_FROM = 10
"""Cases from this number on are filmed in rooms with things standing about."""
NAMED_VIEW = 15.0
"""How far the camera strays from the stretch's named view, degrees either way."""
FAULT_SIZES = 0.9, 1.2
"""How far a fault's size strays from the studio's usual one, as factors."""


@dataclass(frozen=True)
class Case:
    """One clip of the bench.

    Attributes:
        split: `tune` cases are for mending the program; `test` cases were seen beside them;
            `blind` ones never.
        faults: the faults in it, by the studio's names, one after the other; none in good form.
        dose_s: the good seconds that are asked for.
        cut: what of the body is cut off by the picture's edge, if anything.
    """

    number: int
    kind: Kind
    split: Split
    clip: Clip
    faults: tuple[str, ...] = ()
    dose_s: float = HOLD_S
    cut: Part | None = None

    @property
    def name(self) -> str:
        """Its name, which is also the name of its files."""
        return self.clip.name + (f"_no_{self.cut}" if self.cut else "")


def all_cases(each: int) -> list[Case]:
    """`each` clips of each stretch: half in good form, then faults, then wrong views."""
    return [_case(model, number) for number in range(each) for model in STRETCHES.values()]


def cropped_cases(cases: Sequence[Case]) -> list[Case]:
    """The first two good cases of each stretch in each split, with the head or the feet cut off."""
    good: dict[tuple[str, Split], list[Case]] = {}
    for case in cases:
        if case.kind == "good":
            good.setdefault((case.clip.stretch, case.split), []).append(case)
    parts: tuple[Part, Part] = ("head", "feet")
    return [
        replace(case, kind="cropped", cut=part)
        for chosen in good.values()
        for case, part in zip(chosen, parts, strict=False)
    ]


def _case(model: StretchModel, number: int) -> Case:
    rng = np.random.default_rng([2024, number, *model.slug.encode()])
    kind: Kind = ("good", "fault", "good", "fault", "wrong view")[number % 5]
    split: Split = "test" if number % 2 else "tune"
    if number >= BLIND_FROM:
        split = "blind"
    # Which kinds fall into which split must not hang together: ten numbers make a round.
    side: Side = "left" if rng.random() < 0.5 else "right"
    faults = _two_faults(model, number) if kind == "fault" else ()
    sizes = [{name: model.fault(name).size * float(rng.uniform(*FAULT_SIZES))} for name in faults]
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
        clutter=int(rng.integers(1, 6)) if number >= CLUTTERED_FROM else 0,
    )
    return Case(number, kind, split, clip, faults, _dose(model, faults))


def _two_faults(model: StretchModel, number: int) -> tuple[str, str]:
    """The faults of a case: each split goes through all of a stretch's faults in turn."""
    names = [f.name for f in model.faults if (model.slug, f.name) not in HIDDEN_FAULTS]
    order = np.random.default_rng([7, *model.slug.encode()]).permutation(names)
    # Faulty numbers are 1, 3, 11, 13, … in the test split and 6, 8, 16, 18, … in the other.
    turn = 2 * (number // 10) + (number % 10 in (3, 8))
    first = 2 * turn % len(order)
    return str(order[first]), str(order[(first + 1) % len(order)])


def _turn(model: StretchModel, kind: Kind, rng: np.random.Generator) -> float:
    if kind != "wrong view":
        return float(rng.uniform(-NAMED_VIEW, NAMED_VIEW))
    # A side stretch seen from the front or from behind, a front stretch from the side.
    named = model.azimuth
    seen_from = 0.0 if named > 40 else 90.0
    return seen_from - named + float(rng.uniform(-10, 10))


def _dose(model: StretchModel, faults: tuple[str, ...]) -> float:
    """Good seconds to ask for, so that they are full only after the last fault."""
    if not faults:
        return HOLD_S
    runs_on = sum(not model.fault(name).required for name in faults)
    if model.phases:
        before = sum(_swings_before(name, number) for number, name in enumerate(faults))
        return round((before + FAULT_SWINGS * runs_on) * SWING_S + FILLED_S, 1)
    return BEFORE_S * len(faults) + FAULT_S * runs_on + FILLED_S


def _plan(model: StretchModel, faults: Sequence[Sizes]) -> tuple[Segment, ...]:
    if not model.phases:
        work = _holds(faults)
    else:
        work = _swings(faults) if model.sided else _cycles(faults)
    return (rest(2), move_in(2.5), *work, move_out(2), rest(1))


def _holds(faults: Sequence[Sizes]) -> tuple[Segment, ...]:
    if not faults:
        return (hold(HOLD_S + 3),)
    work: list[Segment] = []
    for fault in faults:
        work += [hold(BEFORE_S), hold(FAULT_S, **fault), correct(1)]
    return (*work, hold(AFTER_S))


def _swings(faults: Sequence[Sizes]) -> tuple[Segment, ...]:
    """Flexing and pointing of the foot."""
    if not faults:
        return (alternate(HOLD_S + 3 * SWING_S, SWING_S),)
    work: list[Segment] = []
    for number, fault in enumerate(faults):
        (name,) = fault
        lasts = STILL_SWINGS if name == "flex_and_point" else FAULT_SWINGS
        work += [alternate(_swings_before(name, number) * SWING_S, SWING_S)]
        work += [alternate(lasts * SWING_S, SWING_S, **fault)]
    return (*work, alternate(6 * SWING_S, SWING_S))


def _swings_before(fault: str, number: int) -> int:
    """Swings in good form before a fault: before a rest an even number, for whoever rests where
    the next swing leads to rests until the one after it."""
    if number:
        return 2
    return 4 if fault == "flex_and_point" else 3


def _cycles(faults: Sequence[Sizes]) -> tuple[Segment, ...]:
    """Cow and cat; a fault spoils the start or one whole cycle."""
    if not faults:
        return (hold(2), cycles(CYCLES, HALF_S), correct(1.5))
    work: list[Segment] = [hold(2)]
    for fault in faults:
        if "neutral_start" in fault:
            work = [hold(3, **fault), correct(1), hold(1), *work[1:]]
        else:
            work += [cycles(1, HALF_S), cycles(1, HALF_S, **fault)]
    return (*work, cycles(2 if len(work) == 3 else 1, HALF_S), correct(1.5))
