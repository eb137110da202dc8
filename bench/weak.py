"""Where the program is weak, found in the figures themselves and said plainly."""

from __future__ import annotations

from collections.abc import Iterator

from bench.angles import JOINTS
from bench.figures import (
    Group,
    bias_mae_95,
    by_stretch,
    camera_blamed,
    faults_of,
    in_named_view,
    of_kind,
    readings,
)

GOOD_ENOUGH = 0.9
WIDE_DEGREES = 8.0


def weak_points(outcomes: Group) -> list[str]:
    """One sentence each; `outcomes` are those of the test split."""
    points: list[str] = []
    for stretch, group in by_stretch(outcomes).items():
        if not stretch.startswith("*"):
            points += _of_stretch(stretch, group)
    return points


def _of_stretch(stretch: str, group: Group) -> Iterator[str]:
    named = in_named_view(group)
    for words, hits in (
        ("clips counted exactly", [o.reps == o.true_reps for o in named]),
        ("good clips without a form cue", [not o.form_cues for o in of_kind(group, "good")]),
        ("wrong views answered rightly", [camera_blamed(o) for o in of_kind(group, "wrong view")]),
        ("cut-off bodies answered rightly", [camera_blamed(o) for o in of_kind(group, "cropped")]),
    ):
        if hits and sum(hits) < GOOD_ENOUGH * len(hits):
            yield f"{stretch}: {words}: {sum(hits)} of {len(hits)}."
    yield from _checks(stretch, named)
    for joint in JOINTS:
        found = readings(named, joint)
        if found and bias_mae_95(found)[1] > WIDE_DEGREES:
            yield f"{stretch}: the {joint} is off by {bias_mae_95(found)[1]:.0f}° on average."


def _checks(stretch: str, named: Group) -> Iterator[str]:
    faults = faults_of(named)
    for check in sorted({f.check for f in faults}):
        answers = [f.answer for f in faults if f.check == check]
        if answers.count("found") < GOOD_ENOUGH * len(answers):
            yield (
                f"{stretch}: {check} found in {answers.count('found')} of {len(answers)} "
                f"clear faults ({answers.count('unseen')} unseen)."
            )
    for check in sorted({name for o in named for name in o.logged_wrong}):
        count = sum(check in o.logged_wrong for o in named)
        yield f"{stretch}: {check} logged wrongly in {count} of {len(named)} clips."
