"""What the program is asked to reach, beside what it reaches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench.figures import (
    NOTHING,
    Group,
    as_asked,
    bias_mae_95,
    camera_blamed,
    faults_of,
    in_named_view,
    logged,
    of_kind,
    readings,
    sizes,
)
from bench.tables import interval, table


def stated_and_reached(outcomes: Group) -> str:
    """The table of targets; `outcomes` are those of one split.

    Its last column leaves out the clips that were filmed otherwise than the stretch's page asks:
    with the working side away from the camera where the other leg would hide it.
    """
    named = in_named_view(outcomes)
    rows = _reached(named)
    so_filmed = {row[0]: row[2] for row in _reached([o for o in named if as_asked(o)])}
    rows = [[*row, so_filmed.get(row[0], NOTHING)] for row in rows]
    for kind, name in (("wrong view", "wrong views"), ("cropped", "head or feet out of sight")):
        group = of_kind(outcomes, kind)
        rows.append(
            [
                *_row(
                    f"{name}: unseen, and the camera blamed", 95, list(map(camera_blamed, group))
                ),
                NOTHING,
            ]
        )
    return table(["", "target", "reached (95 % interval)", "", "filmed as the page asks"], rows)


def _reached(named: Group) -> list[list[str]]:
    return [*_counted(named), *_timed(named), *_judged(named), *_measured(named)]


def _row(name: str, least: float, hits: Sequence[bool]) -> list[str]:
    if not hits:
        return [name, f"≥ {least:.0f} %", NOTHING, NOTHING]
    reached = 100 * sum(hits) / len(hits) >= least
    return [name, f"≥ {least:.0f} %", interval(sum(hits), len(hits)), _mark(reached)]


def _mark(reached: bool) -> str:
    return "reached" if reached else "**not reached**"


def _counted(named: Group) -> list[list[str]]:
    sides = [o.side_right for o in named if o.side_right is not None]
    auto = [bool(o.auto_right) for o in named if o.auto_right is not None]
    return [
        _row("repetition count exact", 97, [o.reps == o.true_reps for o in named]),
        _row("side right", 99, sides),
        _row("`auto` names the stretch", 97, auto),
    ]


def _timed(named: Group) -> list[list[str]]:
    rows = []
    for name, values, most in (
        ("hold start", sizes(o.start_error_s for o in named), 0.5),
        ("good time", sizes(o.full_error_s for o in named), 0.7),
    ):
        if not values:
            continue
        middle, far = float(np.median(values)), float(np.percentile(values, 95))
        rows += [
            [f"{name} off, median", f"≤ {most} s", f"{middle:.1f} s", _mark(middle <= most)],
            [f"{name} off, 95 % within", "1.5 s", f"{far:.1f} s", _mark(far <= 1.5)],
        ]
    return rows


def _judged(named: Group) -> list[list[str]]:
    answers = [f.answer for f in faults_of(named)]
    right, wrong = logged(named)
    quiet = [not o.form_cues for o in of_kind(named, "good")]
    return [
        _row("clear faults found", 95, [answer == "found" for answer in answers]),
        [
            "clear faults found, or their check answered unseen",
            NOTHING,
            interval(sum(answer != "missed" for answer in answers), len(answers)),
            "",
        ],
        _row("logged faults that were there", 95, [True] * right + [False] * wrong),
        _row("good clips without any form cue", 95, quiet),
    ]


def _measured(named: Group) -> list[list[str]]:
    rows = []
    for joint in ("knee", "hip", "elbow"):
        found = readings(named, joint, in_plane=True)
        if found:
            _, error, _ = bias_mae_95(found)
            name = f"{joint} in plane, mean absolute error"
            rows.append([name, "≤ 6°", f"{error:.1f}°", _mark(error <= 6)])
    return rows
