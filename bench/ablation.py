"""What each choice buys: the same recordings judged with one of them left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import numpy as np

from bench.cases import Case
from bench.judge import Outcome, judged, with_dose
from bench.truth import CaseTruth
from pose.kept_names import KeptNames
from pose.planted_feet import PlantedFeet
from pose.smoothing import PoseSmoother, ShortMedian
from pose.steadfast import SteadfastBody
from pose.torso_watch import TorsoWatch
from pose.types import Pose
from stretches import faults, hold_timer
from stretches.assess import Blink
from stretches.vocabulary import Criterion, Stretch


@dataclass(frozen=True)
class Choice:
    """One choice that can be left out.

    Attributes:
        patches: (owner, attribute, stand-in) while judging.
        poses, stretch: what is done to the recording and to the stretch beforehand.
    """

    name: str
    patches: tuple[tuple[Any, str, Any], ...] = ()
    poses: Callable[[list[Pose]], list[Pose]] = lambda poses: poses
    stretch: Callable[[Stretch], Stretch] = lambda stretch: stretch


def _without_slack(stretch: Stretch) -> Stretch:
    def hard(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        return tuple(replace(c, target=replace(c.target, slack=0.0)) for c in criteria)

    checks = tuple(
        replace(c, criteria=hard(c.criteria), lighter=hard(c.lighter), instead=hard(c.instead))
        for c in stretch.checks
    )
    return replace(stretch, checks=checks)


def _all_believed(poses: list[Pose]) -> list[Pose]:
    return [replace(pose, visibility=np.ones_like(pose.visibility)) for pose in poses]


CHOICES = (
    Choice("as it is"),
    Choice("without smoothing the landmarks", ((PoseSmoother, "update", lambda self, pose: pose),)),
    Choice("without the short median", ((ShortMedian, "update", lambda self, t, value: value),)),
    Choice("without hysteresis", stretch=_without_slack),
    Choice(
        "without keeping resting limbs in place",
        ((SteadfastBody, "update", lambda self, pose: pose),),
    ),
    Choice("without planted feet", ((PlantedFeet, "update", lambda self, pose: pose),)),
    Choice(
        "believing a torso that swings round", ((TorsoWatch, "update", lambda self, pose: pose),)
    ),
    Choice(
        "letting left and right change their names",
        ((KeptNames, "update", lambda self, pose: pose),),
    ),
    Choice("believing every landmark", poses=_all_believed),
    Choice("without carrying over a blink", ((Blink, "LASTS_S", 0.0),)),
    Choice(
        "speaking of faults at once",
        ((faults, "LASTS_S", 0.0), (faults, "ENTERING_S", 0.0), (faults, "SET_UP_LASTS_S", 0.0)),
    ),
    Choice("ending a hold after 1 s instead of 5", ((hold_timer, "RESUME_S", 1.0),)),
)


@contextmanager
def left_out(choice: Choice) -> Iterator[None]:
    """Judges without the choice inside this block."""
    with ExitStack() as stack:
        for owner, name, stand_in in choice.patches:
            stack.enter_context(patch.object(owner, name, stand_in))
        yield


def judged_without(
    choice: Choice, case: Case, poses: list[Pose], truth: dict[str, Any], true: CaseTruth
) -> Outcome:
    """The case's outcome with the choice left out; `auto` is not tried."""
    stretch = choice.stretch(with_dose(case))
    with left_out(choice):
        return judged(case, choice.poses(poses), truth, true, stretch, auto=False)
