"""Figures over many outcomes: shares with their uncertainty, percentiles, errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

import numpy as np

from bench.angles import JointReading
from bench.judge import FaultOutcome, Outcome
from stretches.registry import stretch_named

Group = Sequence[Outcome]
NOTHING = "–"


def share(hits: Iterable[bool | None]) -> str:
    """How many of the known ones are true, in percent, with their number."""
    known = [hit for hit in hits if hit is not None]
    return f"{100 * sum(known) / len(known):.0f} % of {len(known)}" if known else NOTHING


def between(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if of == 0:
        return 0.0, 1.0
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return middle - half, middle + half


def sizes(values: Iterable[float | None]) -> list[float]:
    """The sizes of the known errors."""
    return [abs(value) for value in values if value is not None]


def spread(values: Iterable[float | None]) -> str:
    """Median and 95th percentile of the errors' sizes."""
    known = sizes(values)
    if not known:
        return NOTHING
    return f"{np.median(known):.1f} / {np.percentile(known, 95):.1f}"


def in_named_view(outcomes: Group) -> list[Outcome]:
    """Those that are filmed from where the stretch asks for."""
    return [o for o in outcomes if o.kind in ("good", "fault")]


def as_asked(outcome: Outcome) -> bool:
    """Whether the working side was nearer the camera where the stretch's page asks for that."""
    return outcome.near is not False or not stretch_named(outcome.stretch).side_near


def of_kind(outcomes: Group, kind: str) -> list[Outcome]:
    """Those of one kind."""
    return [o for o in outcomes if o.kind == kind]


def by_stretch(outcomes: Group) -> dict[str, list[Outcome]]:
    """By stretch, and all of them last."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.stretch, []).append(outcome)
    return {**dict(sorted(groups.items())), "**all**": list(outcomes)}


def faults_of(outcomes: Group, clear: bool = True) -> list[FaultOutcome]:
    """The planned faults that lie clearly outside their target, or those that lie near it."""
    return [f for o in outcomes for f in o.faults if f.clear == clear]


def recall(faults: Sequence[FaultOutcome]) -> str:
    """The share of the faults that was found."""
    return share(f.answer == "found" for f in faults)


def logged(outcomes: Group) -> tuple[int, int]:
    """How many checks were logged at fault rightly and wrongly, once a clip."""
    right = sum(len(o.logged_right) for o in outcomes)
    return right, sum(len(o.logged_wrong) for o in outcomes)


def precision(outcomes: Group) -> str:
    """The share of the logged faults that were there."""
    right, wrong = logged(outcomes)
    return share([True] * right + [False] * wrong)


def camera_blamed(outcome: Outcome) -> bool:
    """Whether nothing was said of the body, and the camera was blamed or nothing was miscounted."""
    if outcome.form_cues or outcome.logged_wrong:
        return False
    counted = outcome.kind == "cropped" and outcome.reps == outcome.true_reps
    return bool(outcome.picture_cues) or counted


def readings(outcomes: Group, joint: str, in_plane: bool = False) -> list[JointReading]:
    """All readings of one joint."""
    found = [JointReading(*r) for o in outcomes for r in o.joints]
    return [r for r in found if r.joint == joint and (r.in_plane or not in_plane)]


def bias_mae_95(found: Sequence[JointReading]) -> tuple[float, float, float]:
    """Mean error, mean absolute error and 95th percentile, degrees."""
    errors = np.array([r.error for r in found])
    size = np.abs(errors)
    return float(errors.mean()), float(size.mean()), float(np.percentile(size, 95))
