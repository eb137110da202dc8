"""What is true of a case: the stretch's own targets, asked of the figure's true joints.

A fault that is planned for a clip can bring others with it: a trunk that curls up lifts the
shoulders too. To log those is right. So every check is asked of the true joints as well, seen by
a camera far away in the view that shows them best. What the joints don't show (the spine's curve,
whole movements) is true when the clip's plan says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bench.cases import HALF_S, SWING_S, Case
from bench.perfect import perfect_poses
from pose.types import FloatArray, Pose, Side
from stretches.body import Body, fresh_body
from stretches.registry import stretch_named
from stretches.vocabulary import Check, Criterion, Stretch
from studio.timeline import Instant

AZIMUTH = {"side": 90.0, "oblique": 20.0, "front": 0.0}
"""From where a view's joints show best; half-kneeling is judged from the joints in metres."""
ARRIVING_S = 1.0
"""A hold does not begin earlier than this before the figure comes to rest."""
BY_PLAN = {("seated_figure_four", "spine_straight")}
"""A rounded back, of which the joints show no more than what it does to the neck."""
STILL_S = 4.0
"""So long a foot may rest before that is a fault."""
RESUME_S = 5.0
"""Out of form for longer than this ends a hold; the next good moment begins another."""
MOVING_S = 1.0
"""The figure takes so long into a fault and out of it."""
CLEAR_DEGREES, CLEAR_SHARE = 15.0, 0.08
"""A fault so far outside its target is a clear one."""
Flags = NDArray[np.bool_]
Interval = tuple[float, float]


@dataclass(frozen=True)
class TrueFault:
    """One planned fault.

    Attributes:
        name: the studio's name of it; check: the check that it breaks.
        start_s, end_s: from when to when it is one.
        beyond: how far outside its target, typically; None where the joints don't show it.
        unit: `deg`, or the body length that `beyond` is a share of.
    """

    name: str
    check: str
    required: bool
    start_s: float
    end_s: float
    beyond: float | None
    unit: str

    @property
    def clear(self) -> bool:
        """Whether it lies so far outside that any judge would see it."""
        if self.beyond is None:
            return True
        return self.beyond >= _clear_from(self.unit)


@dataclass(frozen=True)
class CaseTruth:
    """What a faultless judge would say of a case.

    Attributes:
        faults: the planned ones, in order.
        outside: by check, the intervals in which it truly lies outside its target, or a fault of
            it is planned, however slight: to log that is right, and not to as well.
        start_s: when the hold may begin: from the first moment at which everything required is
            truly met, to the figure's coming to rest; None without one that gets full.
        full_s: when it is full, for either beginning, and whether a slight fault stops the clock
            or not.
        reps: repetitions done.
    """

    faults: tuple[TrueFault, ...]
    outside: dict[str, tuple[Interval, ...]]
    start_s: Interval | None
    full_s: Interval | None
    reps: int


class TrueBody(Body):
    """A body whose joints are all known: no limb hides another, and none is misread."""

    hip_reads_closed = 0.0

    def overread(self, lean: float) -> float:
        return 0.0

    def knee_hidden(self, side: Side) -> bool:
        return False


def case_truth(case: Case) -> CaseTruth:
    """The truth of a case; nothing is drawn for it."""
    stretch = stretch_named(case.clip.stretch)
    instants = list(case.clip.timeline().instants(case.clip.fps))
    poses = perfect_poses(case.clip, AZIMUTH[stretch.view])
    bodies = [true_body(pose) for pose in poses]
    beyond = {c.name: _beyond(c, stretch, bodies, instants) for c in stretch.checks}
    anywhere = {name: np.asarray((off > 0).any(axis=1)) for name, off in beyond.items()}
    wrong = {c.name: _wrong(c, beyond[c.name], case, instants) for c in stretch.checks}
    t = np.array([instant.t for instant in instants])
    in_pose = np.array([instant.in_pose for instant in instants])
    faults = tuple(_fault(case, name, stretch, beyond, wrong, instants) for name in case.faults)
    start = full = None
    if case.clip.model.sided:
        outside = {name: off & in_pose for name, off in anywhere.items()}
        for bad in _judgements(stretch, wrong, outside, faults, t):
            begins, fills = _completed(
                t, bad, _start(case, stretch, anywhere, instants), case.dose_s
            )
            start, full = _joined(start, begins), _joined(full, fills)
        if full is not None and not np.isfinite(full).any():
            start = full = None
    return CaseTruth(
        faults=faults,
        outside={
            c.name: _runs(
                t,
                wrong[c.name]
                | _planned(c.name, case, instants)
                | (in_pose & anywhere[c.name] & (c.half is None)),
            )
            for c in stretch.checks
        },
        start_s=start,
        full_s=full,
        reps=int(full is not None) if case.clip.model.sided else _cycles_done(case),
    )


def true_body(pose: Pose) -> TrueBody:
    """The body of a true pose, at one moment without any history."""
    body = fresh_body(pose)
    return TrueBody(**{f.name: getattr(body, f.name) for f in fields(body)})


def _beyond(
    check: Check, stretch: Stretch, bodies: Sequence[Body], instants: Sequence[Instant]
) -> FloatArray:
    """How far outside their targets a check's criteria are, (frames, criteria), each in its unit.

    NaN where the joints don't show it.
    """
    found = np.full((len(bodies), len(check.criteria)), np.nan)
    shown = not check.views or stretch.view in check.views
    shown = shown and (stretch.slug, check.name) not in BY_PLAN
    if check.half not in (None, "start") or not shown:
        return found
    for i, (body, instant) in enumerate(zip(bodies, instants, strict=True)):
        side = instant.moment.side if stretch.find_side else body.near
        lighter = [_off(criterion, body, side) for criterion in check.lighter]
        if lighter and max(lighter) == 0:
            found[i] = 0.0
        else:
            found[i] = [_off(criterion, body, side) for criterion in check.criteria]
    return found


def _off(criterion: Criterion, body: Body, side: Side) -> float:
    value = criterion.measure(body, side)
    return np.nan if value is None else abs(criterion.target.deviation(value))


def _wrong(check: Check, beyond: FloatArray, case: Case, instants: Sequence[Instant]) -> Flags:
    """In which frames a check is broken: outside its slack, until it is back in its band."""
    planned = _planned(check.name, case, instants)
    if check.half is not None or np.isnan(beyond).all():
        return planned
    slack = np.array([criterion.target.slack for criterion in check.criteria])
    flags = np.zeros(len(beyond), dtype=bool)
    bad = np.zeros(len(slack), dtype=bool)
    for i, instant in enumerate(instants):
        bad = (beyond[i] > np.where(bad, 0.0, slack)) & instant.in_pose
        flags[i] = bad.any()
    return flags


def _planned(check: str, case: Case, instants: Sequence[Instant]) -> Flags:
    """In which frames a fault of this check is planned; a foot's rest is none at first."""
    model = case.clip.model
    flags = np.array([any(model.fault(f).check == check for f in x.faults) for x in instants])
    if check != "flex_and_point":
        return flags
    t = np.array([instant.t for instant in instants])
    # That it moves again shows itself half way through the first swing.
    rests = [(a + STILL_S, b + SWING_S / 2) for a, b in _runs(t, flags)]
    return np.array([any(a <= now <= b for a, b in rests) for now in t])


def _fault(
    case: Case,
    name: str,
    stretch: Stretch,
    beyond: dict[str, FloatArray],
    wrong: dict[str, Flags],
    instants: Sequence[Instant],
) -> TrueFault:
    check = stretch.check(case.clip.model.fault(name).check)
    here = np.array([name in instant.faults for instant in instants])
    t = np.array([instant.t for instant in instants])
    if name == "flex_and_point":
        here = _planned(check.name, case, instants)
    start, end = float(t[here][0]), float(t[here][-1])
    off, unit = _typical(check, beyond[check.name][here])
    return TrueFault(name, check.name, check.required, start, end, off, unit)


def _typical(check: Check, off: FloatArray) -> tuple[float | None, str]:
    """How far outside its target a fault is, typically, in the unit that shows it most clearly."""
    found: tuple[float | None, str] = None, check.target.unit
    most = -1.0
    for i, criterion in enumerate(check.criteria):
        if np.isnan(off[:, i]).all():
            continue
        unit, typical = criterion.target.unit, float(np.nanpercentile(off[:, i], 75))
        if typical / _clear_from(unit) > most:
            most, found = typical / _clear_from(unit), (typical, unit)
    return found


def _clear_from(unit: str) -> float:
    return CLEAR_DEGREES if unit == "deg" else CLEAR_SHARE


def _start(
    case: Case, stretch: Stretch, anywhere: dict[str, Flags], instants: Sequence[Instant]
) -> Interval:
    first = next(i for i, instant in enumerate(instants) if instant.in_pose)
    i = first
    if not case.clip.model.phases:
        required = [anywhere[c.name] for c in stretch.checks if c.required]
        limit = instants[first].t - ARRIVING_S
        while instants[i - 1].t >= limit and not any(off[i - 1] for off in required):
            i -= 1
    return instants[i].t, instants[first].t


def _judgements(
    stretch: Stretch,
    wrong: dict[str, Flags],
    outside: dict[str, Flags],
    faults: Sequence[TrueFault],
    t: FloatArray,
) -> tuple[Flags, Flags]:
    """When the form is bad: for a judge who lets slight faults pass, and for one who doesn't.

    A slight one may also have been brought along by another: what lies `outside` its target, but
    within the slack, is `wrong` for the second judge alone.
    """
    lenient, strict = np.zeros(len(t), dtype=bool), np.zeros(len(t), dtype=bool)
    for check in stretch.checks:
        slight = [f for f in faults if f.check == check.name and not f.clear]
        here = [(f.start_s - MOVING_S <= t) & (t <= f.end_s + MOVING_S) for f in slight]
        either = np.any([*here, np.zeros(len(t), bool)], axis=0)
        if check.required:
            lenient |= wrong[check.name] & ~either
            strict |= wrong[check.name] | outside[check.name] | either
    return lenient, strict


def _joined(one: Interval | None, two: Interval) -> Interval:
    return two if one is None else (min(one[0], two[0]), max(one[1], two[1]))


def _completed(
    t: FloatArray, bad: Flags, start: Interval, dose: float
) -> tuple[Interval, Interval]:
    """When the hold that gets full begins and when it is full: bad form ends those before it."""
    full = _full(t, bad, start[0], dose), _full(t, bad, start[1], dose)
    for a, b in _runs(t, bad):
        if b - a > RESUME_S and start[1] <= a < full[0]:
            again = b + float(t[1] - t[0])
            return _completed(t, bad, (again, again), dose)
    return start, full


def _full(t: FloatArray, bad: Flags, start: float, dose: float) -> float:
    """When the dose of good time is full, for a hold that begins at `start`."""
    step = float(t[1] - t[0])
    good = np.cumsum(np.where((t >= start) & ~bad, step, 0.0))
    reached = np.flatnonzero(good >= dose - 1e-6)
    return float(t[reached[0]]) + step if len(reached) else float("inf")


def _runs(t: FloatArray, flags: Flags) -> tuple[Interval, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((float(t[a]), float(t[b - 1])) for a, b in pairs)


def _cycles_done(case: Case) -> int:
    """Cat-cow cycles in which nothing required is at fault."""
    model = case.clip.model
    whole = [
        segment
        for segment in case.clip.plan
        if segment.kind == "cycles" and not any(model.fault(f).required for f in segment.faults)
    ]
    return sum(round(segment.seconds / (2 * HALF_S)) for segment in whole)
