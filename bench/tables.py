"""The report's tables, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from bench.angles import JOINTS
from bench.figures import (
    NOTHING,
    Group,
    between,
    bias_mae_95,
    by_stretch,
    camera_blamed,
    faults_of,
    in_named_view,
    of_kind,
    precision,
    readings,
    recall,
    share,
    spread,
)
from bench.judge import FaultOutcome, Outcome

Column = tuple[str, Callable[[Group], str]]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def grouped(columns: Sequence[Column], groups: Mapping[str, Group]) -> str:
    """One row a group, one column a figure."""
    rows = [[name, *(figure(group) for _, figure in columns)] for name, group in groups.items()]
    return table(["", *(name for name, _ in columns)], rows)


def counting(outcomes: Group) -> str:
    """Counts and clocks in the named view, by stretch."""
    return grouped(
        (
            ("clips", lambda g: str(len(g))),
            ("count exact", lambda g: share(o.reps == o.true_reps for o in g)),
            ("off by one or less", lambda g: share(abs(o.reps - o.true_reps) <= 1 for o in g)),
            ("mean count error", lambda g: f"{np.mean([_count_error(o) for o in g]):.2f}"),
            ("start off, s", lambda g: spread(o.start_error_s for o in g)),
            ("full off, s", lambda g: spread(o.full_error_s for o in g)),
            ("side right", lambda g: share(o.side_right for o in g)),
            ("`auto` right", lambda g: share(o.auto_right for o in g)),
            ("unseen", _unseen),
        ),
        by_stretch(in_named_view(outcomes)),
    )


def _count_error(outcome: Outcome) -> float:
    """PoseRAC's MAE: the count's error as a share of the true count."""
    return abs(outcome.reps - outcome.true_reps) / max(outcome.true_reps, 1)


def _unseen(group: Group) -> str:
    return f"{100 * np.mean([o.unseen for o in group]):.0f} %" if group else NOTHING


def judging(outcomes: Group) -> str:
    """Faults and cues in the named view, by stretch."""
    return grouped(
        (
            ("clear faults found", lambda g: recall(faults_of(g))),
            ("slight faults found", lambda g: recall(faults_of(g, clear=False))),
            ("precision", precision),
            (
                "good clips without a form cue",
                lambda g: share(not o.form_cues for o in of_kind(g, "good")),
            ),
        ),
        by_stretch(in_named_view(outcomes)),
    )


def near_and_far(outcomes: Group) -> str:
    """Working side nearer the camera or farther from it."""
    named = [o for o in in_named_view(outcomes) if o.near is not None]
    sides = {
        f"{name} · {'near' if near else 'far'}": [o for o in group if o.near is near]
        for name, group in by_stretch(named).items()
        for near in (True, False)
    }
    return grouped(
        (
            ("count exact", lambda g: share(o.reps == o.true_reps for o in g)),
            ("clear faults found", lambda g: recall(faults_of(g))),
            ("side right", lambda g: share(o.side_right for o in g)),
            ("unseen", _unseen),
        ),
        {name: group for name, group in sides.items() if group},
    )


def each_check(outcomes: Group) -> str:
    """Every check's recall and precision."""
    named = in_named_view(outcomes)
    rows = []
    for stretch, group in by_stretch(named).items():
        if stretch.startswith("*"):
            continue
        names = {f.check for o in group for f in o.faults}
        names |= {name for o in group for name in (*o.logged_right, *o.logged_wrong)}
        rows += [_check_row(stretch, name, group) for name in sorted(names)]
    head = ["check", "faults", "found", "missed", "unseen", "cue spoken", "logged right / wrong"]
    return table(head, rows)


def _check_row(stretch: str, name: str, group: Group) -> list[str]:
    faults = [f for o in group for f in o.faults if f.check == name]
    right = sum(name in o.logged_right for o in group)
    wrong = sum(name in o.logged_wrong for o in group)
    counts = [str(_answered(faults, answer)) for answer in ("found", "missed", "unseen")]
    spoken = str(sum(f.spoken for f in faults))
    return [f"{stretch} · {name}", str(len(faults)), *counts, spoken, f"{right} / {wrong}"]


def _answered(faults: Sequence[FaultOutcome], answer: str) -> int:
    return sum(f.answer == answer for f in faults)


def angles(outcomes: Group) -> str:
    """Errors of the joint angles in the picture, by stretch and joint."""
    rows = []
    for stretch, group in by_stretch(in_named_view(outcomes)).items():
        for joint in JOINTS:
            every, plane = readings(group, joint), readings(group, joint, in_plane=True)
            if not every:
                continue
            figures = [f"{value:.1f}" for value in bias_mae_95(every)]
            flat = f"{bias_mae_95(plane)[1]:.1f}" if plane else NOTHING
            rows.append([f"{stretch} · {joint}", *figures, flat, str(len(every))])
    head = ["", "bias", "mean absolute error", "95 %", "the same, in plane", "readings"]
    return table(head, rows)


def elsewhere(outcomes: Group, kind: str) -> str:
    """Clips from a wrong view, or with a part of the body out of the picture."""
    return grouped(
        (
            ("clips", lambda g: str(len(g))),
            ("answered rightly", lambda g: share(camera_blamed(o) for o in g)),
            ("no form cue", lambda g: share(not o.form_cues for o in g)),
            ("nothing logged wrongly", lambda g: share(not o.logged_wrong for o in g)),
            ("a cue about the camera", lambda g: share(bool(o.picture_cues) for o in g)),
            ("unseen", _unseen),
        ),
        by_stretch(of_kind(outcomes, kind)),
    )


def interval(hits: int, of: int) -> str:
    """A share with its 95 % interval, in percent."""
    if of == 0:
        return NOTHING
    low, high = between(hits, of)
    return f"{100 * hits / of:.0f} % of {of} ({100 * low:.0f}–{100 * high:.0f})"


def choices(outcomes: Mapping[str, Group]) -> str:
    """What each choice buys."""
    return grouped(
        (
            ("count exact", lambda g: share(o.reps == o.true_reps for o in in_named_view(g))),
            ("clear faults found", lambda g: recall(faults_of(g))),
            ("precision", lambda g: precision(in_named_view(g))),
            (
                "good clips without a form cue",
                lambda g: share(not o.form_cues for o in of_kind(g, "good")),
            ),
            ("start off, s", lambda g: spread(o.start_error_s for o in in_named_view(g))),
            ("full off, s", lambda g: spread(o.full_error_s for o in in_named_view(g))),
            ("side right", lambda g: share(o.side_right for o in in_named_view(g))),
        ),
        outcomes,
    )
